import type { SourcePicture } from '#domain/publication/story-pictures.ts';
import type { OutgoingItem, OutgoingPicture } from '#formats/outgoing-item.ts';
import { PICTURE_FILE } from '#formats/outgoing/package-words.ts';
import { pictureType } from '#formats/picture-type.ts';
import { writePictureMetadata } from '#formats/picture/write-picture-metadata.ts';
import { agreed } from '#formats/print-outgoing-text.ts';
import { labelsIn } from '#formats/text/print-text.ts';
import { pictureEnding } from '#formats/picture/picture-ending.ts';
import type { LeavingStory } from './let-story-out.ts';
import { readPicture, type ReadPictureNeeds } from './read-picture.ts';
import { wordPicture } from './word-picture.ts';

/**
 * The bytes of the pictures that leave with a story, named in its language; what is no picture by its bytes does not leave. Each says itself
 * whose it is and what was agreed about it, wherever it is copied to, and nothing that is private (I26).
 */
export async function readPictures(
  needs: ReadPictureNeeds,
  of: Parameters<typeof readPicture>[1],
  { outgoing, pictures }: Pick<LeavingStory, 'outgoing' | 'pictures'>,
): Promise<readonly OutgoingPicture[]> {
  const { associations, language } = outgoing.item;
  const read: OutgoingPicture[] = [];
  for (const picture of pictures) {
    const { guid, caption, creditLine } = picture;
    const original = await readPicture(needs, of, picture.digest);
    const mediaType = original && pictureType(original);
    if (!original || mediaType === undefined) continue;
    const usageTerms = associations.find((one) => one.guid === guid)?.usageTerms;
    read.push({
      guid,
      bytes: worded(original, picture, outgoing),
      mediaType,
      fileName: `${PICTURE_FILE[labelsIn(language)]} ${read.length + 1}.${pictureEnding(mediaType)}`,
      ...(caption === undefined ? {} : { caption }),
      ...(creditLine === undefined ? {} : { creditLine }),
      ...(usageTerms === undefined ? {} : { usageTerms }),
    });
  }
  return read;
}

/** A file that nothing can be written into, such as a TIFF, leaves as it came; what was agreed stands beside it. */
function worded(
  original: Uint8Array,
  picture: SourcePicture,
  { item, rights, pictureRights }: OutgoingItem,
): Uint8Array {
  const about = item.newsType === 'text' ? pictureRights?.get(picture.guid) : rights;
  const metadata = wordPicture(item, picture, agreed(about, item.language));
  const written = writePictureMetadata(original, metadata);
  return written.ok ? written.value : original;
}
