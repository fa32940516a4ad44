import type { Trilingual } from '#kernel/language.ts';
import type { AgreementParty, Commitment, CommitmentKind } from '#domain/agreement/agreement.ts';
import { sayThings, type Countable } from './figures.ts';
import { fillSentence, listAnd, sameInAll } from './fill-sentence.ts';
import { GENERAL_SENTENCES as SAY } from './general-sentences.ts';
import { inEachGiven, partyName } from './names.ts';

const THINGS: Readonly<Record<CommitmentKind, Countable>> = {
  visit: { vi: ' chuyến thăm', 'zh-Hans': '次访问', en: { one: ' visit', many: ' visits' } },
  trainingPlace: {
    vi: ' suất đào tạo',
    'zh-Hans': '个培训名额',
    en: { one: ' training place', many: ' training places' },
  },
  jointProject: {
    vi: ' dự án chung',
    'zh-Hans': '个合作项目',
    en: { one: ' joint project', many: ' joint projects' },
  },
};

/** A promise to be counted: "Agency A is to provide 3 training places for Agency B each calendar year …". */
export function sayCommitment(parties: readonly AgreementParty[], commitment: Commitment): Trilingual {
  const parts = sayCommitmentParts(parties, commitment);
  return fillSentence(SAY[commitment.kind], { ...parts, title: inEachGiven(commitment.title) });
}

/** Who promised how much to whom, in which time. */
export function sayCommitmentParts(
  parties: readonly AgreementParty[],
  { assigner, assignees, kind, count, per }: Commitment,
) {
  return {
    who: partyName(parties, assigner),
    other: listAnd(assignees.map((did) => partyName(parties, did))),
    things: sayThings(count, THINGS[kind]),
    per: per ? fillSentence(SAY[`per.${per.period}`], { zone: sameInAll(per.zone) }) : SAY['per.term'],
  };
}
