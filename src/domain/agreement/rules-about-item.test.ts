import { describe, expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { digest, give, pool, POOL_UID as UID } from '#tests/town/pool-agreement.ts';
import type { Agreement, Permission, Prohibition, SelectorTerm } from './agreement.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { compileAgreements } from './compile-agreements.ts';
import type { OverrideFacts } from './override/override.ts';
import { rulesAboutItem, type ItemHeld, type ItemRules } from './rules-about-item.ts';
import type { ItemFacts } from './use-question.ts';

const MARCH = instant('2027-03-10T08:00:00Z');
const APRIL = instant('2027-04-10T08:00:00Z');
const TEXTS: SelectorTerm = { operand: 'newsType', operator: 'eq', values: ['text'] };
const PICTURES: SelectorTerm = { operand: 'newsType', operator: 'eq', values: ['picture'] };
const STORY: ItemFacts = {
  uri: 'urn:x',
  provider: A,
  status: 'usable',
  version: 1,
  latestVersion: 1,
  newsType: 'text',
  embargoEndAt: 'none',
};

/** Publishing on the web in China, ten a month; and translating into Vietnamese. */
const publishing: Permission = {
  ...give('publish', A, [B]),
  actions: [
    { action: 'publish', refinements: [{ operand: 'deliveryChannel', operator: 'eq', values: ['web'] }] },
  ],
  constraints: [
    { operand: 'spatial', operator: 'eq', values: ['CN'] },
    { operand: 'countPerPeriod', operator: 'lteq', value: 10, period: 'P1M', zone: 'UTC' },
  ],
  duties: [{ uid: `${UID}#credit`, action: 'attribute', constraints: [] }],
};
const translating: Permission = {
  ...give('translate', A, [B]),
  actions: [
    { action: 'translate', refinements: [{ operand: 'targetLanguage', operator: 'eq', values: ['vi'] }] },
  ],
};
const agreement: Agreement = { ...pool, permissions: [publishing, translating] };
const inForce: AgreementInForce = { agreement, digest, standing: 'active', suspendedRules: [] };

function rules(
  {
    state = {},
    item = {},
    ...held
  }: { state?: Partial<ItemHeld['state']>; item?: Partial<ItemFacts>; at?: ItemHeld['at'] } = {},
  ...agreements: readonly AgreementInForce[]
): ItemRules {
  return rulesAboutItem(compileAgreements(agreements.length > 0 ? agreements : [inForce]), {
    actor: B,
    at: MARCH,
    ...held,
    item: { ...STORY, ...item },
    state: {
      headAgeSeconds: 60,
      counts: new Map([[publishing.uid, 3]]),
      duties: { attribute: true },
      ...state,
    },
  });
}

const changed = (over: Partial<Agreement>, more: Partial<AgreementInForce> = {}): AgreementInForce => ({
  ...inForce,
  ...more,
  agreement: { ...agreement, ...over },
});

describe('what an override lets pass goes along', () => {
  const override: OverrideFacts = {
    id: '01931c2e-7a10-7c3e-9d55-0000000000aa',
    version: 1,
    action: 'publish',
    channel: 'print',
    territory: 'VN',
    waived: ['refinement.deliveryChannel', 'constraint.spatial'],
    until: instant('2027-03-11T08:00:00Z'),
  };
  const passing = (...overrides: readonly OverrideFacts[]) =>
    rules({ state: { overrides } }).permissions.filter((one) => one.override !== undefined);

  test('under the clause that would grant it, for its outlet and market until its end, with all else of the clause', () => {
    expect(passing(override)).toEqual([
      {
        clause: { kind: 'permission', uid: publishing.uid, number: 1, agreement: UID },
        assigner: A,
        assignee: B,
        action: {
          action: 'publish',
          refinements: [{ operand: 'deliveryChannel', operator: 'eq', values: ['print'] }],
        },
        conditions: [
          { term: publishing.constraints[1], used: 3 },
          { term: { operand: 'spatial', operator: 'eq', values: ['VN'] } },
          { term: { operand: 'dateTime', operator: 'lt', value: '2027-03-11T08:00:00.000Z' } },
        ],
        duties: publishing.duties,
        override: override.id,
      },
    ]);
  });

  test('for its language, where it is to translate', () => {
    const [french, ...more] = passing({
      ...override,
      action: 'translate',
      language: 'fr',
      waived: ['refinement.language'],
    });
    expect(more).toEqual([]);
    expect(french).toMatchObject({
      clause: { uid: translating.uid },
      action: {
        action: 'translate',
        refinements: [{ operand: 'targetLanguage', operator: 'eq', values: ['fr'] }],
      },
    });
  });

  test('not where the clause would grant it anyhow, nor where more stands against it than it waives', () => {
    expect(passing({ ...override, channel: 'web', territory: 'CN' })).toEqual([]);
    expect(passing({ ...override, waived: ['constraint.spatial'] })).toEqual([]);
    expect(passing({ ...override, until: MARCH })).toEqual([]);
    expect(passing()).toEqual([]);
  });
});

describe('conditions that only this node knows are written out', () => {
  const conditions = (constraints: Permission['constraints'], item: Partial<ItemFacts> = {}) =>
    rules({ item }, changed({ permissions: [{ ...translating, constraints }] })).permissions[0]?.conditions;

  test('the age of the offer as a moment, the end of an embargo as well; none where there is none', () => {
    const aged = { operand: 'elapsedTime', operator: 'lteq', value: pool.freshness } as const;
    const embargo = { operand: 'dateTime', operator: 'gteq', value: 'itemEmbargoEnd' } as const;
    expect(conditions([aged], { offeredAt: MARCH })).toEqual([
      { term: { operand: 'dateTime', operator: 'lteq', value: '2027-03-10T08:15:00.000Z' } },
    ]);
    expect(conditions([embargo], { embargoEndAt: APRIL })).toEqual([
      { term: { operand: 'dateTime', operator: 'gteq', value: APRIL } },
    ]);
    expect(conditions([embargo])).toEqual([]);
    expect(conditions([aged])).toEqual([{ term: aged }]);
  });

  test('how much of a quota is spent, where it is known', () => {
    const [, quota] = publishing.constraints;
    if (!quota) throw new Error('no quota');
    expect(conditions([quota])).toEqual([{ term: quota }]);
    expect(rules().permissions[0]?.conditions).toContainEqual({ term: quota, used: 3 });
  });

  test('the end of the agreement, as a condition of each permission', () => {
    const ends = rules({}, changed({ effectiveUntil: APRIL }));
    const end = { term: { operand: 'dateTime', operator: 'lt', value: APRIL } };
    expect(ends.permissions.map(({ conditions: all }) => all.at(-1))).toEqual([end, end]);
    expect(rules().permissions.map(({ conditions: all }) => all.at(-1))).not.toContainEqual(end);
  });
});

describe('prohibitions go along', () => {
  const forbidding = (target: SelectorTerm[], more: Partial<Prohibition> = {}): AgreementInForce =>
    changed({
      uid: 'urn:uuid:01931c2e-7a10-7c3e-9d55-00000000000f',
      permissions: [],
      obligations: [],
      prohibitions: [
        {
          uid: `${UID}#no`,
          assigner: A,
          assignees: [B],
          target: { uid: `${UID}#no-items`, terms: target },
          actions: [{ action: 'archive', refinements: [] }],
          constraints: [],
          ...more,
        },
      ],
    });
  const forbidden = (one: AgreementInForce, held: Parameters<typeof rules>[0] = {}) =>
    rules(held, one).prohibitions.map(({ action }) => action.action);

  test('also where it is not known whether they are about the item, and not where they are about others', () => {
    expect(forbidden(forbidding([TEXTS]))).toEqual(['archive']);
    expect(forbidden(forbidding([PICTURES]))).toEqual([]);
    const vietnamese: SelectorTerm = { operand: 'language', operator: 'eq', values: ['vi'] };
    expect(forbidden(forbidding([vietnamese]))).toEqual(['archive']);
  });

  test('while they bind: a suspension does not lift them, an end does', () => {
    const one = forbidding([TEXTS]);
    expect(forbidden({ ...one, standing: 'suspended' })).toEqual(['archive']);
    expect(forbidden({ ...one, standing: 'terminated' })).toEqual([]);
    expect(forbidden({ ...one, endsAt: MARCH })).toEqual([]);
  });

  test('with their conditions, and from an agreement that is then named as a source', () => {
    const place = { operand: 'spatial', operator: 'eq', values: ['JP'] } as const;
    const both = rules({}, inForce, forbidding([TEXTS], { constraints: [place] }));
    expect(both.prohibitions[0]).toMatchObject({ assigner: A, assignee: B, conditions: [{ term: place }] });
    expect(both.agreements.map((one) => one.agreement.uid)).toEqual([
      UID,
      'urn:uuid:01931c2e-7a10-7c3e-9d55-00000000000f',
    ]);
  });

  test('of the words that came with the item, once a person has confirmed them: in a place, on an outlet, or but there', () => {
    const said = (terms: NonNullable<ItemFacts['providerRestrictions']>, confirmed = true) =>
      rules({ item: { restrictions: { confirmed, terms, unread: [] } } }).prohibitions.map(({ conditions }) =>
        conditions.map(({ term }) => term),
      );
    const where = (operator: string) => ({ operand: 'spatial', operator, values: ['JP'] });
    const on = (operator: string) => ({ operand: 'deliveryChannel', operator, values: ['print'] });
    expect(said([{ code: 'territory-out', words: 'JAPAN OUT', territories: ['JP'] }])).toContainEqual([
      where('isAnyOf'),
    ]);
    expect(said([{ code: 'territory-only', words: 'JAPAN ONLY', territories: ['JP'] }])).toContainEqual([
      where('isNoneOf'),
    ]);
    expect(said([{ code: 'outlet-out', words: 'NO PRINT', channels: ['print'] }])).toContainEqual([
      on('isAnyOf'),
    ]);
    expect(said([{ code: 'outlet-only', words: 'PRINT ONLY', channels: ['print'] }])).toContainEqual([
      on('isNoneOf'),
    ]);
    expect(said([{ code: 'no-archive', words: 'NO ARCHIVES' }])).toContainEqual([]);
    expect(said([{ code: 'no-archive', words: 'NO ARCHIVES' }], false)).toEqual([]);
  });

  test('of what its provider has confirmed, also without a reading of our own', () => {
    const told = rules({ item: { providerRestrictions: [{ code: 'no-archive', words: 'NO ARCHIVES' }] } });
    expect(told.prohibitions).toEqual([
      {
        from: { words: 'NO ARCHIVES' },
        assigner: A,
        assignee: B,
        action: { action: 'archive', refinements: [] },
        conditions: [],
      },
    ]);
  });
});

describe('sources and obligations', () => {
  const owing = { ...pool.obligations[0], target: { uid: `${UID}#p`, terms: [PICTURES] } };

  test('an agreement that says nothing about the item is no source', () => {
    const silent = changed({
      permissions: [{ ...publishing, target: { uid: `${UID}#p`, terms: [PICTURES] } }],
      obligations: pool.obligations.map((one) => ({ ...one, target: owing.target })),
    });
    expect(rules({}, silent)).toEqual({ agreements: [], permissions: [], prohibitions: [], obligations: [] });
  });

  test('an agreement that only obliges is one, and so is one that only permits; each once', () => {
    expect(rules({}, changed({ permissions: [] })).agreements).toHaveLength(1);
    expect(rules({}, changed({ obligations: [] })).agreements).toHaveLength(1);
    expect(rules().agreements).toHaveLength(1);
  });

  test('obligations name their clause and who owes it to whom', () => {
    expect(rules().obligations).toEqual([
      {
        clause: expect.objectContaining({ uid: `${UID}#report`, kind: 'obligation' }),
        assigner: A,
        assignee: B,
        obligation: pool.obligations[0],
      },
    ]);
  });

  test('what is not certainly selected is not permitted', () => {
    const selected = changed({
      permissions: [{ ...publishing, target: { uid: `${UID}#t`, terms: [TEXTS] } }],
    });
    const { newsType: _, ...unknown } = STORY;
    expect(rules({}, selected).permissions).toHaveLength(1);
    const held: ItemHeld = { actor: B, at: MARCH, item: unknown, state: { counts: new Map(), duties: {} } };
    expect(rulesAboutItem(compileAgreements([selected]), held).permissions).toEqual([]);
  });

  test('a third agency gets no rules of others', () => {
    const held: ItemHeld = { actor: C, at: MARCH, item: STORY, state: { counts: new Map(), duties: {} } };
    expect(rulesAboutItem(compileAgreements([inForce]), held).permissions).toEqual([]);
  });
});
