import fc from 'fast-check';
import {
  COMMITMENT_KINDS,
  CONTACT_PURPOSES,
  DELIVERY_CHANNELS,
  INDEX_POLICIES,
  KILL_POLICIES,
  QUOTA_PERIODS,
  TAIL_POLICIES,
  type TextByLanguage,
} from '#domain/agreement/agreement.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { faultIn } from '#domain/agreement/judge-answers.ts';
import {
  isPooled,
  TEMPLATES,
  type DirectionAnswers,
  type TemplateAnswers,
} from '#domain/agreement/template-answers.ts';
import type { NewsType } from '#domain/item/item.ts';
import { parseDigest } from '#kernel/digest.ts';
import { instant } from './arbitrary-agreement.ts';
import { A, B, C } from './arbitrary-parties.ts';

const ZONES = ['UTC', 'Asia/Shanghai', 'Asia/Ho_Chi_Minh'] as const;
const D = 'did:web:d.example';
const E = 'did:web:e.example';

const few = <T>(...values: readonly T[]) => fc.subarray([...values]);
const some = <T>(...values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const hours = fc.integer({ min: 1, max: 720 });
const words: fc.Arbitrary<TextByLanguage> = fc.constantFrom<TextByLanguage>(
  { vi: 'Theo Hãng tin A' },
  { 'zh-Hans': '据甲社', en: 'Source: A' },
  { vi: 'Một', 'zh-Hans': '一', en: 'One' },
);
const digest = parseDigest(`sha-256:${'B'.repeat(43)}`);

const ASKED = {
  topics: few('medtop:04000000', 'medtop:06000000', 'medtop:15000000'),
  newsTypes: some<NewsType>('text', 'picture', 'video'),
  languages: few('vi', 'zh-Hans', 'en'),
  channels: some(...DELIVERY_CHANNELS),
  territories: few('VN', 'CN', 'HK'),
  translateInto: few('vi', 'zh-Hans', 'en'),
  linkBack: fc.boolean(),
  reportUseHours: hours,
  correctionHours: hours,
  killHours: hours,
  onKill: fc.constantFrom(...KILL_POLICIES),
};

/** Every question of a direction, answered or left out. */
export const arbitraryDirection: fc.Arbitrary<DirectionAnswers> = fc.record(
  {
    ...ASKED,
    providers: few(D, E),
    products: few('morning', 'evening'),
    quota: fc.integer({ min: 1, max: 100_000 }),
    quotaPeriod: fc.constantFrom(...QUOTA_PERIODS),
    quotaZone: fc.constantFrom(...ZONES),
    excerptWords: fc.integer({ min: 1, max: 5000 }),
    mayModify: fc.boolean(),
    archiveFor: fc.constantFrom('P1M', 'P24M', 'P2Y').map(durationOf),
    publishFrom: fc.constantFrom('2027-02-01T00:00:00Z', '2027-03-01T00:00:00Z').map(instant),
    publishUntil: fc.constantFrom('2027-02-15T00:00:00Z', '2027-11-01T00:00:00Z').map(instant),
    mayKeepInMemory: fc.boolean(),
    mayMineData: fc.boolean(),
    passOnTo: some(D, E),
    credit: fc.boolean(),
    creditWording: fc.oneof(words, fc.constant({})),
    exclusiveHours: hours,
  } satisfies Record<keyof DirectionAnswers, unknown>,
  {
    requiredKeys: [
      'topics',
      'newsTypes',
      'languages',
      'channels',
      'territories',
      'translateInto',
      'linkBack',
      'reportUseHours',
      'correctionHours',
      'killHours',
      'onKill',
    ],
  },
);

const party = fc.constantFrom(A, B);
const commitment = fc.record(
  {
    by: party,
    kind: fc.constantFrom(...COMMITMENT_KINDS),
    count: fc.integer({ min: 1, max: 20 }),
    period: fc.constantFrom(...QUOTA_PERIODS),
    zone: fc.constantFrom(...ZONES),
    title: words,
  },
  { requiredKeys: ['by', 'kind', 'count', 'title'] },
);
const contact = fc.record({
  party,
  contact: fc.record(
    {
      purpose: fc.constantFrom(...CONTACT_PURPOSES),
      name: words,
      email: fc.constant('desk@a.example'),
      phone: fc.constant('+84 236 3822 001'),
    },
    { requiredKeys: ['purpose', 'name', 'email'] },
  ),
});

const TWO = [
  { did: A, name: { vi: 'Hãng A', en: 'Agency A' }, keyThumbprint: 'a'.repeat(43) },
  { did: B, name: { 'zh-Hans': '乙社', en: 'Agency B' }, keyThumbprint: 'b'.repeat(43) },
] as const;
const THIRD = { did: C, name: { vi: 'Hãng C' }, keyThumbprint: 'c'.repeat(43) };

/** Answers to any template, of the shape that the rules take; not all of them make a document. */
const anyAnswers: fc.Arbitrary<TemplateAnswers> = fc.record(
  {
    template: fc.constantFrom(...TEMPLATES),
    parties: fc.constantFrom<TemplateAnswers['parties']>(TWO, [...TWO, THIRD]),
    title: words,
    governingLanguage: fc.constantFrom('vi', 'zh-Hans', 'en'),
    text: fc.constantFrom(...(digest ? [{ digest }, { digest, address: 'https://a.example/text.pdf' }] : [])),
    contacts: fc.array(contact, { maxLength: 4 }),
    effectiveFrom: fc.constant(instant('2027-01-01T00:00:00Z')),
    effectiveUntil: fc.constant(instant('2028-01-01T00:00:00Z')),
    freshness: fc.constantFrom('PT5M', 'PT15M').map(durationOf),
    noticePeriod: fc.constantFrom('P30D', 'P3M').map(durationOf),
    curePeriod: fc.constantFrom('P14D', 'P2M').map(durationOf),
    tailPeriod: fc.constantFrom('P90D', 'P1Y').map(durationOf),
    tailPolicy: fc.constantFrom(...TAIL_POLICIES),
    indexPolicy: fc.constantFrom(...INDEX_POLICIES),
    give: arbitraryDirection,
    receive: arbitraryDirection,
    commitments: fc.array(commitment, { maxLength: 3 }),
  } satisfies Record<keyof TemplateAnswers, unknown>,
  {
    requiredKeys: ['template', 'parties', 'title', 'governingLanguage', 'effectiveFrom', 'freshness', 'give'],
  },
);

/** Two in three chances are refused by themselves, so what a template needs is put right before the rest is judged. */
function inShape(answers: TemplateAnswers): TemplateAnswers {
  const { receive, ...rest } = answers;
  const { creditWording: _wording, ...unworded } = answers.give;
  const { exclusiveHours: _exclusive, ...toAll } = isPooled(answers) ? unworded : answers.give;
  if (isPooled(answers)) return { ...rest, give: toAll };
  if (answers.template !== 'one-way-supply') return { ...rest, receive: receive ?? answers.give };
  return answers.parties.length > 2 ? { ...rest, give: toAll } : rest;
}

/** Every answer that makes a document. */
export const validAnswers: fc.Arbitrary<TemplateAnswers> = anyAnswers
  .map(inShape)
  .filter((answers) => faultIn(answers) === undefined);
