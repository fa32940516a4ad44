import type { RegisterLine } from '../../shapes.ts';
import { otherNames, otherParties } from './other-parties.ts';

export const SORTS = ['end', 'owed', 'quota', 'partner', 'changed'] as const;
export type Sort = (typeof SORTS)[number];

/** What the address of the register says. */
export type RegisterAddress = {
  readonly state?: string;
  readonly partner?: string;
  readonly sort?: string;
  readonly words?: string;
  readonly s?: string;
};

/** No end comes after every end. */
const NO_END = '9999';

/** The lines that the address asks for, in the order it asks for; `textOf` says names as the reader reads them. */
export function orderRegister(
  lines: readonly RegisterLine[],
  { state, partner, sort }: RegisterAddress,
  { textOf, locale }: { readonly textOf: (text: RegisterLine['title']) => string; readonly locale: string },
): readonly RegisterLine[] {
  const { compare } = new Intl.Collator(locale);
  const orders: { readonly [S in Sort]: (one: RegisterLine, other: RegisterLine) => number } = {
    end: (one, other) => compareText(endOf(one), endOf(other)),
    owed: (one, other) => late(other) - late(one) || waiting(other) - waiting(one),
    quota: (one, other) => shareLeft(one) - shareLeft(other),
    partner: (one, other) => compare(otherNames(one.parties, textOf), otherNames(other.parties, textOf)),
    changed: (one, other) => compareText(other.updatedAt, one.updatedAt),
  };
  return lines
    .filter((one) => state === undefined || one.state === state)
    .filter((one) => partner === undefined || otherParties(one.parties).some(({ did }) => did === partner))
    .toSorted(orders[sortOf(sort)]);
}

export function sortOf(text: string | undefined): Sort {
  return SORTS.find((one) => one === text) ?? 'end';
}

/** What has ended comes last: nothing is to be done about it. */
function endOf({ ending, state }: RegisterLine): string {
  return state === 'expired' || state === 'terminated' ? `${NO_END} over` : (ending.endsAt ?? NO_END);
}

function late({ owed }: RegisterLine): number {
  return owed.byUs.overdue + owed.byThem.overdue;
}

function waiting({ owed }: RegisterLine): number {
  return owed.byUs.open + owed.byThem.open;
}

/** Of the scarcest quota; what has none comes last. */
function shareLeft({ quotas }: RegisterLine): number {
  return Math.min(2, ...quotas.map(({ left, limit }) => left / limit));
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
