/** What a recall finds at a holder when it comes. */
export type Finding = {
  /** How many pages show readers what is recalled. */
  readonly pages: number;
  /** Does the agreement let pages come down by themselves? */
  readonly automatic: boolean;
  /** Was the item ever taken, to be used in whatever way? */
  readonly isTaken: boolean;
};

/**
 * What a holder can say of a kill or a stop at once. With no page out: applied when it was taken, else not applicable.
 * Pages that come down by themselves: applied. Else it is open, and the desk's to answer.
 */
export function firstWord({ pages, automatic, isTaken }: Finding): 'not-applicable' | 'applied' | 'open' {
  if (pages > 0) return automatic ? 'applied' : 'open';
  return isTaken ? 'applied' : 'not-applicable';
}
