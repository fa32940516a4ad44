import type { Trilingual } from '#kernel/language.ts';
import type {
  AgreementParty,
  ConstraintTerm,
  DutyTerm,
  RefinementTerm,
  RuleAction,
} from '#domain/agreement/agreement.ts';
import { CLAUSE_SENTENCES as SAY } from './clause-sentences.ts';
import { ITEMS, sayDuration, sayInstant, sayThings, WORDS } from './figures.ts';
import { fillSentence, joinPhrases, listAnd, listOr, sameInAll } from './fill-sentence.ts';
import { CHANNEL_NAMES, languageName, partyName, territoryName } from './names.ts';
import { isIncluding } from './say-items.ts';

/** Moments in an agreement are said in UTC, so that both sides read the same figures. */
export const AGREEMENT_ZONE = 'UTC';

/** How an action may be done; that a channel or a language is free is said too, it is a grant. */
export function sayRefinements({ action, refinements }: RuleAction): Trilingual {
  const said = refinements.map(sayRefinement);
  if (action === 'publish' && !refinements.some(({ operand }) => operand === 'deliveryChannel'))
    said.push(SAY['channels.all']);
  if (action === 'translate' && !refinements.some(({ operand }) => operand === 'targetLanguage'))
    said.push(SAY['into.all']);
  return joinPhrases(said);
}

/** One condition as a phrase that neither grants nor forbids. */
export function sayConstraint(term: ConstraintTerm, parties: readonly AgreementParty[]): Trilingual {
  switch (term.operand) {
    case 'spatial':
    case 'deliveryChannel':
      return sayDutyTerm(term);
    case 'recipient': {
      const list = listOr(term.values.map((did) => partyName(parties, did)));
      return fillSentence(isIncluding(term.operator) ? SAY['recipient.any'] : SAY['recipient.none'], {
        list,
      });
    }
    case 'dateTime':
      if (term.value === 'itemEmbargoEnd') return SAY.embargo;
      return fillSentence(SAY[`dateTime.${term.operator}`], { at: sayInstant(term.value, AGREEMENT_ZONE) });
    case 'elapsedTime':
      return fillSentence(SAY[`elapsed.${term.operator}`], { time: sayDuration(term.value) });
    case 'countPerPeriod':
      return fillSentence(SAY[`quota.${term.period}`], {
        things: sayThings(term.value, ITEMS),
        zone: sameInAll(term.zone),
      });
  }
}

export function sayDutyTerm(term: DutyTerm): Trilingual {
  const including = isIncluding(term.operator);
  if (term.operand === 'spatial') {
    const list = listOr(term.values.map(territoryName));
    return fillSentence(including ? SAY['spatial.any'] : SAY['spatial.none'], { list });
  }
  const list = listOr(term.values.map((channel) => CHANNEL_NAMES[channel]));
  return fillSentence(including ? SAY['channel.any'] : SAY['channel.none'], { list });
}

function sayRefinement(term: RefinementTerm): Trilingual {
  switch (term.operand) {
    case 'deliveryChannel': {
      const list = listAnd(term.values.map((channel) => CHANNEL_NAMES[channel]));
      return fillSentence(isIncluding(term.operator) ? SAY['channels.any'] : SAY['channels.none'], { list });
    }
    case 'targetLanguage': {
      const list = listOr(term.values.map(languageName));
      return fillSentence(isIncluding(term.operator) ? SAY['into.any'] : SAY['into.none'], { list });
    }
    case 'wordCount':
      return fillSentence(SAY.words, { things: sayThings(term.value, WORDS) });
  }
}
