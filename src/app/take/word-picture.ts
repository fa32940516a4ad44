import type { ItemVersion } from '#domain/item/item.ts';
import type { SourcePicture } from '#domain/publication/story-pictures.ts';
import { onlyGiven } from '#formats/only-given.ts';
import type { PictureMetadata } from '#formats/picture/picture-metadata.ts';

/**
 * What a picture of a story says of itself when it leaves: its own credit and terms, else those of the story it came with, and after them
 * `agreed`, what the agreement says about it in sentences.
 */
export function wordPicture(
  content: ItemVersion,
  { guid, caption, creditLine }: Pick<SourcePicture, 'guid' | 'caption' | 'creditLine'>,
  agreed: readonly string[] = [],
): PictureMetadata {
  const own = content.associations.find((one) => one.guid === guid);
  const terms = [own?.usageTerms ?? content.usageTerms, ...agreed].filter((text) => text !== undefined);
  return {
    uri: guid,
    language: content.language,
    ...onlyGiven({
      caption,
      credit: creditLine ?? content.creditLine,
      copyrightNotice: content.copyrightNotice,
      usageTerms: terms.join('\n'),
    }),
  };
}
