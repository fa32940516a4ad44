/**
 * One thing a question asks for. Each of `alternatives` tells of it: another spelling, or a translation with its
 * probability (above 0, at most 1). The `lexemes` of one must all be in a story.
 */
export type Concept = {
  /** Whose spelling it has; of each kind candidates are looked for. */
  readonly kind: string;
  /** How much it tells beside the other concepts: above 0, at most 1. */
  readonly weight: number;
  readonly alternatives: readonly {
    readonly lexemes: readonly string[];
    readonly probability: number;
  }[];
  /** What it is in the text that asks, to tell a person by what a story was found; without it nothing is told. */
  readonly said?: Said;
};

/** A thing that a text says, in its own words. */
export type Said = { readonly term: string; readonly what: 'name' | 'number' | 'word' };

/** The whole question, as it was typed or in another language. */
export type Reading = {
  readonly concepts: readonly Concept[];
  /** The languages of the stories that it speaks of, by primary subtag (RFC 5646 §2.2.1); without it all but `notIn`. */
  readonly onlyIn?: readonly string[];
  /** Languages that the question was put into and is not in itself: `can` is no Vietnamese word because an English one is so written. */
  readonly notIn?: readonly string[];
};

/** Lines of a story that can be asked alone; `place`: the dateline and the places that the story names. */
export type AskedLine = 'headline' | 'byline' | 'place';

/** Words that a story must have, or must not have, whatever the reading. */
export type Demand = {
  /** Spellings: of one of them all lexemes must be there. Without any, nothing can be found by it. */
  readonly anyOf: readonly (readonly string[])[];
  /** There alone; without it anywhere. */
  readonly line?: AskedLine;
  /** Words in this order, which the lexemes leave open: whoever has the text must look (`holdsPhrase`). */
  readonly phrase?: string;
};

/** A story counts by the reading that fits it best; `all` and `none` hold whatever the reading. */
export type SearchTerms = {
  readonly readings: readonly Reading[];
  readonly all: readonly Demand[];
  readonly none: readonly Demand[];
};

/** Every lexeme that some reading asks for, once. */
export function lexemesAsked({ readings }: Pick<SearchTerms, 'readings'>): readonly string[] {
  const alternatives = readings.flatMap(({ concepts }) => concepts.flatMap((one) => one.alternatives));
  return [...new Set(alternatives.flatMap(({ lexemes }) => lexemes))];
}

/** What a language tag (BCP 47) begins with, in lower case: `vi` of `VI-vn`. */
export function primarySubtag(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}

/** Does the reading speak of stories in this language (BCP 47)? */
export function speaksOf({ onlyIn, notIn }: Reading, language: string): boolean {
  const primary = primarySubtag(language);
  return (onlyIn?.includes(primary) ?? true) && !notIn?.includes(primary);
}

/** Must the text itself be looked at, beyond what the lexemes tell? */
export function needsReading({ all, none }: SearchTerms): boolean {
  return [...all, ...none].some(({ phrase }) => phrase !== undefined);
}
