import type { TextSketch } from '#domain/chain/text-sketch.ts';
import type { StoryPage } from '#domain/publication/story-page.ts';
import { sanitiseInline } from '../html/sanitise.ts';
import { sketchText } from './sketch-text.ts';

/** By this a translation of ours is known when it comes back. */
export function sketchPage(language: string, { blocks }: StoryPage): TextSketch | undefined {
  const texts = blocks.map(({ html }) => {
    const inline = sanitiseInline(html);
    return { text: inline.ok ? inline.value.text : '' };
  });
  return sketchText({ language, blocks: texts });
}
