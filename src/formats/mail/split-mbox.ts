import { byteText } from './mime-part.ts';

/** Begins a mail of an mbox: `From`, an address and a time, after an empty line and before a header field (RFC 4155, appendix A). */
const SEPARATOR =
  /(?:^|\n\r?\n)(?=From [^\s]{1,320} (?=[^\n]{0,100}\d{4})[^\n]{0,200}\r?\n[!-9;-~]{1,200}[ \t]*:)/g;

/**
 * The mails of an mbox, each without its `From` line and with the lines of its text that had to be quoted (`>From`) as they were written.
 * Undefined for a single mail, with or without such a line, and for anything else.
 */
export function splitMbox(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  if (bytes[0] !== 0x46) return undefined; // F
  const text = byteText(bytes);
  const starts = [...text.matchAll(SEPARATOR)].map(({ index, 0: { length } }) => index + length);
  if (starts[0] !== 0 || starts.length < 2) return undefined;
  return starts.map((start, index) => {
    const mail = text.slice(text.indexOf('\n', start) + 1, starts[index + 1]);
    return Uint8Array.from(mail.replace(/^>(?=>*From )/gm, ''), (one) => one.charCodeAt(0));
  });
}
