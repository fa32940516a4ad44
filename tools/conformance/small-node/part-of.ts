import type { Answered } from './answered.ts';
import { problem } from './answered.ts';
import type { Does } from './deviation.ts';

/** Bytes as a caller asked for them by `Range`: all, or those from one byte on. */
export function partOf(
  { bytes, type }: { readonly bytes: Buffer; readonly type: string },
  range: string | undefined,
  does: Does,
): Answered {
  if (range !== undefined && does('part-of-a-blob'))
    return { status: 200, bytes: bytes.subarray(0, 10), type };
  const { length } = bytes;
  const whole: Answered = { status: 200, bytes, type, headers: { 'accept-ranges': 'bytes' } };
  const [, first, last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined || does('says-parts-gives-none')) return whole;
  const from = Number(first);
  if (from >= length)
    return does('parts-of-nothing')
      ? { status: 206, bytes: Buffer.alloc(0), type }
      : { ...problem(416, 'range-unsatisfiable'), headers: { 'content-range': `bytes */${length}` } };
  const end = Math.min(last === '' ? length : Number(last) + 1, length);
  const shift = does('parts-from-elsewhere') ? 1 : 0;
  return {
    ...whole,
    status: 206,
    bytes: bytes.subarray(from + shift, end + shift),
    headers: { 'accept-ranges': 'bytes', 'content-range': `bytes ${from}-${end - 1}/${length}` },
  };
}
