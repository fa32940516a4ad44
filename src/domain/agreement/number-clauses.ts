import type { Agreement } from './agreement.ts';
import type { ClauseRef } from './decision.ts';

export type GeneralTerm =
  | 'period'
  | 'suspension'
  | 'tail'
  | 'freshness'
  | 'indexing'
  | 'text'
  | 'contacts'
  | 'conflict';

/** The general terms of an agreement in the order in which they are said, after all rules. */
export function generalTermsOf({ parties, textForHumans, textDigest }: Agreement): readonly GeneralTerm[] {
  const hasText = textForHumans !== undefined || textDigest !== undefined;
  const hasContacts = parties.some(({ contacts }) => contacts?.some(({ purpose }) => purpose !== 'general'));
  return [
    'period',
    'suspension',
    'tail',
    'freshness',
    'indexing',
    ...(hasText ? (['text'] as const) : []),
    ...(hasContacts ? (['contacts'] as const) : []),
    'conflict',
  ];
}

/** The name of a general term among clauses; no rule can bear it, their fragments hold no dot. */
export function termUid(agreement: Agreement, term: GeneralTerm): string {
  return `${agreement.uid}#term.${term}`;
}

/**
 * Every clause by uid with its number: permissions, prohibitions, obligations, commitments in the order of the document,
 * then the general terms. A duty bears the number of its permission. The sentences and the reasons share these numbers.
 */
export function numberClauses(agreement: Agreement): ReadonlyMap<string, ClauseRef> {
  const clauses = new Map<string, ClauseRef>();
  let number = 0;
  const add = (kind: ClauseRef['kind'], uid: string): void => {
    clauses.set(uid, { kind, uid, number, agreement: agreement.uid });
  };
  for (const permission of agreement.permissions) {
    number += 1;
    add('permission', permission.uid);
    for (const duty of permission.duties) add('duty', duty.uid);
  }
  for (const prohibition of agreement.prohibitions) {
    number += 1;
    add('prohibition', prohibition.uid);
  }
  for (const obligation of agreement.obligations) {
    number += 1;
    add('obligation', obligation.uid);
  }
  for (const commitment of agreement.commitments) {
    number += 1;
    add('commitment', commitment.uid);
  }
  for (const term of generalTermsOf(agreement)) {
    number += 1;
    add('term', termUid(agreement, term));
  }
  return clauses;
}
