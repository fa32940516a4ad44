import type { Digest } from '#kernel/digest.ts';
import type { ItemVersion, Rendition } from '#domain/item/item.ts';

/** One picture that goes with a story, and the form of it that we hold and would make the public one from. */
export type SourcePicture = {
  readonly digest: Digest;
  readonly caption?: string;
  readonly creditLine?: string;
};

const MOST_PICTURES = 12;

/** The pictures of a story whose bytes we hold, in the order the provider gave; the largest form of each. */
export function storyPictures(item: ItemVersion): readonly SourcePicture[] {
  const own =
    item.newsType === 'picture'
      ? [{ renditions: item.renditions, caption: item.summary ?? item.headline, creditLine: item.creditLine }]
      : [];
  const carried = item.associations.filter(({ newsType }) => newsType === 'picture');
  const pictures = [...own, ...carried].flatMap(({ renditions, caption, creditLine }) => {
    const digest = largest(renditions)?.digest;
    if (digest === undefined) return [];
    return [
      {
        digest,
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
