/** What a `Range` asks of so many bytes: all, those from one up to another that is left out, or what there is not. */
export type ByteRange = 'whole' | 'unsatisfiable' | { readonly from: number; readonly until: number };

const ONE_RANGE = /^bytes=[ \t]*(?:(\d+)-(\d*)|-(\d+))[ \t]*$/i;

/**
 * Reads a `Range`. Several ranges, other units and what is no range are as if nothing was asked, which a server may do with any.
 * Source: RFC 9110 §14.2.
 */
export function byteRange(header: string | undefined, size: number): ByteRange {
  const [, first, last = '', suffix] = ONE_RANGE.exec(header ?? '') ?? [];
  if (suffix !== undefined) {
    const count = Math.min(Number(suffix), size);
    return count === 0 ? 'unsatisfiable' : { from: size - count, until: size };
  }
  if (first === undefined || (last !== '' && Number(last) < Number(first))) return 'whole';
  const from = Number(first);
  if (from >= size) return 'unsatisfiable';
  return { from, until: last === '' ? size : Math.min(Number(last) + 1, size) };
}
