import { decodeLoosely } from './decode-charset.ts';
import { fitOf, type Fit, type Writing } from './charset-fit.ts';

/** A charset that bytes without a label may be in, and how well its text looks. */
export type Sniffed = { readonly charset: string; readonly fit: Fit };

/** The charsets that are told apart by their text. Where two look the same, the first counts. */
const CANDIDATES: readonly (readonly [charset: string, writing: Writing])[] = [
  ['gb18030', 'chinese'],
  ['big5', 'chinese'],
  ['windows-1258', 'vietnamese'],
  ['tcvn3', 'vietnamese'],
  ['vni-windows', 'vietnamese'],
  ['viscii', 'vietnamese'],
  ['vps', 'vietnamese'],
  ['shift_jis', 'japanese'],
  ['euc-jp', 'japanese'],
  ['euc-kr', 'korean'],
  ['windows-1252', 'latin'],
  ['windows-1251', 'cyrillic'],
  ['koi8-r', 'cyrillic'],
  ['koi8-u', 'cyrillic'],
  ['windows-1253', 'greek'],
  ['iso-8859-15', 'latin'],
  ['windows-1250', 'latin'],
  ['iso-8859-2', 'latin'],
  ['windows-1254', 'latin'],
  ['windows-1257', 'latin'],
  ['ibm850', 'latin'],
  ['macintosh', 'latin'],
  ['ibm866', 'cyrillic'],
  ['iso-8859-5', 'cyrillic'],
  ['x-mac-cyrillic', 'cyrillic'],
  ['windows-1255', 'hebrew'],
  ['windows-1256', 'arabic'],
  ['iso-8859-6', 'arabic'],
  ['windows-874', 'thai'],
];

/** Of one charset, how well the bytes look in it; undefined where they are not in it or nobody can tell. */
export function fitIn(sample: Uint8Array, charset: string): Fit | undefined {
  const writing = WRITINGS.get(charset);
  const most = sample.length < 1000 ? 0 : Math.ceil(sample.length / 200);
  const text = writing && decodeLoosely(sample, charset, most)?.text;
  if (writing === undefined || text === undefined) return undefined;
  // Old charsets of DOS and the Macintosh have their no-break space elsewhere, where it is noise more often than a blank.
  return fitOf(sample.includes(NO_BREAK_SPACE) ? text : text.replaceAll('\u00A0', '\uFFFD'), writing);
}

const NO_BREAK_SPACE = 0xa0;

const WRITINGS: ReadonlyMap<string, Writing> = new Map<string, Writing>([
  ...CANDIDATES,
  ['gbk', 'chinese'],
  ['big5-hkscs', 'chinese'],
  ['ibm437', 'latin'],
]);

/** The charset in which the bytes look best, of those that can read them all, if they look like a text in any. */
export function sniffCharset(sample: Uint8Array, canRead: (charset: string) => boolean): Sniffed | undefined {
  let best: Sniffed | undefined;
  for (const [charset] of CANDIDATES) {
    const fit = fitIn(sample, charset);
    const isBetter = fit !== undefined && fit.share >= PLAUSIBLE && fit.share > (best?.fit.share ?? 0);
    if (isBetter && canRead(charset)) best = { charset, fit };
    if (best !== undefined && best.fit.share === 1) return best;
  }
  return best;
}

/** Less than this share in place is noise. */
const PLAUSIBLE = 0.6;

const SAMPLE_BYTES = 32 * 1024;

/** The lines with bytes beyond ASCII, from the start, as much of them as is needed for a judgement. */
export function sampleOf(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let gathered = 0;
  for (let start = 0; start < bytes.length && gathered < SAMPLE_BYTES;) {
    const found = bytes.indexOf(0x0a, start);
    const end = found === -1 ? bytes.length : found + 1;
    const line = bytes.subarray(start, Math.min(end, start + SAMPLE_BYTES));
    if (line.some((byte) => byte >= 0x80)) {
      pieces.push(line);
      gathered += line.length;
    }
    start = end;
  }
  const sample = new Uint8Array(gathered);
  let at = 0;
  for (const piece of pieces) {
    sample.set(piece, at);
    at += piece.length;
  }
  return sample;
}
