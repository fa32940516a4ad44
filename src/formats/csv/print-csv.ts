export type CsvCell = string | number;

/** What spreadsheets run: these signs, also full-width, also behind quotes, blanks and signs that nobody sees. */
const FORMULA = /^["'\s\u{200B}-\u{200D}\u{2060}\u{FEFF}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled) with a byte order mark, which tells spreadsheets that Vietnamese and Chinese
 * are UTF-8. A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
 */
export function printCsv(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(printCell).join(',')}\r\n`).join('')}`;
}

function printCell(cell: CsvCell): string {
  const text = String(inert(cell));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function inert(cell: CsvCell): CsvCell {
  if (typeof cell === 'number' || NUMBER.test(cell) || !FORMULA.test(cell)) return cell;
  return `'${cell}`;
}
