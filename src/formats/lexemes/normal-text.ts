/** Zero-width characters and soft hyphens: seen by nobody, so they must not part a word. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;

/**
 * Text as it is compared: NFKC (full-width forms, NBSP, decomposed marks), lower case, nothing invisible, and the
 * Icelandic Ð that some keyboards give for the Vietnamese Đ.
 */
export function normalText(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(/[Ðð]/gu, 'đ')
    .toLowerCase();
}
