import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { latin1Of, uintAt } from './located-bytes.ts';
import { brokenAt } from './picture-parts.ts';

/** One chunk of a PNG: `at` is its length field, `end` the byte after its check sum. */
export type PngChunk = {
  readonly type: string;
  readonly at: number;
  readonly end: number;
  readonly data: Uint8Array;
};

/** `isWhole`: its end chunk is there. Bytes after it are no part of the picture. */
export type PngFile = { readonly chunks: readonly PngChunk[]; readonly isWhole: boolean };

const MOST_CHUNKS = 100_000;

/** Splits a PNG (3rd edition §5). One that breaks off within its pixels is read as far as it goes, any other is refused. */
export function splitPng(file: Uint8Array): Result<PngFile, FormatRefusal> {
  const chunks: PngChunk[] = [];
  let at = 8;
  let hasPixels = false;
  while (at < file.length && chunks.length < MOST_CHUNKS) {
    const end = at + 12 + (uintAt(file, at, 4) ?? file.length);
    if (end > file.length) {
      hasPixels ||= isPixels(file, at);
      break;
    }
    const type = latin1Of(file.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/.test(type)) return brokenAt(at + 4, 'This is no chunk of a PNG.');
    chunks.push({ type, at, end, data: file.subarray(at + 8, end - 4) });
    if (type === 'IEND') return accept({ chunks, isWhole: true });
    hasPixels ||= type === 'IDAT';
    at = end;
  }
  if (chunks.length >= MOST_CHUNKS) return brokenAt(at, `There are more than ${MOST_CHUNKS} chunks.`);
  if (!hasPixels) return brokenAt(at, 'The file ends before its picture begins.');
  return accept({ chunks, isWhole: false });
}

function isPixels(file: Uint8Array, at: number): boolean {
  return latin1Of(file.subarray(at + 4, at + 8)) === 'IDAT';
}
