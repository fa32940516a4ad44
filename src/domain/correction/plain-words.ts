/**
 * A text as its words alone: NFC, one blank for any white space, one form of quotation mark, dash and ellipsis, nothing that is not seen.
 * Publishing systems set these anew (WordPress `wptexturize`); beside Chinese characters white space means nothing.
 */
export function plainWords(text: string): string {
  return text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/[“”„‟«»「」『』〝〞＂]/gu, '"')
    .replace(/[‘’‚‛′´ʼ＇]/gu, "'")
    .replace(/(?:[‐‑‒–—―−]|-)+/gu, '-')
    .replaceAll('…', '...')
    .replace(BESIDE_HAN, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Soft hyphens, and joints at which a line may break or not. */
const UNSEEN = /[\u00AD\u200B\u2060\uFEFF]/gu;
const BESIDE_HAN =
  /(?<=[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF])\s+|\s+(?=[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF])/gu;

/**
 * A text decides with 8 words or syllables, or 12 Chinese characters, which say about as much. Among texts of 35 programs (Debian 12),
 * such as many sites print around a story, 0.04 % of those that are so long stand in two of them in Vietnamese, 0.04 % in Chinese and 0.7 % in
 * English; of all of them 1.8 %, 2.6 % and 3.2 % do. No headline and no paragraph of our seeds is shorter.
 */
const LEAST_WORDS = 8;
const WORDS_PER_HAN = LEAST_WORDS / 12;

export function isDecisive(plain: string): boolean {
  const han = plain.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = plain.match(/(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu)?.length ?? 0;
  return words + han * WORDS_PER_HAN >= LEAST_WORDS;
}

/**
 * Which of these texts stand on a page word for word, all of them in plain words. A longer one is looked for first and taken out, so
 * that what stands only as a part of it is not found as well.
 */
export function standing(page: string, texts: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  let rest = page;
  for (const text of [...new Set(texts)].toSorted((one, other) => other.length - one.length)) {
    const without = takeOut(rest, text);
    if (without === rest) continue;
    found.add(text);
    rest = without;
  }
  return found;
}

/** No word character, so nothing that is looked for later reaches over it. */
const HOLE = '\n';

function takeOut(page: string, text: string): string {
  if (text === '') return page;
  const kept: string[] = [];
  let from = 0;
  for (let at = page.indexOf(text); at >= 0; at = page.indexOf(text, at + 1)) {
    if (at < from || !isWhole(page, at, at + text.length)) continue;
    kept.push(page.slice(from, at));
    from = at + text.length;
  }
  return from === 0 ? page : [...kept, page.slice(from)].join(HOLE);
}

function isWhole(page: string, start: number, end: number): boolean {
  return !isInsideWord(page, start) && !isInsideWord(page, end);
}

/** Chinese has no white space between words, so any place is between two. */
function isInsideWord(page: string, at: number): boolean {
  return INSIDE.test(page.slice(Math.max(0, at - 2), at) + MARK + page.slice(at, at + 2));
}

const MARK = '\uFFFF';
const INSIDE = /(?!\p{Script=Han})[\p{L}\p{N}]\p{M}*\uFFFF(?!\p{Script=Han})[\p{L}\p{N}\p{M}]/u;
