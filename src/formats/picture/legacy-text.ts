import { decodeCharset } from '../text/decode-charset.ts';
import { decodeText } from '../text/decode-text.ts';

/** Text of bytes without a reliable label. `isAssumed`: nothing in the bytes proves the charset. */
export type LegacyText = { readonly text: string; readonly charset: string; readonly isAssumed: boolean };

/**
 * Text of a metadata block that may be in any charset: UTF-8 where the bytes are that, else what the reader of documents
 * recognises, else windows-1252, in which every text of western wires was written. Never refuses.
 */
export function legacyText(bytes: Uint8Array): LegacyText {
  const utf8 = decodeCharset(bytes, 'utf-8');
  if (utf8 !== undefined) return { text: utf8, charset: 'utf-8', isAssumed: false };
  const sniffed = decodeText(bytes);
  if (sniffed.ok) {
    const { text, charset, findings } = sniffed.value;
    return { text, charset, isAssumed: findings.some(({ code }) => code === 'charset-assumed') };
  }
  const western = decodeCharset(bytes, 'windows-1252');
  if (western !== undefined) return { text: western, charset: 'windows-1252', isAssumed: true };
  return { text: new TextDecoder('iso-8859-1').decode(bytes), charset: 'windows-1252', isAssumed: true };
}
