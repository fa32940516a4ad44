/** Where words of a story stand: its headline, what is beside the text (summary, byline, captions of it), and the text itself. */
export const FIELDS = ['headline', 'beside', 'text'] as const;
export type Field = (typeof FIELDS)[number];

const SPAN = 100;
/** What a word in a field counts, beside one in the text. */
const WORTH: Readonly<Record<Field, number>> = { headline: 2.5, beside: 1.75, text: 1 };

/**
 * The position that an index keeps for the `nth` word of a field, from 1 on and below 100: it tells the field and nothing of the
 * place. Headline 1 to 99, beside the text 101 to 199, the text from 201 on.
 */
export function positionIn(field: Field, nth: number): number {
  return FIELDS.indexOf(field) * SPAN + nth;
}

/** What the kept positions of a word count for together: how often it occurs, more where it stands in the headline. */
export function worthOf(positions: readonly number[]): number {
  let worth = 0;
  for (const position of positions) worth += WORTH[FIELDS[Math.floor(position / SPAN)] ?? 'text'];
  return worth;
}
