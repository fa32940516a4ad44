import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LexiconPack, PackEntry } from '#formats/lexicon/read-pack.ts';
import type { LexiconLanguage } from '#formats/lexicon/term-key.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/data/multilingual/lexicon');

type PackKind = 'dictionary' | 'readings' | 'statistics';

/** The lexicons of the shared data as packs, by what they are, so that each can be left out to see what it brings. */
export function sharedPacks(kinds: readonly PackKind[]): readonly LexiconPack[] {
  return [
    ...(kinds.includes('dictionary')
      ? [dictionary('envi', 'en', 'vi'), dictionary('enzh', 'en', 'zh'), dictionary('vizh', 'vi', 'zh')]
      : []),
    ...(kinds.includes('readings') ? [readings()] : []),
    ...(kinds.includes('statistics')
      ? (['vi', 'zh', 'en'] as const).flatMap((from) =>
          (['vi', 'zh', 'en'] as const).filter((to) => to !== from).map((to) => statistics(from, to)),
        )
      : []),
  ];
}

function rows(name: string): readonly (readonly string[])[] {
  const text = gunzipSync(readFileSync(join(FOLDER, `${name}.tsv.gz`))).toString();
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
}

const OF = { source: 'shared data', licence: 'see its MANIFEST.md' } as const;

function dictionary(name: string, from: LexiconLanguage, to: LexiconLanguage): LexiconPack {
  const entries = rows(`dict_${name}`).map(([term = '', translations = '']) => ({
    term,
    translations: translations.split('|').map((text, index) => ({ text, share: 1 / (1 + 0.3 * index) })),
  }));
  return { ...OF, from, to, weight: 1, back: 1, entries };
}

/** Hán-Việt readings of Chinese words, which are many for one reading and one for one word. */
function readings(): LexiconPack {
  const [, ...lines] = rows('hanviet_cedict');
  const entries = [...Map.groupBy(lines, ([term = '']) => term)]
    .filter(([term]) => term.includes(' '))
    .map(([term, words]): PackEntry => ({
      term,
      translations: words.map(([, text = '', , frequency = '']) => ({
        text,
        share: Math.log(2 + Number(frequency)),
      })),
    }));
  return {
    ...OF,
    from: 'vi',
    to: 'zh',
    weight: 0.3,
    back: 0.02,
    entries,
  };
}

/** Word alignments; Vietnamese stands there as syllables with a digit for the tone. */
function statistics(from: LexiconLanguage, to: LexiconLanguage): LexiconPack {
  const entries = rows(`induced_fl_${from}${to}`).map(([term = '', translations = '']) => ({
    term: spelled(term, from),
    translations: translations.split(' | ').map((one) => {
      const at = one.lastIndexOf(':');
      return { text: spelled(one.slice(0, at), to), share: Number(one.slice(at + 1)) };
    }),
  }));
  return { ...OF, from, to, weight: 1, back: 0, entries };
}

const TONES: Readonly<Record<string, string>> = {
  1: '\u0300',
  2: '\u0301',
  3: '\u0309',
  4: '\u0303',
  5: '\u0323',
};

function spelled(term: string, language: LexiconLanguage): string {
  if (language !== 'vi') return term;
  return term.replace(/(\p{L}+)([1-5])(?=\s|$)/gu, (_all, letters: string, tone: string) =>
    `${letters}${TONES[tone] ?? ''}`.normalize('NFC'),
  );
}
