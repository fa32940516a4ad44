import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { latin1Of, uintAt } from './located-bytes.ts';
import { brokenAt } from './picture-parts.ts';

/** One RIFF chunk of a WebP: `at` is its name, `end` the byte after its padding. */
export type WebpChunk = {
  readonly type: string;
  readonly at: number;
  readonly end: number;
  readonly data: Uint8Array;
};

const MOST_CHUNKS = 10_000;
const PIXELS: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANMF']);

/** Splits a WebP (RFC 9649). One that breaks off within its pixels is read as far as it goes, any other is refused. */
export function splitWebp(file: Uint8Array): Result<readonly WebpChunk[], FormatRefusal> {
  const chunks: WebpChunk[] = [];
  const riff = uintAt(file, 4, 4, true) ?? 0;
  const fileEnd = Math.min(file.length, riff + 8);
  let at = 12;
  while (at + 8 <= fileEnd) {
    if (chunks.length >= MOST_CHUNKS) return brokenAt(at, `There are more than ${MOST_CHUNKS} chunks.`);
    const type = latin1Of(file.subarray(at, at + 4));
    const length = uintAt(file, at + 4, 4, true) ?? 0;
    const dataEnd = at + 8 + length;
    if (dataEnd > file.length) {
      if (!PIXELS.has(type)) return brokenAt(at, 'A WebP chunk is longer than the file.');
      chunks.push({ type, at, end: file.length, data: file.subarray(at + 8) });
      return accept(chunks);
    }
    const end = Math.min(dataEnd + (length % 2), file.length);
    chunks.push({ type, at, end, data: file.subarray(at + 8, dataEnd) });
    at = end;
  }
  return chunks.length === 0 ? brokenAt(12, 'There is no chunk in this WebP.') : accept(chunks);
}
