import { accept, refuse, type Result } from '#kernel/result.ts';
import type { SigningRole } from './person-evidence.ts';
import type { SigningRule } from './signing-rule.ts';

/** Who acted for our side under one text so far; nobody is named who came by a link. */
export type ActedPerson = {
  readonly role: SigningRole;
  readonly personId?: string;
  /** Who sent the link, when it was one. */
  readonly sentBy?: string;
};

/** Why a person may not act as this now. */
export type PersonRefusal =
  | { readonly code: 'signing-approval-missing' }
  | { readonly code: 'signing-approval-not-asked' }
  | { readonly code: 'signing-already-approved' }
  | { readonly code: 'signing-same-person' };

/**
 * May this person approve, or sign, after those who acted? With two persons the first approves the exact text and another
 * signs; a link counts as its sender's hand too, so that nobody makes two people of themselves.
 */
export function judgePerson(
  { twoPerson }: SigningRule,
  acted: readonly ActedPerson[],
  person: ActedPerson,
): Result<true, PersonRefusal> {
  const approver = acted.find(({ role }) => role === 'approver');
  if (person.role === 'approver') {
    if (!twoPerson) return refuse({ code: 'signing-approval-not-asked' });
    return approver ? refuse({ code: 'signing-already-approved' }) : accept(true);
  }
  if (!twoPerson) return accept(true);
  if (!approver) return refuse({ code: 'signing-approval-missing' });
  return isOneHand(approver, person) ? refuse({ code: 'signing-same-person' }) : accept(true);
}

function isOneHand(one: ActedPerson, other: ActedPerson): boolean {
  const hands = [one.personId, one.sentBy].filter((id) => id !== undefined);
  const others = [other.personId, other.sentBy].filter((id) => id !== undefined);
  // Who cannot be told apart is not known to be another.
  return hands.length === 0 || others.length === 0 || hands.some((id) => others.includes(id));
}
