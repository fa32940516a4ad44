import type { Digest } from '#kernel/digest.ts';
import type { ItemVersion, Rendition } from '#domain/item/item.ts';
import { ANALYZER_VERSION } from '#formats/lexemes/analyse.ts';
import { indexFields } from '#formats/lexemes/index-fields.ts';
import { sketchText } from '#formats/lexemes/sketch-text.ts';
import type { ItemFace } from '#ports/item-store.ts';

/** What lists and search know of an item: its latest version's outside. */
export function faceOf(version: ItemVersion): ItemFace {
  const thumbnail = thumbnailOf(version);
  const sketch = sketchText(version);
  return {
    newsType: version.newsType,
    language: version.language,
    headline: version.headline,
    summary: version.summary ?? version.blocks.find(({ text }) => text.trim() !== '')?.text ?? '',
    ...(version.embargoEndAt ? { embargoEndAt: version.embargoEndAt } : {}),
    ...(thumbnail ? { thumbnail } : {}),
    analyzerVersion: ANALYZER_VERSION,
    lexemes: indexFields(version),
    ...(sketch ? { sketch } : {}),
    selectable: version,
  };
}

/** A killed item in lists: that it was, and nothing of what it said (I6). */
export function blankFace(version: ItemVersion): ItemFace {
  return {
    newsType: version.newsType,
    language: version.language,
    headline: '',
    summary: '',
    analyzerVersion: ANALYZER_VERSION,
    lexemes: '',
  };
}

/** The smallest picture we hold that is still wide enough for a line of the wire. */
function thumbnailOf(version: ItemVersion): Digest | undefined {
  const pictures = [version, ...version.associations].flatMap(({ renditions }) => renditions.filter(isHeld));
  const wide = pictures.filter(({ width }) => (width ?? 0) >= THUMBNAIL_WIDTH);
  const [smallest] = wide.toSorted((a, b) => (a.width ?? 0) - (b.width ?? 0));
  return (smallest ?? pictures[0])?.digest;
}

const THUMBNAIL_WIDTH = 160;

function isHeld({ digest, mediaType }: Rendition): boolean {
  return digest !== undefined && mediaType.startsWith('image/');
}
