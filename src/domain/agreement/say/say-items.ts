import type { Trilingual } from '#kernel/language.ts';
import type { Selector, SelectorTerm, SetOperator } from '#domain/agreement/agreement.ts';
import { CLAUSE_SENTENCES as SAY } from './clause-sentences.ts';
import { fillSentence, joinPhrases, listAnd, listOr, sameInAll } from './fill-sentence.ts';
import { languageName, NEWS_TYPE_NAMES, topicName } from './names.ts';

/** Which items a rule is about, as a noun phrase: "text and pictures of Agency A on “health” in Vietnamese". */
export function sayItems(selector: Selector, giver: Trilingual): Trilingual {
  const said = (operand: SelectorTerm['operand']): Trilingual =>
    joinPhrases(selector.terms.filter((term) => term.operand === operand).map(sayTerm));
  const hasKinds = selector.terms.some(({ operand }) => operand === 'newsType');
  return fillSentence(SAY.items, {
    giver,
    kinds: hasKinds ? said('newsType') : SAY['kinds.all'],
    topics: said('mediaTopic'),
    languages: said('language'),
    products: said('newsProduct'),
  });
}

/** `any` for "one of these", `none` for "none of these". */
export function isIncluding(operator: SetOperator): boolean {
  return operator === 'eq' || operator === 'isAnyOf';
}

function sayTerm(term: SelectorTerm): Trilingual {
  const including = isIncluding(term.operator);
  switch (term.operand) {
    case 'newsType': {
      const list = listAnd(term.values.map((value) => NEWS_TYPE_NAMES[value]));
      return including ? list : fillSentence(SAY['kinds.none'], { list });
    }
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
