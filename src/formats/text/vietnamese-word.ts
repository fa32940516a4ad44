const ONSETS = 'ngh|ng|nh|ch|gh|gi|g|kh|k|ph|th|tr|[bcdđhlmnpqrstvx]';

/** Vowels and the ends that they take; `-` is none. */
const RIMES: readonly (readonly [nucleus: string, codas: string])[] = [
  ['a', '-|ch|c|m|nh|ng|n|p|t|i|y|o|u'],
  ['ă', 'c|m|ng|n|p|t'],
  ['â', 'c|m|ng|n|p|t|u|y'],
  ['e', '-|c|m|ng|n|p|t|o'],
  ['ê', '-|ch|m|nh|n|p|t|u'],
  ['i', '-|ch|m|nh|n|p|t|u'],
  ['o', '-|c|m|ng|n|p|t|i'],
  ['oo', 'c|ng'],
  ['ô', '-|c|m|ng|n|p|t|i'],
  ['ơ', '-|m|n|p|t|i'],
  ['u', '-|c|m|ng|n|p|t|i'],
  ['ư', '-|c|m|ng|n|t|i|u'],
  ['y', '-'],
  ['iê', 'c|m|ng|n|p|t|u'],
  ['yê', 'm|ng|n|t|u'],
  ['ia|ya|ua|ưa|uơ|uya', '-'],
  ['uyê', 'n|t'],
  ['oa', '-|ch|c|m|nh|ng|n|t|i|y|o'],
  ['oă', 'c|m|ng|n|t'],
  ['oe', '-|n|t|o'],
  ['uâ', 'n|ng|t|y'],
  ['uê', '-|ch|nh|n'],
  ['uy', '-|ch|nh|n|p|t|u'],
  ['uô', 'c|m|ng|n|t|i'],
  ['ươ', 'c|m|ng|n|p|t|i|u'],
];
const AFTER_QU = '[aăâeêôơi](?:ch|c|m|nh|ng|n|p|t|y|i|o|u)?|y(?:ch|nh|n|t|p)?|yê(?:n|t)';

const RIME = RIMES.map(([nucleus, codas]) => {
  const ends = codas.replace('-|', '').replace('-', '');
  const isOpen = codas.startsWith('-');
  return `(?:${nucleus})${ends === '' ? '' : `(?:${ends})${isOpen ? '?' : ''}`}`;
}).join('|');
const SHAPE = new RegExp(`^(?:qu(?:${AFTER_QU})|(?:${ONSETS})?(?:${RIME}))$`, 'u');
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/**
 * Is a word a Vietnamese syllable with its marks: vowels and ends that go together, one tone at most, and none but sắc and nặng
 * before a stop? Capitals may stand first or everywhere. Made to tell charsets apart, not to check spelling.
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
