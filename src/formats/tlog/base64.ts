import { fromBase64url, toBase64url } from '../envelope/base64url.ts';
import { fromUrlAlphabet, toUrlAlphabet } from '../envelope/signature-input.ts';

/** Bytes as padded base64 (RFC 4648 §4), as the C2SP texts write them. */
export function toBase64(bytes: Uint8Array): string {
  const text = fromUrlAlphabet(toBase64url(bytes));
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** The bytes of padded base64; undefined for every other spelling of them. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = text.length % 4 === 0 ? fromBase64url(toUrlAlphabet(text.replace(/={1,2}$/, ''))) : undefined;
  return bytes && toBase64(bytes) === text ? bytes : undefined;
}
