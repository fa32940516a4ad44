import { fromBase64url } from '../envelope/base64url.ts';

/** Bytes of base64 as documents carry it (RFC 2045 §6.8): either alphabet, white space and padding do not count. */
export function fromBase64(text: string): Uint8Array | undefined {
  return fromBase64url(
    text
      .replaceAll(/[\s=]+/g, '')
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  );
}
