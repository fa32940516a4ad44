import type { OutgoingPicture } from '#formats/outgoing-item.ts';
import { PICTURE_FILE } from '#formats/outgoing/package-words.ts';
import { pictureType } from '#formats/picture-type.ts';
import { labelsIn } from '#formats/text/print-text.ts';
import type { BlobFiles } from '#ports/blob-store.ts';
import type { LeavingStory } from './let-story-out.ts';

/** The bytes of the pictures that leave with a story, named in its language; what is no picture by its bytes does not leave. */
export async function readPictures(
  files: Pick<BlobFiles, 'read'>,
  agencyId: string,
  { outgoing, pictures }: Pick<LeavingStory, 'outgoing' | 'pictures'>,
): Promise<readonly OutgoingPicture[]> {
  const { associations, language } = outgoing.item;
  const read: OutgoingPicture[] = [];
  for (const { guid, digest, caption, creditLine } of pictures) {
    const bytes = await files.read(agencyId, digest);
    const mediaType = bytes && pictureType(bytes);
    if (!bytes || mediaType === undefined) continue;
    const usageTerms = associations.find((one) => one.guid === guid)?.usageTerms;
    read.push({
      guid,
      bytes,
      mediaType,
      fileName: `${PICTURE_FILE[labelsIn(language)]} ${read.length + 1}.${endingOf(mediaType)}`,
      ...(caption === undefined ? {} : { caption }),
      ...(creditLine === undefined ? {} : { creditLine }),
      ...(usageTerms === undefined ? {} : { usageTerms }),
    });
  }
  return read;
}

function endingOf(mediaType: string): string {
  const [, kind = ''] = mediaType.split('/');
  return kind === 'jpeg' ? 'jpg' : kind;
}
