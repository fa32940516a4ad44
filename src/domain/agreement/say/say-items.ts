import type { Trilingual } from '#kernel/language.ts';
import type {
  AgreementParty,
  Did,
  Selector,
  SelectorTerm,
  SetOperator,
} from '#domain/agreement/agreement.ts';
import { CLAUSE_SENTENCES as SAY } from './clause-sentences.ts';
import { fillSentence, joinPhrases, listAnd, listOr, NOTHING, sameInAll } from './fill-sentence.ts';
import { languageName, NEWS_TYPE_NAMES, partyName, topicName } from './names.ts';

/** Which items a rule is about, as a noun phrase: "text and pictures of Agency A on “health” in Vietnamese". */
export function sayItems(selector: Selector, giver: Did, parties: readonly AgreementParty[]): Trilingual {
  const included = selector.terms.filter(({ operator }) => isIncluding(operator));
  const excluded = selector.terms.filter(({ operator }) => !isIncluding(operator)).map(sayTerm);
  const said = (operand: SelectorTerm['operand']): Trilingual =>
    joinPhrases(included.filter((term) => term.operand === operand).map(sayTerm));
  const hasKinds = included.some(({ operand }) => operand === 'newsType');
  return fillSentence(SAY.items, {
    giver: sayGiver(selector, giver, parties),
    kinds: hasKinds ? said('newsType') : SAY['kinds.all'],
    topics: said('mediaTopic'),
    languages: said('language'),
    products: said('newsProduct'),
    // What is taken out stands together at the end, so that nobody has to guess how far an "other than" goes.
    except: excluded.length === 0 ? NOTHING : fillSentence(SAY.except, { list: listAnd(excluded) }),
  });
}

/** Whose items: the giver's own, or those of others that it passes on. */
function sayGiver({ terms }: Selector, giver: Did, parties: readonly AgreementParty[]): Trilingual {
  const providers = terms.flatMap((term) => (term.operand === 'provider' ? term.values : []));
  const name = partyName(parties, giver);
  if (providers.every((did) => did === giver)) return name;
  const names = listAnd(providers.map((did) => partyName(parties, did)));
  return fillSentence(SAY['giver.passing'], { providers: names, giver: name });
}

/** `any` for "one of these", `none` for "none of these". */
export function isIncluding(operator: SetOperator): boolean {
  return operator === 'eq' || operator === 'isAnyOf';
}

function sayTerm(term: SelectorTerm): Trilingual {
  const including = isIncluding(term.operator);
  switch (term.operand) {
    case 'provider':
      return NOTHING; // Said as whose items they are.
    case 'newsType':
      return listAnd(term.values.map((value) => NEWS_TYPE_NAMES[value]));
    case 'mediaTopic': {
      const list = listOr(term.values.map(topicName));
      return fillSentence(including ? SAY['topics.any'] : SAY['topics.none'], { list });
    }
    case 'language': {
      const list = listOr(term.values.map(languageName));
      return fillSentence(including ? SAY['languages.any'] : SAY['languages.none'], { list });
    }
    case 'newsProduct': {
      const list = listOr(term.values.map(sameInAll));
      return fillSentence(including ? SAY['products.any'] : SAY['products.none'], { list });
    }
  }
}
