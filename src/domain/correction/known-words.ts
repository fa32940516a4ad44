import { isDecisive, plainWords } from './plain-words.ts';

/** One text of a story, as readers have it at one place. `id` names it over versions, where anything does. */
export type Piece = { readonly id?: string; readonly kind: 'headline' | 'paragraph'; readonly text: string };

/** What a story said in one version, in one language. */
export type Wording = { readonly version: number; readonly pieces: readonly Piece[] };

/** What is known of the words of a copy. Of several pages of our own in other languages each is one list of wordings. */
export type KnownWords = {
  /** Of the story itself, in whatever order. */
  readonly versions: readonly Wording[];
  readonly pages: readonly (readonly Wording[])[];
  /** As the holder told it of its own page. */
  readonly headline?: string;
  /** Of other stories: what stands in one of these says nothing of ours. */
  readonly others: readonly Wording[];
};

/** Texts in plain words, each with how it was written. */
type Texts = ReadonlyMap<string, string>;

/** A text that was wrong, and what is said in its place; either may be there in several forms or in none. */
export type Change = { readonly was: Texts; readonly now: Texts };

/** Texts that a holder may have published and that decide, each in plain words with how it was written. */
export type Published = ReadonlyMap<string, Piece>;

/** Most texts of one story that are looked for: bounds the work. */
const MOST_TEXTS = 400;

export function publishedWords({ versions, pages, headline, others }: KnownWords): Published {
  const told: readonly Piece[] = headline === undefined ? [] : [{ kind: 'headline', text: headline }];
  const all = [...told, ...[...versions, ...pages.flat()].flatMap(({ pieces }) => pieces)];
  return decisive(all, wordsOf(others));
}

/**
 * What a correction changed. Texts of one id are compared from the version before it on; texts of our own pages, which have none, are set
 * against all new ones. What a later version says again was not wrong, and what an earlier one had said already proves nothing.
 */
export function changedWords(known: KnownWords, version: number): readonly Change[] {
  const common = wordsOf(known.others);
  return [known.versions, ...known.pages].flatMap((wordings) => {
    const { before, after } = partedAt(wordings, version);
    const [said, saying] = [wordsOf(before), wordsOf(after)];
    const isLeft = (text: string): boolean => !saying.has(text) && isTold(text, common);
    const isNew = (text: string): boolean => !said.has(text) && isTold(text, common);
    return idsChanged(before, after).map((id) => ({
      was: filtered(wordsOf(before, id), isLeft),
      now: filtered(wordsOf(after, id), isNew),
    }));
  });
}

function partedAt(wordings: readonly Wording[], version: number) {
  const inOrder = wordings.toSorted((one, other) => one.version - other.version);
  return {
    before: inOrder.filter((one) => one.version < version),
    after: inOrder.filter((one) => one.version >= version),
  };
}

/** Pieces without an id are one group, whose members cannot be told apart. */
function idsChanged(before: readonly Wording[], after: readonly Wording[]): readonly (string | undefined)[] {
  const [last, first] = [before.at(-1), after[0]];
  if (!last || !first) return [];
  const ids = new Set([...last.pieces, ...first.pieces].map(({ id }) => id));
  return [...ids].filter((id) => {
    const [was, now] = [wordsOf([last], id), wordsOf([first], id)];
    return was.size !== now.size || [...was.keys()].some((text) => !now.has(text));
  });
}

/** Plain words of all pieces, or of those of one id; an id that is given as undefined is that of pieces without one. */
function wordsOf(wordings: readonly Wording[], ...ids: readonly (string | undefined)[]): Texts {
  const pieces = wordings.flatMap((one) => one.pieces);
  const meant = pieces.filter(({ id }) => ids.length === 0 || ids.includes(id));
  return new Map(meant.map(({ text }) => [plainWords(text), text]));
}

function filtered(texts: Texts, isMeant: (plain: string) => boolean): Texts {
  return new Map([...texts].filter(([plain]) => isMeant(plain)));
}

function decisive(pieces: readonly Piece[], common: Texts): Published {
  const found = new Map<string, Piece>();
  for (const piece of pieces) {
    const plain = plainWords(piece.text);
    // What is a paragraph in one version and a headline in another is more than a headline.
    if (isTold(plain, common) && found.get(plain)?.kind !== 'paragraph') found.set(plain, piece);
    if (found.size >= MOST_TEXTS) break;
  }
  return found;
}

function isTold(plain: string, common: Texts): boolean {
  return isDecisive(plain) && !common.has(plain);
}
