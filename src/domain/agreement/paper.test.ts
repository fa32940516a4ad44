import { expect, test } from 'vitest';
import { paperName } from './paper.ts';

test.each([
  ['Tho\u0309a thua\u0323\u0302n.pdf', 'Thỏa thuận.pdf'],
  ['C:\\Users\\lan\\合作协议.docx', '合作协议.docx'],
  ['../../etc/passwd', 'passwd'],
  ['..hidden.pdf', 'hidden.pdf'],
  ['a\u202Efdp.exe\r\nset-cookie: x', 'afdp.exeset-cookie x'],
  ['///', ''],
])('a file called %j is kept as %j', (given, kept) => {
  expect(paperName(given)).toBe(kept);
});

test('a long name keeps its end, where the kind of file stands', () => {
  expect(paperName(`${'dài '.repeat(80)}.pdf`)).toHaveLength(120);
  expect(paperName(`${'dài '.repeat(80)}.pdf`).endsWith('.pdf')).toBe(true);
});
