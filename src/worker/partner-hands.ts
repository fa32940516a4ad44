/** How many hands of a lane each partner holds. */
export type PartnerHands = {
  /** Partners that get no further one now. */
  full(): readonly string[];
  take(partner: string): void;
  /** `answered`: with whatever it was. */
  giveBack(partner: string, answered: boolean): void;
};

/**
 * A partner whose last job was answered may hold `most` hands, any other a single one, so that one that hangs waits for itself
 * alone (I23). Nobody has answered before it was asked.
 */
export function partnerHands(most: number): PartnerHands {
  const held = new Map<string, number>();
  const answering = new Set<string>();
  return {
    full: () =>
      [...held].flatMap(([partner, hands]) => (hands < (answering.has(partner) ? most : 1) ? [] : [partner])),
    take: (partner) => void held.set(partner, (held.get(partner) ?? 0) + 1),
    giveBack(partner, answered) {
      const left = (held.get(partner) ?? 1) - 1;
      if (left > 0) held.set(partner, left);
      else held.delete(partner);
      if (answered) answering.add(partner);
      else answering.delete(partner);
    },
  };
}
