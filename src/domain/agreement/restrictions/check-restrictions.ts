import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Restriction, RestrictionCode } from './restriction.ts';

export type IncompleteRestriction = {
  readonly code: 'restriction-incomplete';
  readonly restriction: RestrictionCode;
};

/** A term about places names some, one about outlets names some; others name none. */
export function checkRestrictions(
  terms: readonly Restriction[],
): Result<readonly Restriction[], IncompleteRestriction> {
  const incomplete = terms.find((term) => !isComplete(term));
  return incomplete
    ? refuse({ code: 'restriction-incomplete', restriction: incomplete.code })
    : accept(terms);
}

function isComplete({ code, territories = [], channels = [] }: Restriction): boolean {
  if (code === 'territory-out' || code === 'territory-only') return territories.length > 0;
  if (code === 'outlet-out' || code === 'outlet-only') return channels.length > 0;
  return true;
}
