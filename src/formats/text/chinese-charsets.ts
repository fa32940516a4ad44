import { HKSCS_PAIRS, HKSCS_ROWS } from './hkscs-table.ts';

/** The next character of Big5 with the Hong Kong supplement; its text is undefined where the bytes stand for nothing. */
export function decodeBig5(bytes: Uint8Array, at: number): { length: number; text: string | undefined } {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return { length: 1, text: String.fromCharCode(lead) };
  const text = big5Character(lead, bytes[at + 1] ?? 0);
  return { length: text === undefined ? 1 : 2, text };
}

/** Does the text have a character that only the Hong Kong supplement gives Big5? */
export function hasHkscs(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const isSupplement = lead >= 0x80 && supplement(lead, bytes[at + 1] ?? 0) !== undefined;
    if (isSupplement) return true;
    at += lead < 0x80 ? 1 : 2;
  }
  return false;
}

function big5Character(lead: number, trail: number): string | undefined {
  return supplement(lead, trail) ?? plainBig5().get((lead << 8) | trail);
}

function supplement(lead: number, trail: number): string | undefined {
  const pair = HKSCS_PAIRS.get((lead << 8) | trail);
  if (pair !== undefined) return pair;
  const column = trailColumn(trail);
  const found = column === undefined ? undefined : hkscsRow(lead)?.[column];
  return found === '\u3000' ? undefined : found;
}

function trailColumn(trail: number): number | undefined {
  if (trail >= 0x40 && trail <= 0x7e) return trail - 0x40;
  return trail >= 0xa1 && trail <= 0xfe ? trail - 0xa1 + 63 : undefined;
}

const ROWS = new Map<number, readonly string[]>();

/** Rows as lists of characters, which are one or two code units each. */
function hkscsRow(lead: number): readonly string[] | undefined {
  const known = ROWS.get(lead);
  if (known !== undefined) return known;
  const written = HKSCS_ROWS.get(lead);
  if (written === undefined) return undefined;
  const row = [...written];
  ROWS.set(lead, row);
  return row;
}

const PLAIN_BIG5 = new Map<number, string>();

/** All pairs of Big5, asked of the decoder once. What it gives out of the private area is none of Big5's. */
function plainBig5(): ReadonlyMap<number, string> {
  if (PLAIN_BIG5.size > 0) return PLAIN_BIG5;
  const decoder = new TextDecoder('big5', { fatal: false });
  for (let lead = 0xa1; lead <= 0xf9; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = trailColumn(trail) === undefined ? '' : decoder.decode(Uint8Array.of(lead, trail));
      if (/^[^\uE000-\uF8FF\uFFFD]$/u.test(text)) PLAIN_BIG5.set((lead << 8) | trail, text);
    }
  return PLAIN_BIG5;
}

/** RFC 1843: `~{` and `~}` stand around pairs of GB 2312 in seven bits; `~~` is a tilde, a tilde at a line's end joins lines. */
export function decodeHz(bytes: Uint8Array): string | undefined {
  if (bytes.some((byte) => byte >= 0x80)) return undefined;
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.split('~{').length !== text.split('~}').length) return undefined;
  const decoder = new TextDecoder('gbk', { fatal: true });
  try {
    return text.replace(/~\{((?:[!-}][!-~])*)~\}|~~|~\n/g, (whole, pairs: string | undefined) => {
      if (pairs === undefined) return whole === '~~' ? '~' : '';
      return decoder.decode(Uint8Array.from(pairs, (one) => one.charCodeAt(0) | 0x80));
    });
  } catch {
    // A pair that GB 2312 does not have: not this charset.
    return undefined;
  }
}
