import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '#kernel/instant.ts';
import type { AgreementParty } from './agreement.ts';
import { durationOf } from './draft-direction.ts';
import { draftFromTemplate } from './draft-from-template.ts';
import { listProducts, selectorMatches } from './list-products.ts';
import { sayAgreement } from './say/say-agreement.ts';
import {
  TEMPLATES,
  type CommitmentAnswers,
  type DirectionAnswers,
  type TemplateAnswers,
} from './template-answers.ts';

/** The sentences as a reader of each language has found them right; a change of words is a change of this file. */
const REVIEWED = join(import.meta.dirname, '../../../conformance/agreement/sentences/one-way-supply.json');

const from = parseInstant('2027-01-01T00:00:00Z');
const later = parseInstant('2027-06-01T00:00:00Z');
if (!from || !later) throw new Error('no instant');

const side: DirectionAnswers = {
  topics: ['medtop:06000000'],
  newsTypes: ['text', 'picture'],
  languages: ['vi'],
  channels: ['web', 'print'],
  territories: ['CN'],
  translateInto: ['zh-Hans'],
  quota: 1200,
  quotaZone: 'Asia/Shanghai',
  excerptWords: 300,
  mayModify: true,
  archiveFor: durationOf('P2Y'),
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'automatic',
  exclusiveHours: 12,
};
const supply: TemplateAnswers = {
  template: 'one-way-supply',
  parties: [
    {
      did: 'did:web:a.example',
      name: { vi: 'Hãng A', 'zh-Hans': '甲社', en: 'Agency A' },
      keyThumbprint: 'a',
    },
    {
      did: 'did:web:b.example',
      name: { vi: 'Hãng B', 'zh-Hans': '乙社', en: 'Agency B' },
      keyThumbprint: 'b',
    },
  ],
  title: { en: 'Supply' },
  governingLanguage: 'vi',
  effectiveFrom: from,
  freshness: durationOf('PT15M'),
  give: side,
};
const third: AgreementParty = {
  did: 'did:web:c.example',
  name: { vi: 'Hãng C', 'zh-Hans': '丙社', en: 'Agency C' },
  keyThumbprint: 'c',
};
const project: CommitmentAnswers = {
  by: 'did:web:a.example',
  kind: 'jointProject',
  count: 1,
  title: { en: 'A film of the delta' },
};
const UID = 'urn:uuid:01931c2e-7a10-7c3e-9d55-0a1b2c3d4e5f';

function drafted(answers: TemplateAnswers): ReturnType<typeof sayAgreement> {
  const result = draftFromTemplate(answers, UID);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return sayAgreement(result.value);
}

describe('a draft from a template', () => {
  test('says every answer as a clause, in three languages, word for word as reviewed', () => {
    const { title, preamble, clauses } = drafted(supply);
    const said = {
      title,
      preamble,
      clauses: clauses.map(({ number, sentence }) => ({ number, ...sentence })),
    };
    expect(said).toEqual(JSON.parse(readFileSync(REVIEWED, 'utf8')));
  });

  test('of a supply gives rights in one direction only, of an exchange in both', () => {
    const receivers = (answers: TemplateAnswers): string[] => {
      const result = draftFromTemplate(answers, UID);
      return result.ok ? [...new Set(result.value.permissions.flatMap(({ assignees }) => assignees))] : [];
    };
    expect(receivers(supply)).toEqual(['did:web:b.example']);
    expect(receivers({ ...supply, template: 'news-exchange', receive: side })).toEqual([
      'did:web:b.example',
      'did:web:a.example',
    ]);
  });

  test('of more than two gives from each to all the others, and of a supply from the first alone', () => {
    const three = (template: TemplateAnswers['template']): TemplateAnswers => {
      const { exclusiveHours: _exclusive, ...give } = side;
      return { ...supply, template, parties: [...supply.parties, third], give, commitments: [project] };
    };
    const waysOf = (answers: TemplateAnswers): string[] => {
      const result = draftFromTemplate(answers, UID);
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      return [
        ...new Set(
          result.value.permissions.map(({ assigner, assignees }) =>
            [assigner, ...assignees].map((did) => did.slice(-9, -8)).join(''),
          ),
        ),
      ];
    };
    for (const template of ['news-exchange', 'photo-exchange', 'event-pool', 'joint-project'] as const)
      expect(waysOf(three(template))).toEqual(['abc', 'bac', 'cab']);
    expect(waysOf(three('one-way-supply'))).toEqual(['abc']);
  });

  test('of more than two speaks nowhere of two sides, in any language', () => {
    const { exclusiveHours: _exclusive, ...give } = side;
    const parties = [...supply.parties, third] as const;
    const more = { curePeriod: durationOf('P14D'), commitments: [project] };
    for (const template of TEMPLATES) {
      const said = drafted({ ...supply, ...more, template, parties, give });
      const text = JSON.stringify([said.preamble, said.clauses]);
      expect(text).toContain('A party that is wronged may leave for a breach');
      expect(text).not.toMatch(/(either|other) side|both|partner|hai bên cùng|bên kia|đối tác|双方|对方/);
    }
  });

  test('grants nothing that was not answered', () => {
    const { excerptWords: _1, mayModify: _2, archiveFor: _3, exclusiveHours: _4, ...few } = side;
    const result = draftFromTemplate({ ...supply, give: { ...few, translateInto: [] } }, UID);
    if (!result.ok) throw new Error('refused');
    expect(result.value.permissions.flatMap(({ actions }) => actions.map(({ action }) => action))).toEqual([
      'publish',
    ]);
    expect(result.value.prohibitions.flatMap(({ actions }) => actions.map(({ action }) => action))).toEqual([
      'grantUse',
      'mineData',
    ]);
  });

  test('is one product per selector and direction, which shows what is certainly selected', () => {
    const result = draftFromTemplate({ ...supply, template: 'news-exchange', receive: side }, UID);
    if (!result.ok) throw new Error('refused');
    const products = listProducts(result.value);
    expect(products.map(({ provider, receiver }) => `${provider} → ${receiver}`)).toEqual([
      'did:web:a.example → did:web:b.example',
      'did:web:b.example → did:web:a.example',
    ]);
    const selector = products[0]?.selector;
    if (!selector) throw new Error('no product');
    const item = { uri: 'u', provider: 'did:web:a.example', newsType: 'text', language: 'vi' } as const;
    const topics = { codes: ['medtop:20000418', 'medtop:06000000'], rooted: true };
    expect(selectorMatches(selector, { ...item, topics })).toBe(true);
    expect(selectorMatches(selector, item)).toBe(false);
    expect(selectorMatches(selector, { ...item, topics, language: 'en' })).toBe(false);
  });
});

const { exclusiveHours: _exclusiveHours, ...open } = side;
const visit: CommitmentAnswers = { ...project, kind: 'visit' };
const reachedAt = (party: string) =>
  ({ party, contact: { purpose: 'general', address: 'mailto:x' } }) as const;
const crowd = (count: number): AgreementParty[] =>
  Array.from({ length: count }, (_, index) => ({ ...third, did: `did:web:p${index}.example` }));

test.each<[string, Partial<TemplateAnswers>]>([
  ['a year of hours', { give: { ...side, reportUseHours: 8760 } }],
  [
    'a use that begins on one day and ends on another',
    { give: { ...side, publishFrom: from, publishUntil: later } },
  ],
  ['a use that only begins', { give: { ...side, publishFrom: later } }],
  ['a use that only ends', { give: { ...side, publishUntil: from } }],
  ['twelve parties', { parties: [...supply.parties, ...crowd(10)], give: open }],
  ['whom to reach at a party', { contacts: [reachedAt('did:web:b.example')] }],
  ['a promise of either side', { commitments: [visit, { ...visit, by: 'did:web:b.example' }] }],
  ['a project of two', { template: 'joint-project', receive: side, commitments: [visit, project] }],
])('%s makes a draft', (_what, change) => {
  expect(draftFromTemplate({ ...supply, ...change }, UID).ok).toBe(true);
});

test('promises are numbered from one, and a period without a zone is that of UTC', () => {
  const yearly: CommitmentAnswers = { ...visit, period: 'P1Y' };
  const result = draftFromTemplate({ ...supply, commitments: [visit, yearly] }, UID);
  if (!result.ok) throw new Error('refused');
  expect(result.value.commitments).toMatchObject([
    { uid: `${UID}#promise-1` },
    { uid: `${UID}#promise-2`, per: { period: 'P1Y', zone: 'UTC' } },
  ]);
  expect(result.value.commitments[0]).not.toHaveProperty('per');
});

test('a quota without a period is of a month, and without a zone of UTC', () => {
  const { quotaZone: _zone, ...give } = side;
  const result = draftFromTemplate({ ...supply, give }, UID);
  if (!result.ok) throw new Error('refused');
  expect(result.value.permissions[0]?.constraints).toContainEqual({
    operand: 'countPerPeriod',
    operator: 'lteq',
    value: 1200,
    period: 'P1M',
    zone: 'UTC',
  });
});

test('contacts go to the party they are for, and rules keep their names for later versions', () => {
  const answers: TemplateAnswers = {
    ...supply,
    contacts: [reachedAt('did:web:b.example')],
    give: { ...side, passOnTo: [third.did] },
  };
  const result = draftFromTemplate(answers, UID);
  if (!result.ok) throw new Error('refused');
  const { parties, permissions, prohibitions } = result.value;
  expect(parties.map(({ contacts }) => contacts?.length)).toEqual([undefined, 1]);
  const uids = [
    ...permissions.flatMap(({ uid, duties }) => [uid, ...duties.map((duty) => duty.uid)]),
    ...prohibitions.map(({ uid }) => uid),
  ];
  expect(uids.map((uid) => uid.slice(UID.length))).toEqual([
    '#give-publish',
    '#give-credit',
    '#give-link',
    '#give-translate',
    '#give-extract',
    '#give-modify',
    '#give-archive',
    '#give-pass-on',
    '#give-pass-on-terms',
    '#give-no-passing-on',
    '#give-exclusive',
  ]);
  expect(prohibitions[0]?.actions.map(({ action }) => action)).toEqual(['mineData']);
});

test.each<[string, string, Partial<TemplateAnswers>]>([
  ['parties', 'same-party', { parties: [supply.parties[0], supply.parties[0]] }],
  ['title', 'missing', { title: {} }],
  ['effectiveUntil', 'out-of-range', { effectiveUntil: from }],
  ['receive', 'missing', { template: 'news-exchange' }],
  ['receive', 'not-wanted', { receive: side }],
  [
    'receive',
    'not-wanted',
    { template: 'news-exchange', parties: [...supply.parties, third], receive: side },
  ],
  ['give.exclusiveHours', 'not-wanted', { parties: [...supply.parties, third] }],
  ['give.newsTypes', 'empty', { give: { ...side, newsTypes: [] } }],
  ['give.channels', 'empty', { give: { ...side, channels: [] } }],
  ['give.quotaZone', 'unknown-zone', { give: { ...side, quotaZone: 'Asia/Atlantis' } }],
  ['give.killHours', 'out-of-range', { give: { ...side, killHours: 0 } }],
  ['give.correctionHours', 'out-of-range', { give: { ...side, correctionHours: 1.5 } }],
  ['give.quota', 'out-of-range', { give: { ...side, quota: -1 } }],
  ['give.excerptWords', 'out-of-range', { give: { ...side, excerptWords: 1_000_000_000 } }],
  ['give.reportUseHours', 'out-of-range', { give: { ...side, reportUseHours: 8761 } }],
  ['give.passOnTo', 'empty', { give: { ...side, passOnTo: [] } }],
  ['give.creditWording', 'not-wanted', { give: { ...side, credit: false, creditWording: { en: 'A' } } }],
  ['give.publishUntil', 'out-of-range', { give: { ...side, publishFrom: from, publishUntil: from } }],
  [
    'give.creditWording',
    'not-wanted',
    { template: 'event-pool', give: { ...open, creditWording: { en: 'Agency A' } } },
  ],
  ['parties', 'out-of-range', { parties: [...supply.parties, ...crowd(11)], give: open }],
  ['contacts.1.party', 'not-a-party', { contacts: [reachedAt('did:web:a.example'), reachedAt(third.did)] }],
  ['commitments', 'missing', { template: 'joint-project', receive: side }],
  ['commitments', 'missing', { template: 'joint-project', receive: side, commitments: [visit] }],
  ['commitments.1.by', 'not-a-party', { commitments: [project, { ...project, by: third.did }] }],
  ['commitments.0.count', 'out-of-range', { commitments: [{ ...project, count: 0 }] }],
  ['commitments.0.zone', 'unknown-zone', { commitments: [{ ...project, zone: 'Asia/Atlantis' }] }],
  ['commitments.0.title', 'missing', { commitments: [{ ...project, title: {} }] }],
])('an answer to %s that is %s makes no draft', (field, why, change) => {
  expect(draftFromTemplate({ ...supply, ...change }, UID)).toEqual({
    ok: false,
    error: { code: 'agreement-draft-invalid', field, why },
  });
});
