import { isPicture, parsePicture, type PictureNeeds } from '../picture/parse-picture.ts';

/** The reader of picture files, as the other readers are given. */
export const PICTURE_READER: {
  readonly recognises: typeof isPicture;
  readonly read: typeof parsePicture;
  readonly needs?: PictureNeeds;
} = { recognises: isPicture, read: parsePicture };
