import { canonicalSyllable, foldedSyllable, hasMarks } from '../lexemes/vietnamese-syllable.ts';
import shipped from './cldr-places.json' with { type: 'json' };
import { OWN_NAMES } from './own-names.ts';

/** A name in Latin letters, by its folded words: the lexeme of what it names, and the spellings with marks that it has. */
type Alias = { readonly lexeme: string; readonly marked: Set<string> };

/** Words of another language, or of the same: they do not stand for the place. `pháp` is law and way in `pháp luật`, `biện pháp`. */
const NOT_A_NAME = new Set([
  'turkey',
  'jersey',
  'turk',
  'reunion',
  'center',
  'easter',
  'cook',
  'marquesas',
  'phap',
]);
/** One word that is shorter is likelier another. */
const SHORTEST_ALONE = 4;
/** Words or characters of one name. */
export const LONGEST_NAME = { word: 5, han: 8 } as const;

const LATIN = new Map<string, Alias>();
const HAN = new Map<string, string>();
const KNOWN = new Map<string, string>();
for (const line of [...OWN_NAMES, ...shipped.places]) learn(line.split('/'));

/** A line that shares a name with one before it tells of the same place. */
function learn(names: readonly string[]): void {
  const before = names.map((name) => KNOWN.get(name)).find((lexeme) => lexeme !== undefined);
  const words = names.map(wordsOf);
  const lexeme = before ?? `@${(words[0] ?? []).map(foldedSyllable).join('_')}`;
  for (const [at, name] of names.entries()) {
    if (KNOWN.has(name)) continue;
    KNOWN.set(name, lexeme);
    if (/^\p{Script=Han}/u.test(name)) HAN.set(name, lexeme);
    else learnLatin(words[at] ?? [], lexeme);
  }
}

function learnLatin(words: readonly string[], lexeme: string): void {
  const folded = words.map(foldedSyllable).join(' ');
  if (words.length === 1 && (folded.length < SHORTEST_ALONE || NOT_A_NAME.has(folded))) return;
  const alias = LATIN.get(folded) ?? { lexeme, marked: new Set() };
  LATIN.set(folded, alias);
  if (words.some(hasMarks)) alias.marked.add(words.map(canonicalSyllable).join(' '));
}

function wordsOf(name: string): readonly string[] {
  return (
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  );
}

/** What a name can begin with: most words begin none. */
const BEGINNINGS = new Set([
  ...[...LATIN.keys()].map((name) => name.split(' ')[0]),
  ...[...HAN.keys()].map((name) => name[0]),
]);

/** A name that was found: its lexeme, and from where to where of what was given. */
export type FoundAlias = { readonly lexeme: string; readonly from: number; readonly to: number };

/**
 * What neighbouring lower-case words name. With marks they must be the marks of the name: `ăn đồ` is not `Ấn Độ`, while `an do` may
 * be. The longest name counts.
 */
export function aliasesInWords(words: readonly string[]): readonly FoundAlias[] {
  const folded = words.map(foldedSyllable);
  return longestFirst(folded, LONGEST_NAME.word, (from, to) => {
    const alias = LATIN.get(folded.slice(from, to).join(' '));
    const spelled = words.slice(from, to);
    if (!alias || !spelled.some(hasMarks)) return alias?.lexeme;
    return alias.marked.has(spelled.map(canonicalSyllable).join(' ')) ? alias.lexeme : undefined;
  });
}

/** What a run of simplified Han characters names. */
export function aliasesInHan(characters: readonly string[]): readonly FoundAlias[] {
  return longestFirst(characters, LONGEST_NAME.han, (from, to) =>
    to - from < 2 ? undefined : HAN.get(characters.slice(from, to).join('')),
  );
}

/** The lexeme of what these words, or these characters, name all together. */
export function aliasOfAll(kind: 'word' | 'han', parts: readonly string[]): string | undefined {
  const [first] = kind === 'han' ? aliasesInHan(parts) : aliasesInWords(parts);
  return first && first.to - first.from === parts.length ? first.lexeme : undefined;
}

function longestFirst(
  parts: readonly string[],
  longest: number,
  find: (from: number, to: number) => string | undefined,
): readonly FoundAlias[] {
  const found: FoundAlias[] = [];
  for (let from = 0; from < parts.length;) {
    let to = BEGINNINGS.has(parts[from]) ? Math.min(from + longest, parts.length) : from;
    let lexeme: string | undefined;
    for (; to > from; to -= 1) {
      lexeme = find(from, to);
      if (lexeme !== undefined) break;
    }
    if (lexeme !== undefined) found.push({ lexeme, from, to });
    from = lexeme === undefined ? from + 1 : to;
  }
  return found;
}
