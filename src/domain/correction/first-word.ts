/** What a recall finds at a holder when it comes. */
export type Finding = {
  /** How many pages show readers what is recalled. */
  readonly pages: number;
  /** How many copies in other systems of the holder do; each of them has yet to be told. */
  readonly copies: number;
  /** Does the agreement let pages come down by themselves? */
  readonly automatic: boolean;
  /** Was the item ever taken, to be used in whatever way? */
  readonly isTaken: boolean;
};

/**
 * What a holder can say of a kill or a stop at once. With no page out: applied when it was taken, else not applicable.
 * Pages that come down by themselves: applied. With a page that the desk has to answer, or a copy in another system that has to
 * be taken out first, it is open.
 */
export function firstWord({
  pages,
  copies,
  automatic,
  isTaken,
}: Finding): 'not-applicable' | 'applied' | 'open' {
  if (copies > 0) return 'open';
  if (pages > 0) return automatic ? 'applied' : 'open';
  return isTaken ? 'applied' : 'not-applicable';
}
