/**
 * A text as a person who types without marks would type it: lower case, no diacritics, đ as d, full-width as half.
 * So “da nang” finds “Đà Nẵng”.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase();
}

export function foldedIncludes(text: string, wanted: string): boolean {
  return fold(text).includes(fold(wanted.trim()));
}
