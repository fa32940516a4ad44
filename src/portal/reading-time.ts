import type { LiveStory } from '#domain/publication/story-page.ts';

const WORDS_A_MINUTE = 220;
const HAN_A_MINUTE = 400;

/** Minutes to read the body, at least one: Han by characters, everything else by words. */
export function readingMinutes({ page }: LiveStory): number {
  const text = page.blocks.map(({ html }) => html.replace(/<[^>]*>/g, ' ')).join(' ');
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.replace(/\p{Script=Han}/gu, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, Math.round(han / HAN_A_MINUTE + words / WORDS_A_MINUTE));
}
