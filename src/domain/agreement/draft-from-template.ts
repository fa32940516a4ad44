import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agreement, AgreementParty, Commitment, Did, Dids } from './agreement.ts';
import { draftDirection, type DraftSide } from './draft-direction.ts';
import { faultIn, type DraftRefusal } from './judge-answers.ts';
import { settleAnswers } from './settle-answers.ts';
import {
  isPooled,
  type CommitmentAnswers,
  type DirectionAnswers,
  type TemplateAnswers,
} from './template-answers.ts';

/** A whole first version from the answers; the uid comes from outside. Rule uids stay the same in later versions. */
export function draftFromTemplate(given: TemplateAnswers, uid: string): Result<Agreement, DraftRefusal> {
  const fault = faultIn(given);
  if (fault) return refuse(fault);
  const answers = settleAnswers(given);
  const { effectiveUntil, text } = answers;
  const rules = directionsOf(answers, uid).map(({ terms, side }) => draftDirection(terms, side));
  return accept({
    uid,
    agreementVersion: 1,
    title: answers.title,
    governingLanguage: answers.governingLanguage,
    ...(text?.address === undefined ? {} : { textForHumans: text.address }),
    ...(text ? { textDigest: text.digest } : {}),
    effectiveFrom: answers.effectiveFrom,
    ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
    noticePeriod: answers.noticePeriod,
    ...(answers.curePeriod === undefined ? {} : { curePeriod: answers.curePeriod }),
    tailPeriod: answers.tailPeriod,
    tailPolicy: answers.tailPolicy,
    freshness: answers.freshness,
    indexPolicy: answers.indexPolicy,
    parties: withContacts(answers),
    permissions: rules.flatMap(({ permissions }) => permissions),
    prohibitions: rules.flatMap(({ prohibitions }) => prohibitions),
    obligations: rules.flatMap(({ obligations }) => obligations),
    commitments: (answers.commitments ?? []).map((one, index) =>
      draftCommitment(one, answers, `${uid}#promise-${index + 1}`),
    ),
  });
}

type DraftedDirection = { readonly terms: DirectionAnswers; readonly side: DraftSide };

/** One direction, two, or where all give to all one for each party. */
function directionsOf(answers: TemplateAnswers, agreement: string): readonly DraftedDirection[] {
  const { parties, give, receive } = answers;
  const direction = (name: string, terms: DirectionAnswers, giver: Did): DraftedDirection => ({
    terms,
    side: { agreement, name, giver, takers: othersThan(giver, parties) },
  });
  if (isPooled(answers)) return parties.map(({ did }, index) => direction(`p${index + 1}`, give, did));
  const [ours, theirs] = parties;
  return [direction('give', give, ours.did), ...(receive ? [direction('receive', receive, theirs.did)] : [])];
}

function draftCommitment(
  { by, kind, count, period, zone, title }: CommitmentAnswers,
  { parties }: TemplateAnswers,
  uid: string,
): Commitment {
  return {
    uid,
    assigner: by,
    assignees: othersThan(by, parties),
    kind,
    count,
    ...(period === undefined ? {} : { per: { period, zone: zone ?? 'UTC' } }),
    title,
  };
}

function othersThan(did: Did, parties: TemplateAnswers['parties']): Dids {
  const [first, ...more] = parties.map((party) => party.did).filter((one) => one !== did);
  if (first === undefined) throw new RangeError('an agreement has at least two parties');
  return [first, ...more];
}

function withContacts({ parties, contacts = [] }: TemplateAnswers): Agreement['parties'] {
  const reached = (party: AgreementParty): AgreementParty => {
    const own = contacts.filter((one) => one.party === party.did).map(({ contact }) => contact);
    return own.length > 0 ? { ...party, contacts: own } : party;
  };
  const [first, second, ...more] = parties;
  return [reached(first), reached(second), ...more.map(reached)];
}
