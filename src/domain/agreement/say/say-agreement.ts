import { INTERFACE_LANGUAGES, type Trilingual } from '#kernel/language.ts';
import type {
  Agreement,
  AgreementParty,
  ConstraintTerm,
  Did,
  Dids,
  Duty,
  Obligation,
  Permission,
  Prohibition,
  RuleAction,
  TextByLanguage,
} from '#domain/agreement/agreement.ts';
import type { ClauseRef } from '#domain/agreement/decision.ts';
import { generalTermsOf, numberClauses, termUid } from '#domain/agreement/number-clauses.ts';
import { CLAUSE_SENTENCES as SAY } from './clause-sentences.ts';
import { sayDuration } from './figures.ts';
import {
  fillSentence,
  joinSentences,
  listAnd,
  listClauses,
  listTogether,
  NOTHING,
  sameInAll,
} from './fill-sentence.ts';
import { inEachGiven, languageName, partyName } from './names.ts';
import { sayCommitment } from './say-commitment.ts';
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
 * three texts and the rules cannot drift apart. Order: may, may not, must, promises, then the general terms.
 */
export function sayAgreement(agreement: Agreement): SaidAgreement {
  const clauses = numberClauses(agreement);
  const said = (uid: string, sentence: Trilingual): SaidClause[] => {
    const clause = clauses.get(uid);
    return clause ? [{ ...clause, sentence }] : [];
  };
  return {
    title: inEachGiven(agreement.title),
    preamble: fillSentence(SAY.preamble, {
      parties: listAnd(agreement.parties.map(({ name }) => inEachGiven(name))),
    }),
    clauses: [
      ...agreement.permissions.flatMap((one) => said(one.uid, sayPermission(agreement, one, clauses))),
      ...agreement.prohibitions.flatMap((one) => said(one.uid, sayProhibition(agreement, one))),
      ...agreement.obligations.flatMap((one) => said(one.uid, sayObligation(agreement, one, clauses))),
      ...agreement.commitments.flatMap((one) => said(one.uid, sayCommitment(agreement.parties, one))),
      ...generalTermsOf(agreement).flatMap((term) =>
        said(termUid(agreement, term), sayGeneralTerm(agreement, term)),
      ),
    ],
  };
}

function sayPermission(
  agreement: Agreement,
  permission: Permission,
  clauses: ReadonlyMap<string, ClauseRef>,
): Trilingual {
  const conditions = permission.constraints.map((term) => sayConstraint(term, agreement.parties));
  const duties = permission.duties.map((duty) => sayDuty(agreement, duty, clauses));
  return joinSentences([
    ...permission.actions.map((action) =>
      fillSentence(SAY.may, sayDeed(agreement, permission, permission.assigner, action)),
    ),
    ...(permission.actions.some(({ action }) => action === 'keepInMemory')
      ? [SAY['keepInMemory.scope']]
      : []),
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
function giverIn({ assigner, assignees }: Prohibition, { action }: RuleAction): Did {
  return action === 'offer' ? assignees[0] : assigner;
}

/** Who does what with whose items, how. */
function sayDeed(
  { parties }: Agreement,
  rule: Permission | Prohibition,
  giver: Did,
  action: RuleAction,
): { readonly who: Trilingual; readonly what: Trilingual } {
  const items = sayItems(rule.target, giver, parties);
  return {
    who: sayAssignees(parties, rule),
    what: fillSentence(SAY[action.action], { items, how: sayRefinements(action) }),
  };
}

function sayAssignees(
  parties: readonly AgreementParty[],
  { assignees }: { readonly assignees: Dids },
): Trilingual {
  return listAnd(assignees.map((did) => partyName(parties, did)));
}

function sayDuty(
  { parties }: Agreement,
  { constraints, ...duty }: Duty,
  clauses: ReadonlyMap<string, ClauseRef>,
): Trilingual {
  const said = sayDutyItself(parties, duty, clauses);
  if (constraints.length === 0) return said;
  return fillSentence(SAY['duty.when'], { duty: said, list: listTogether(constraints.map(sayDutyTerm)) });
}

function sayDutyItself(
  parties: readonly AgreementParty[],
  duty: Omit<Duty, 'constraints'>,
  clauses: ReadonlyMap<string, ClauseRef>,
): Trilingual {
  switch (duty.action) {
    case 'attribute':
      return sayCredit(parties, duty);
    case 'linkBack':
      return SAY.linkBack;
    case 'nextPolicy': {
      const granted = clauses.get(duty.target ?? '');
      return fillSentence(SAY.nextPolicy, { clause: granted ? sayNumber(granted) : NOTHING });
    }
  }
}

function sayCredit(
  parties: readonly AgreementParty[],
  { attributedParty, wording }: Pick<Duty, 'attributedParty' | 'wording'>,
): Trilingual {
  const duty =
    attributedParty === undefined
      ? SAY.attribute
      : fillSentence(SAY['attribute.party'], { party: partyName(parties, attributedParty) });
  return wording ? fillSentence(SAY['attribute.wording'], { duty, wording: sayWording(wording) }) : duty;
}

function sayWording(wording: TextByLanguage): Trilingual {
  const given = INTERFACE_LANGUAGES.flatMap((language) => {
    const words = wording[language];
    return words === undefined
      ? []
      : [fillSentence(SAY.wording, { words: sameInAll(words), language: languageName(language) })];
  });
  return listAnd(given);
}

function sayObligation(
  agreement: Agreement,
  obligation: Obligation,
  clauses: ReadonlyMap<string, ClauseRef>,
): Trilingual {
  const { parties } = agreement;
  const other = partyName(parties, obligation.assigner);
  const facts = {
    items: sayItems(obligation.target, obligation.assigner, parties),
    who: sayAssignees(parties, obligation),
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
