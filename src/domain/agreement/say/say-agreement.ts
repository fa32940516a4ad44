import type { Trilingual } from '#kernel/language.ts';
import type {
  Agreement,
  ConstraintTerm,
  Did,
  Duty,
  Obligation,
  Permission,
  Prohibition,
  RuleAction,
} from '#domain/agreement/agreement.ts';
import type { ClauseRef } from '#domain/agreement/decision.ts';
import { GENERAL_TERMS, numberClauses, termUid } from '#domain/agreement/number-clauses.ts';
import { CLAUSE_SENTENCES as SAY } from './clause-sentences.ts';
import { sayDuration } from './figures.ts';
import {
  fillSentence,
  joinSentences,
  listAnd,
  listClauses,
  listTogether,
  sameInAll,
} from './fill-sentence.ts';
import { inEachGiven, partyName } from './names.ts';
import { sayConstraint, sayDutyTerm, sayRefinements } from './say-conditions.ts';
import { sayGeneralTerm } from './say-general-term.ts';
import { sayItems } from './say-items.ts';

/** One clause in three languages; `number` is the one that reasons refer to. */
export type SaidClause = ClauseRef & { readonly sentence: Trilingual };

/** An agreement as its readers see it. */
export type SaidAgreement = {
  readonly title: Trilingual;
  readonly preamble: Trilingual;
  readonly clauses: readonly SaidClause[];
};

/**
 * The terms clause by clause in Vietnamese, simplified Chinese and English, made from the machine form alone, so the
 * three texts and the rules cannot drift apart. Order: may, may not, must, then the general terms.
 */
export function sayAgreement(agreement: Agreement): SaidAgreement {
  const [first, second] = agreement.parties;
  const clauses = numberClauses(agreement);
  const said = (uid: string, sentence: Trilingual): SaidClause[] => {
    const clause = clauses.get(uid);
    return clause ? [{ ...clause, sentence }] : [];
  };
  return {
    title: inEachGiven(agreement.title),
    preamble: fillSentence(SAY.preamble, {
      first: inEachGiven(first.name),
      second: inEachGiven(second.name),
    }),
    clauses: [
      ...agreement.permissions.flatMap((one) => said(one.uid, sayPermission(agreement, one))),
      ...agreement.prohibitions.flatMap((one) => said(one.uid, sayProhibition(agreement, one))),
      ...agreement.obligations.flatMap((one) => said(one.uid, sayObligation(agreement, one, clauses))),
      ...GENERAL_TERMS.flatMap((term) => said(termUid(agreement, term), sayGeneralTerm(agreement, term))),
    ],
  };
}

function sayPermission(agreement: Agreement, permission: Permission): Trilingual {
  const conditions = permission.constraints.map((term) => sayConstraint(term, agreement.parties));
  const duties = permission.duties.map((duty) => sayDuty(agreement, duty));
  return joinSentences([
    ...permission.actions.map((action) =>
      fillSentence(SAY.may, sayDeed(agreement, permission, permission.assigner, action)),
    ),
    ...(conditions.length > 0 ? [fillSentence(SAY.conditions, { list: listClauses(conditions) })] : []),
    ...(duties.length > 0 ? [fillSentence(SAY.duties, { list: listClauses(duties) })] : []),
  ]);
}

function sayProhibition(agreement: Agreement, prohibition: Prohibition): Trilingual {
  const { actions, constraints } = prohibition;
  return joinSentences([
    ...actions.map((action) =>
      fillSentence(SAY['may-not'], sayDeed(agreement, prohibition, giverIn(prohibition, action), action)),
    ),
    ...sayWhenApplied(agreement, constraints),
  ]);
}

function sayWhenApplied({ parties }: Agreement, constraints: readonly ConstraintTerm[]): Trilingual[] {
  if (constraints.length === 0) return [];
  return [
    fillSentence(SAY.applies, {
      list: listTogether(constraints.map((term) => sayConstraint(term, parties))),
    }),
  ];
}

/** What one may not offer to others is one's own (exclusivity); in all other uses the items are the other side's. */
function giverIn({ assigner, assignee }: Prohibition, { action }: RuleAction): Did {
  return action === 'offer' ? assignee : assigner;
}

/** Who does what with whose items, how. */
function sayDeed(
  { parties }: Agreement,
  rule: Permission | Prohibition,
  giver: Did,
  action: RuleAction,
): { readonly who: Trilingual; readonly what: Trilingual } {
  const items = sayItems(rule.target, partyName(parties, giver));
  return {
    who: partyName(parties, rule.assignee),
    what: fillSentence(SAY[action.action], { items, how: sayRefinements(action) }),
  };
}

function sayDuty(agreement: Agreement, { action, attributedParty, constraints }: Duty): Trilingual {
  const duty =
    action === 'attribute' && attributedParty !== undefined
      ? fillSentence(SAY['attribute.party'], { party: partyName(agreement.parties, attributedParty) })
      : SAY[action];
  if (constraints.length === 0) return duty;
  return fillSentence(SAY['duty.when'], { duty, list: listTogether(constraints.map(sayDutyTerm)) });
}

function sayObligation(
  agreement: Agreement,
  obligation: Obligation,
  clauses: ReadonlyMap<string, ClauseRef>,
): Trilingual {
  const { parties } = agreement;
  const other = partyName(parties, obligation.assigner);
  const facts = {
    items: sayItems(obligation.target, other),
    who: partyName(parties, obligation.assignee),
    other,
    time: sayDuration(obligation.dueIn),
    event: SAY[obligation.event],
  };
  const suspended = obligation.consequences.flatMap(({ target }) => clauses.get(target) ?? []);
  return joinSentences([
    fillSentence(SAY[obligation.action], facts),
    ...(obligation.action === 'removeFromService' ? [SAY[`onKill.${obligation.onKill ?? 'desk'}`]] : []),
    ...(suspended.length > 0
      ? [fillSentence(SAY.suspendRule, { other, clauses: listAnd(suspended.map(sayNumber)) })]
      : []),
  ]);
}

function sayNumber({ number }: ClauseRef): Trilingual {
  return fillSentence(SAY.clause, { number: sameInAll(String(number)) });
}
