import type { DeliveryChannel } from '#domain/agreement/agreement.ts';
import { COUNTRY_CODES } from './country-codes.ts';
import { knownPlaces } from './known-places.ts';
import { OUTLETS } from './outlet-names.ts';
import { PHRASES } from './phrases.ts';
import { RESTRICTION_CODES, type ReadRestrictions, type Restriction } from './restriction.ts';
import { tokensOf, type Token } from './restriction-tokens.ts';

/**
 * Reads the free text that a wire sends along: known phrases by the longest match, each with the words it came from.
 * What no phrase knows is `unread`, in the order of the text; no word is lost, and none is guessed.
 */
export function readRestrictions(text: string): ReadRestrictions {
  const tokens = tokensOf(text);
  const terms: Restriction[] = [];
  const unread: string[] = [];
  let from = 0;
  let strange: number | undefined;
  const leave = (until: number): void => {
    if (strange !== undefined) unread.push(between(text, tokens, strange, until));
    strange = undefined;
  };
  while (from < tokens.length) {
    const start = skipJoiners(tokens, from);
    const match = longestMatch(tokens, start);
    if (!match) {
      strange ??= from;
      from += 1;
      continue;
    }
    leave(from);
    const end = match.code === 'credit' ? afterName(text, tokens, match.end) : match.end;
    const { code, territories, channels } = match;
    terms.push({
      code,
      words: between(text, tokens, from, end),
      ...(territories.length > 0 ? { territories } : {}),
      ...(channels.length > 0 ? { channels } : {}),
    });
    from = end;
  }
  leave(tokens.length);
  return { terms, unread };
}

function between(text: string, tokens: readonly Token[], from: number, until: number): string {
  return text.slice(tokens[from]?.start ?? 0, tokens[until - 1]?.end ?? 0);
}

const JOINERS = new Set([
  'and',
  'or',
  'but',
  'va',
  'hoac',
  'und',
  'oder',
  'et',
  'ou',
  'y',
  '和',
  '及',
  '并',
  '或',
  '且',
]);

/** A word that only joins two terms belongs to the second. */
function skipJoiners(tokens: readonly Token[], from: number): number {
  return JOINERS.has(tokens[from]?.word ?? '') ? from + 1 : from;
}

type Match = Pick<Restriction, 'code'> & {
  readonly end: number;
  readonly territories: readonly string[];
  readonly channels: readonly DeliveryChannel[];
};

function longestMatch(tokens: readonly Token[], from: number): Match | undefined {
  let best: Match | undefined;
  for (const { code, words } of patterns()) {
    const match = matchPattern(tokens, from, code, words);
    if (match && match.end > (best?.end ?? from)) best = match;
  }
  return best;
}

function matchPattern(
  tokens: readonly Token[],
  from: number,
  code: Match['code'],
  words: readonly string[],
): Match | undefined {
  let end = from;
  const territories: string[] = [];
  const channels: DeliveryChannel[] = [];
  for (const word of words) {
    const next = placesAt(tokens, end, word, territories);
    const outlet = word === OUTLETS_HERE ? listAt(tokens, end, outlets(), channels) : undefined;
    const plain = tokens[end]?.word === word ? end + 1 : undefined;
    const reached = next ?? outlet ?? plain;
    if (reached === undefined) return undefined;
    end = reached;
  }
  return { code, end, territories: [...new Set(territories)], channels: [...new Set(channels)] };
}

/** Places by name or by code, as the word of the phrase asks. */
function placesAt(tokens: readonly Token[], from: number, word: string, into: string[]): number | undefined {
  if (word === PLACES_HERE) return listAt(tokens, from, places(), into);
  const isCode = tokens[from]?.isCode === true;
  return word === CODES_HERE && isCode ? listAt(tokens, from, codes(), into) : undefined;
}

/** One or several names with joiners between; undefined when there is none, else where they end. */
function listAt<T>(
  tokens: readonly Token[],
  from: number,
  names: ReadonlyMap<string, readonly T[]>,
  into: T[],
): number | undefined {
  let end = nameAt(tokens, from, names, into);
  while (end !== undefined) {
    const more = nameAt(tokens, skipJoiners(tokens, end), names, into);
    if (more === undefined) return end;
    end = more;
  }
  return undefined;
}

const LONGEST_NAME = 6;

function nameAt<T>(
  tokens: readonly Token[],
  from: number,
  names: ReadonlyMap<string, readonly T[]>,
  into: T[],
): number | undefined {
  for (let count = Math.min(LONGEST_NAME, tokens.length - from); count > 0; count -= 1) {
    const found = names.get(wordsKey(tokens.slice(from, from + count)));
    if (!found) continue;
    into.push(...found);
    return from + count;
  }
  return undefined;
}

function wordsKey(tokens: readonly Token[]): string {
  return tokens.map(({ word }) => word).join(' ');
}

const PLACES_HERE = '{places}';
const CODES_HERE = '{codes}';
const OUTLETS_HERE = '{outlets}';

type Pattern = { readonly code: Match['code']; readonly words: readonly string[] };

const patterns = once((): readonly Pattern[] =>
  RESTRICTION_CODES.flatMap((code) =>
    PHRASES[code].map((phrase) => ({
      code,
      words: phrase
        .split(/(\{\w+\})/)
        .flatMap((part) => (part.startsWith('{') ? [part] : tokensOf(part).map(({ word }) => word))),
    })),
  ),
);

const places = once(() => byName(knownPlaces()));
/** Two of them are words that join others. */
const codes = once(() =>
  byName(
    [...COUNTRY_CODES].flatMap(([code, country]) =>
      code === 'AND' || code === 'ARE' ? [] : [[[country], code] as const],
    ),
  ),
);
const outlets = once(() =>
  byName(OUTLETS.flatMap(([channels, names]) => names.map((name) => [channels, name] as const))),
);

function byName<T>(
  list: readonly (readonly [T[] | readonly T[], string])[],
): ReadonlyMap<string, readonly T[]> {
  return new Map(list.map(([values, name]) => [wordsKey(tokensOf(name)), values]));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const NAME_FOLLOWS = /^\s*(?:[:："“”'’/-]|$)/;
const MOST_NAME_WORDS = 8;
/** A name holds none of these: after one, the words may forbid something and are not taken for a name. */
const SAYS_MORE = new Set([
  'no',
  'not',
  'non',
  'only',
  'out',
  'without',
  'khong',
  'cam',
  'chi',
  'tru',
  '不',
  '禁',
  '勿',
  '仅',
  '只',
  '除',
]);

/** “MANDATORY CREDIT: JOHN DOE / AP”: the name belongs to the credit, up to the next stop or known phrase. */
function afterName(text: string, tokens: readonly Token[], end: number): number {
  const gap = text.slice(tokens[end - 1]?.end ?? 0, tokens[end]?.start ?? text.length);
  if (!NAME_FOLLOWS.test(gap)) return end;
  let until = end;
  while (until < tokens.length && !isStop(text, tokens, end, until) && !longestMatch(tokens, until))
    until += 1;
  const name = tokens.slice(end, until);
  return name.length > MOST_NAME_WORDS || name.some(({ word }) => SAYS_MORE.has(word)) ? end : until;
}

function isStop(text: string, tokens: readonly Token[], end: number, at: number): boolean {
  if (at === end) return false;
  return /[.;,。；，\n]| [-–—] /.test(text.slice(tokens[at - 1]?.end, tokens[at]?.start));
}
