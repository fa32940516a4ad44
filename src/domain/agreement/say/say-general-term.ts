import type { Trilingual } from '#kernel/language.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import type { GeneralTerm } from '#domain/agreement/number-clauses.ts';
import { CLAUSE_SENTENCES as SAY } from './clause-sentences.ts';
import { sayDuration, sayInstant } from './figures.ts';
import { fillSentence, joinSentences } from './fill-sentence.ts';
import { languageName } from './names.ts';
import { AGREEMENT_ZONE } from './say-conditions.ts';

/** The terms of the agreement as a whole, one clause each. */
export function sayGeneralTerm(agreement: Agreement, term: GeneralTerm): Trilingual {
  switch (term) {
    case 'period':
      return joinSentences([
        sayPeriod(agreement),
        fillSentence(SAY.notice, { time: sayDuration(agreement.noticePeriod) }),
      ]);
    case 'suspension':
      return SAY.suspension;
    case 'tail':
      return joinSentences([
        fillSentence(SAY.tail, { time: sayDuration(agreement.tailPeriod) }),
        SAY[`tail.${agreement.tailPolicy}`],
      ]);
    case 'freshness':
      return fillSentence(SAY.freshness, { time: sayDuration(agreement.freshness) });
    case 'indexing':
      return SAY[`indexing.${agreement.indexPolicy ?? 'translationIndexed'}`];
    case 'conflict':
      return fillSentence(SAY.conflict, { language: languageName(agreement.governingLanguage) });
  }
}

function sayPeriod({ effectiveFrom, effectiveUntil }: Agreement): Trilingual {
  const from = sayInstant(effectiveFrom, AGREEMENT_ZONE);
  if (effectiveUntil === undefined) return fillSentence(SAY['period.open'], { from });
  return fillSentence(SAY.period, { from, until: sayInstant(effectiveUntil, AGREEMENT_ZONE) });
}
