import { parseDigest } from '#kernel/digest.ts';
import type { Agreement, AgreementParty, Did, Dids } from '#domain/agreement/agreement.ts';
import type { AgreementEvent, AgreementRecord } from '#domain/agreement/agreement-record.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { addSignature } from '#domain/agreement/sign-agreement.ts';
import { instant } from './arbitrary-agreement.ts';
import { A, B, C } from './arbitrary-parties.ts';

export const POOL_UID = 'urn:uuid:01931c2e-7a10-7c3e-9d55-000000000009';
export const digest = parseDigest(`sha-256:${'A'.repeat(43)}`) ?? fail('digest');

function fail(what: string): never {
  throw new Error(`bad fixture ${what}`);
}

const party = (did: Did): AgreementParty => ({ did, name: { en: did }, keyThumbprint: 'a'.repeat(43) });

/** Each gives everything to the two others and is owed a report for it. */
export const pool: Agreement = {
  uid: POOL_UID,
  agreementVersion: 1,
  title: { en: 'Pool' },
  governingLanguage: 'en',
  effectiveFrom: instant('2027-01-01T00:00:00Z'),
  noticePeriod: durationOf('P30D'),
  tailPeriod: durationOf('P90D'),
  tailPolicy: 'keepPublished',
  freshness: durationOf('PT15M'),
  parties: [party(A), party(B), party(C)],
  permissions: [give('a', A, [B, C]), give('b', B, [A, C]), give('c', C, [A, B])],
  prohibitions: [],
  obligations: [
    {
      uid: `${POOL_UID}#report`,
      assigner: A,
      assignees: [B],
      target: { uid: `${POOL_UID}#a-items`, terms: [] },
      action: 'reportUse',
      event: 'itemPublished',
      dueIn: durationOf('PT1H'),
      consequences: [],
    },
  ],
  commitments: [],
};

export function give(name: string, assigner: Did, assignees: Dids): Agreement['permissions'][number] {
  return {
    uid: `${POOL_UID}#${name}`,
    assigner,
    assignees,
    target: { uid: `${POOL_UID}#${name}-items`, terms: [] },
    actions: [{ action: 'publish', refinements: [] }],
    constraints: [],
    duties: [],
  };
}

export function signedBy(signers: readonly Did[], events: readonly AgreementEvent[] = []): AgreementRecord {
  const draft: AgreementRecord = { agreement: pool, digest, signatures: [], events };
  return signers.reduce((record, by) => {
    const signed = addSignature(record, { by, kid: `${by}#k1`, digest, verified: true });
    if (!signed.ok) throw new Error(signed.error.code);
    return signed.value;
  }, draft);
}
