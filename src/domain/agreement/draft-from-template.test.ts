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
if (!from) throw new Error('no instant');

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
  test('says every answer as a clause, in three languages, word for word as reviewed', async () => {
    const { title, preamble, clauses } = drafted(supply);
    const said = {
      title,
      preamble,
      clauses: clauses.map(({ number, sentence }) => ({ number, ...sentence })),
    };
    await expect(`${JSON.stringify(said, null, 1)}\n`).toMatchFileSnapshot(REVIEWED);
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
])('an answer to %s that is %s makes no draft', (field, why, change) => {
  expect(draftFromTemplate({ ...supply, ...change }, UID)).toEqual({
    ok: false,
    error: { code: 'agreement-draft-invalid', field, why },
  });
});
