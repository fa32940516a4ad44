import { isPicture, parsePicture } from '../picture/parse-picture.ts';
import { writePictureMetadata } from '../picture/write-picture-metadata.ts';

/** What this house can do with the metadata of pictures. */
export const PICTURE_READERS = {
  recognises: isPicture,
  read: parsePicture,
  write: writePictureMetadata,
};
