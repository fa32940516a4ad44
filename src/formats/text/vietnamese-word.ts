const ONSET = '(?:ngh|ng|nh|ch|gh|gi|g|kh|k|ph|qu|th|tr|[bcdđhlmnpqrstvx])?';
const NUCLEUS = '(?:uyê|uya|iê|yê|ia|ya|ươ|ưa|uô|ua|oa|oă|oe|uâ|uê|uơ|uy|oo|[aăâeêioôơuưy])';
const CODA = '(?:ch|ng|nh|[cmnptiouy])?';
const SHAPE = new RegExp(`^${ONSET}${NUCLEUS}${CODA}$`, 'u');
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/**
 * Is a word a Vietnamese syllable with its marks: one tone at most, on letters that go together, and none but sắc and nặng before
 * a stop? Capitals may stand first or everywhere. Made to tell charsets apart, not to check spelling.
 */
export function isVietnameseWord(word: string): boolean {
  if (!/^(?:\p{L}\p{Ll}*|\p{Lu}+)$/u.test(word)) return false;
  const parts = word.toLowerCase().normalize('NFD');
  const tones = parts.match(TONES) ?? [];
  const letters = parts.replace(TONES, '').normalize('NFC');
  if (tones.length > 1 || !SHAPE.test(letters)) return false;
  const [tone] = tones;
  return tone === undefined || !/(?:c|ch|p|t)$/.test(letters) || tone === '\u0301' || tone === '\u0323';
}
