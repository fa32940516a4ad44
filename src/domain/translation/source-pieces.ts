import type { ItemVersion } from '#domain/item/item.ts';

/** One piece of a story that is translated by itself. */
export type SourcePiece = { readonly id: string; readonly kind: string; readonly text: string };

/**
 * What a translator sees, in reading order: the headline, the summary when there is one, the body blocks, then what stands
 * under the pictures.
 */
export function sourcePieces(
  version: Pick<ItemVersion, 'headline' | 'summary' | 'blocks' | 'associations'>,
): SourcePiece[] {
  const summary = version.summary?.trim() ?? '';
  return [
    { id: 'headline', kind: 'headline', text: version.headline },
    ...(summary === '' ? [] : [{ id: 'summary', kind: 'summary', text: summary }]),
    ...version.blocks.map(({ id, kind, text }) => ({ id, kind, text })),
    ...version.associations.flatMap(({ guid, newsType, caption }) => {
      const text = newsType === 'picture' ? (caption?.trim() ?? '') : '';
      return text === '' ? [] : [{ id: captionPiece(guid), kind: 'caption', text }];
    }),
  ];
}

/** The piece that holds the caption of the picture with this guid. */
export function captionPiece(guid: string): string {
  return `caption:${guid}`;
}
