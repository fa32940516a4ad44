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
};

/**
 * The whole question, once as it was typed and once for each language it was put into; a story counts by the reading that fits it best.
 * `all`: of each group one lexeme must be in every story, whatever the reading.
 */
export type SearchTerms = {
  readonly readings: readonly (readonly Concept[])[];
  readonly all: readonly (readonly string[])[];
};

/** Every lexeme that some reading asks for, once. */
export function lexemesAsked({ readings }: SearchTerms): readonly string[] {
  const alternatives = readings.flat().flatMap((concept) => concept.alternatives);
  return [...new Set(alternatives.flatMap(({ lexemes }) => lexemes))];
}
