import type { AskedLine, Demand } from '#domain/search/question.ts';
import { aliasOfAll } from '../names/aliases.ts';
import { englishStem, isStopWord } from './english-stem.ts';
import { simplified } from './han-text.ts';
import { normalText } from './normal-text.ts';
import { canonicalSyllable, foldedSyllable, hasMarks } from './vietnamese-syllable.ts';
import { wordRuns, type Piece } from './word-runs.ts';

/** Neighbours of one kind: the words or characters that follow each other without a break. */
type Stretch = { readonly kind: Piece['kind']; readonly units: readonly string[] };
type Spelling = (stretch: Stretch) => readonly string[];

/**
 * Words that must stand in a story next to each other, in this order. `as: 'word'`: one word, which a place may have under
 * its other names; `'phrase'`: as it stands. Undefined when there is no word in it.
 */
export function demandOf(
  text: string,
  { as, line }: { readonly as: 'word' | 'phrase'; readonly line?: AskedLine },
): Demand | undefined {
  const stretches = stretchesOf(simplified(normalText(text)));
  if (stretches.length === 0) return undefined;
  const words = stretches.flatMap(({ kind, units }) => (kind === 'word' ? units : []));
  const spellings: readonly Spelling[] = words.some(hasMarks) ? [asMarked] : [asFolded, asStems];
  const spelt = spellings
    .map((spelling) => [...new Set(stretches.flatMap(spelling))])
    .filter((lexemes) => lexemes.length > 0);
  const place = as === 'word' ? placeOf(stretches) : undefined;
  return {
    anyOf: distinct([...spelt, ...(place === undefined ? [] : [[place]])]),
    ...(line === undefined ? {} : { line }),
    ...(as === 'word' || isTold(stretches) ? {} : { phrase: text }),
  };
}

function stretchesOf(text: string): readonly Stretch[] {
  return [...wordRuns(text)].flatMap((run) => {
    const stretches: { readonly kind: Piece['kind']; readonly units: string[] }[] = [];
    for (const { kind, text: piece } of run) {
      const units = kind === 'han' ? [...piece] : [piece];
      const last = stretches.at(-1);
      if (last?.kind === 'word' && kind === 'word') last.units.push(...units);
      else stretches.push({ kind, units });
    }
    return stretches;
  });
}

function asMarked({ kind, units }: Stretch): readonly string[] {
  if (kind !== 'word') return asThey(kind, units);
  return neighbours(units.map(canonicalSyllable), '_');
}

function asFolded({ kind, units }: Stretch): readonly string[] {
  if (kind !== 'word') return asThey(kind, units);
  return neighbours(units.map(foldedSyllable), '_').map((lexeme) => `~${lexeme}`);
}

function asStems({ kind, units }: Stretch): readonly string[] {
  if (kind !== 'word') return asThey(kind, units);
  return neighbours(units.filter((word) => !isStopWord(word)).map(englishStem), '_');
}

function asThey(kind: Piece['kind'], units: readonly string[]): readonly string[] {
  return kind === 'han' ? neighbours(units, '') : units;
}

function neighbours(units: readonly string[], between: string): readonly string[] {
  if (units.length < 2) return units;
  return units.slice(1).map((unit, index) => `${units[index] ?? ''}${between}${unit}`);
}

/** Do the lexemes tell all? One word, or one pair, of which nothing is left out. */
function isTold(stretches: readonly Stretch[]): boolean {
  const [first] = stretches;
  if (!first || stretches.length > 1 || first.units.length > 2) return false;
  return first.units.length === 1 || first.kind !== 'word' || !first.units.some(isStopWord);
}

function placeOf(stretches: readonly Stretch[]): string | undefined {
  const [first] = stretches;
  if (!first || stretches.length > 1) return undefined;
  return first.kind === 'number' ? undefined : aliasOfAll(first.kind, first.units);
}

function distinct(spellings: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(spellings.map((lexemes) => [lexemes.join(' '), lexemes])).values()];
}
