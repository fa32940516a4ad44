import type { Trilingual } from '#kernel/language.ts';
import type { Agreement, AgreementParty } from '#domain/agreement/agreement.ts';
import type { GeneralTerm } from '#domain/agreement/number-clauses.ts';
import { sayDuration, sayInstant } from './figures.ts';
import { fillSentence, joinSentences, listClauses, NOTHING, sameInAll } from './fill-sentence.ts';
import { GENERAL_SENTENCES as SAY } from './general-sentences.ts';
import { inEachGiven, languageName } from './names.ts';
import { AGREEMENT_ZONE } from './say-conditions.ts';

/** Terms that read otherwise where there is more than one other side. */
const BETWEEN_TWO = {
  notice: SAY.notice,
  cure: SAY.cure,
  suspension: SAY.suspension,
  freshness: SAY.freshness,
};
const AMONG_MANY = {
  notice: SAY['notice.many'],
  cure: SAY['cure.many'],
  suspension: SAY['suspension.many'],
  freshness: SAY['freshness.many'],
};

/** The terms of the agreement as a whole, one clause each. */
export function sayGeneralTerm(agreement: Agreement, term: GeneralTerm): Trilingual {
  const { notice, cure, suspension, freshness } = agreement.parties.length > 2 ? AMONG_MANY : BETWEEN_TWO;
  switch (term) {
    case 'period':
      return joinSentences([
        sayPeriod(agreement),
        fillSentence(notice, { time: sayDuration(agreement.noticePeriod) }),
        ...(agreement.curePeriod === undefined
          ? []
          : [fillSentence(cure, { time: sayDuration(agreement.curePeriod) })]),
      ]);
    case 'suspension':
      return suspension;
    case 'tail':
      return joinSentences([
        fillSentence(SAY.tail, { time: sayDuration(agreement.tailPeriod) }),
        SAY[`tail.${agreement.tailPolicy}`],
      ]);
    case 'freshness':
      return fillSentence(freshness, {
        time: sayDuration(agreement.freshness),
      });
    case 'indexing':
      return SAY[`indexing.${agreement.indexPolicy ?? 'translationIndexed'}`];
    case 'text':
      return sayText(agreement);
    case 'contacts':
      return sayContacts(agreement);
    case 'conflict':
      return fillSentence(SAY.conflict, { language: languageName(agreement.governingLanguage) });
  }
}

function sayPeriod({ effectiveFrom, effectiveUntil }: Agreement): Trilingual {
  const from = sayInstant(effectiveFrom, AGREEMENT_ZONE);
  if (effectiveUntil === undefined) return fillSentence(SAY['period.open'], { from });
  return fillSentence(SAY.period, { from, until: sayInstant(effectiveUntil, AGREEMENT_ZONE) });
}

/** The paper travels beside the document and is known by its digest. */
function sayText({ textForHumans, textDigest }: Agreement): Trilingual {
  if (textDigest === undefined)
    return fillSentence(SAY['text.address'], { address: sameInAll(textForHumans ?? '') });
  const digest = sameInAll(textDigest);
  if (textForHumans === undefined) return fillSentence(SAY['text.digest'], { digest });
  return fillSentence(SAY['text.known'], { address: sameInAll(textForHumans), digest });
}

function sayContacts({ parties }: Agreement): Trilingual {
  return fillSentence(SAY.contacts, { list: listClauses(parties.flatMap(sayContactsOf)) });
}

function sayContactsOf({ name: party, contacts = [] }: AgreementParty): readonly Trilingual[] {
  return contacts.flatMap((contact) => {
    if (contact.purpose === 'general') return [];
    const { purpose, name, email, phone } = contact;
    return [
      fillSentence(SAY.contact, {
        party: inEachGiven(party),
        purpose: SAY[purpose],
        name: inEachGiven(name),
        email: sameInAll(email),
        phone:
          phone === undefined ? NOTHING : fillSentence(SAY['contact.phone'], { phone: sameInAll(phone) }),
      }),
    ];
  });
}
