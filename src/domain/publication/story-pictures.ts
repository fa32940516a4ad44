import type { Digest } from '#kernel/digest.ts';
import type { ItemVersion, Rendition } from '#domain/item/item.ts';
import { captionPiece } from '#domain/translation/source-pieces.ts';

/** One picture that goes with a story, and the form of it that we hold and would make the public one from. */
export type SourcePicture = {
  /** Of the picture; of a story that is one, the story's. */
  readonly guid: string;
  readonly digest: Digest;
  readonly caption?: string;
  /** The piece of the story under which a translation has the caption. */
  readonly captionPiece: string;
  readonly creditLine?: string;
};

export const MOST_PICTURES = 12;

/** The pictures of a story whose bytes we hold, in the order the provider gave; the largest form of each. */
export function storyPictures(item: ItemVersion): readonly SourcePicture[] {
  const own =
    item.newsType === 'picture'
      ? [
          {
            ...item,
            caption: item.summary ?? item.headline,
            piece: item.summary === undefined ? 'headline' : 'summary',
          },
        ]
      : [];
  const carried = item.associations
    .filter(({ newsType }) => newsType === 'picture')
    .map((one) => ({ ...one, piece: captionPiece(one.guid) }));
  const pictures = [...own, ...carried].flatMap(({ guid, renditions, caption, creditLine, piece }) => {
    const digest = largest(renditions)?.digest;
    if (digest === undefined) return [];
    return [
      {
        guid,
        digest,
        captionPiece: piece,
        ...(caption === undefined ? {} : { caption }),
        ...(creditLine === undefined ? {} : { creditLine }),
      },
    ];
  });
  return pictures.slice(0, MOST_PICTURES);
}

function largest(renditions: readonly Rendition[]): Rendition | undefined {
  return renditions
    .filter(({ digest, mediaType }) => digest !== undefined && mediaType.startsWith('image/'))
    .toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0))[0];
}
