export const PDF = 'application/pdf';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Kinds of paper text that are taken in: what two people can read on any computer and keep for years. */
export type PaperType = typeof PDF | typeof DOCX;

/** What the bytes themselves are, whatever a name says; undefined for anything else, and for a text that carries a program. */
export function paperType(bytes: Uint8Array): PaperType | undefined {
  if (beginsWith(bytes, '%PDF-')) return PDF;
  if (!beginsWith(bytes, 'PK\u0003\u0004')) return undefined;
  // The directory of a ZIP names its parts in plain letters (APPNOTE 4.3.12; ECMA-376 part 2 §6.2).
  const text = new TextDecoder('latin1').decode(bytes);
  const isWord = text.includes('[Content_Types].xml') && text.includes('word/document.xml');
  return isWord && !text.includes('vbaProject.bin') ? DOCX : undefined;
}

function beginsWith(bytes: Uint8Array, mark: string): boolean {
  return Array.from(mark).every((character, at) => bytes[at] === character.codePointAt(0));
}
