import { expect, test } from 'vitest';
import { DOCX, PDF, paperType } from './paper-type.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0);

test.each([
  ['a PDF', '%PDF-1.7 …', PDF],
  ['a Word text', 'PK\u0003\u0004 [Content_Types].xml … word/document.xml', DOCX],
  [
    'a Word text with macros',
    'PK\u0003\u0004 [Content_Types].xml word/document.xml word/vbaProject.bin',
    undefined,
  ],
  ['another ZIP', 'PK\u0003\u0004 readme.txt', undefined],
  ['a page that says it is a PDF', '<html>%PDF-1.7', undefined],
  ['nothing', '', undefined],
])('%s is told by its bytes', (_what, text, type) => {
  expect(paperType(bytes(text))).toBe(type);
});
