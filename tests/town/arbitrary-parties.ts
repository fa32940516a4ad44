import fc from 'fast-check';
import {
  COMMITMENT_KINDS,
  CONTACT_PURPOSES,
  QUOTA_PERIODS,
  type AgreementParty,
  type Commitment,
  type Dids,
} from '#domain/agreement/agreement.ts';

export const A = 'did:web:a.example';
export const B = 'did:web:b.example';
export const C = 'did:web:c.example';

type Direction = { readonly assigner: string; readonly assignees: Dids };
const toB: Direction = { assigner: A, assignees: [B] };
/** Who gives to whom, mostly A to B. */
export const direction = fc.constantFrom<Direction>(
  toB,
  toB,
  { assigner: A, assignees: [B, C] },
  { assigner: B, assignees: [A] },
);

/** A promise between some of them. */
export const commitment = (uid: string): fc.Arbitrary<Commitment> =>
  fc
    .record({
      uid: fc.constant(uid),
      direction,
      kind: fc.constantFrom(...COMMITMENT_KINDS),
      count: fc.integer({ min: 1, max: 12 }),
      per: fc.option(
        fc.record({ period: fc.constantFrom(...QUOTA_PERIODS), zone: fc.constant('Asia/Shanghai') }),
      ),
      title: fc.constantFrom({ vi: 'Thăm tòa soạn' }, { 'zh-Hans': '互访', en: 'Newsroom visits' }),
    })
    .map(({ direction: sides, per, ...rest }) => ({ ...rest, ...sides, ...(per ? { per } : {}) }));

const contactsByPurpose = fc.array(
  fc.record(
    {
      purpose: fc.constantFrom(...CONTACT_PURPOSES),
      name: fc.constant({ vi: 'Trực ban', en: 'Night desk' }),
      email: fc.constant('desk@c.example'),
      phone: fc.constant('+84 236 3822 001'),
    },
    { requiredKeys: ['purpose', 'name', 'email'] },
  ),
  { minLength: 1, maxLength: 2 },
);

/** A third party, where a rule speaks of it. */
export const third: fc.Arbitrary<AgreementParty> = contactsByPurpose.map((contacts) => ({
  did: C,
  name: { en: 'Agency C' },
  keyThumbprint: 'c'.repeat(43),
  contacts,
}));

/** The two parties of most agreements. */
export const pair: readonly [AgreementParty, AgreementParty] = [
  {
    did: A,
    name: { vi: 'Hãng A', en: 'Agency A' },
    keyThumbprint: 'a'.repeat(43),
    contacts: [{ purpose: 'general', address: 'mailto:a@a.example' }],
  },
  { did: B, name: { 'zh-Hans': '乙社' }, keyThumbprint: 'b'.repeat(43), recoveryKeyHash: 'sha-256:x' },
];
