import fc from 'fast-check';
import { expect, test } from 'vitest';

import { instantOf, type Instant } from '#kernel/instant.ts';
import { GENEROUS } from '#tests/town/test-agreement.ts';
import { testItem } from '#tests/town/test-item.ts';
import type { Agreement, ConstraintTerm } from './agreement.ts';
import { compileAgreements } from './compile-agreements.ts';
import { endIn, firstToEnd } from './decide-archived.ts';
import { decideUse } from './decide-use.ts';
import { durationOf } from './draft-direction.ts';
import { draftFromTemplate } from './draft-from-template.ts';
import { itemFacts } from './item-facts.ts';
import { askToKeepArchived } from './page-requests.ts';
import type { Restriction } from './restrictions/restriction.ts';
import { DUTIES_TO_BE_DONE } from './use-question.ts';

const GIVER = 'did:web:giver.example';
const TAKER = 'did:web:taker.example';
const at = instantOf(Date.UTC(2027, 2, 10));
const offeredAt = instantOf(Date.UTC(2027, 2, 1));

function supply(archiveFor: string | undefined, uid = 1, effectiveUntil?: Instant): Agreement {
  const party = (did: string) => ({ did, name: { en: did }, keyThumbprint: 'A'.repeat(43) });
  const drafted = draftFromTemplate(
    {
      template: 'one-way-supply',
      parties: [party(GIVER), party(TAKER)],
      title: { en: 'Supply' },
      governingLanguage: 'en',
      effectiveFrom: instantOf(Date.UTC(2027, 0, 1)),
      freshness: durationOf('PT15M'),
      ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
      give: { ...GENEROUS, ...(archiveFor === undefined ? {} : { archiveFor: durationOf(archiveFor) }) },
    },
    `urn:uuid:01931c2e-7a10-7c3e-9d55-${String(uid).padStart(12, '0')}`,
  );
  if (!drafted.ok) throw new Error(drafted.error.field);
  return drafted.value;
}

type Words = { readonly text: string; readonly confirmed?: readonly Restriction[] };

function keep(agreements: readonly Agreement[], words?: Words, now = at) {
  const inForce = agreements.map((agreement) => ({
    agreement,
    digest: `sha-256:${'A'.repeat(43)}` as never,
    standing: 'active' as const,
    suspendedRules: [],
  }));
  const item = itemFacts(testItem({ provider: GIVER, ...(words ? { usageTerms: words.text } : {}) }), {
    status: 'usable',
    latestVersion: 1,
    latestIsCorrection: false,
    offeredAt,
    ...(words?.confirmed ? { confirmedRestrictions: words.confirmed } : {}),
  });
  return decideUse(compileAgreements(inForce), {
    request: askToKeepArchived({ did: TAKER, territory: 'VN' }),
    item,
    state: { counts: new Map(), duties: DUTIES_TO_BE_DONE },
    at: now,
  });
}

test('a copy may stay until its time from the first offer is over, or its agreement, whichever comes first', () => {
  const may = instantOf(Date.UTC(2027, 4, 1));
  expect(keep([supply('P2M')])).toMatchObject({
    permitted: true,
    because: [{ code: 'archive.until', clause: { kind: 'permission' }, at: may }],
  });
  const april = instantOf(Date.UTC(2027, 3, 1));
  expect(keep([supply('P2M', 1, april)]).because).toMatchObject([{ code: 'archive.until', at: april }]);
  expect(keep([supply('P2M'), supply('P3M', 2)]).because).toMatchObject([
    { at: instantOf(Date.UTC(2027, 5, 1)) },
  ]);
});

/** The right to archive under other limits. */
function bound(constraints: readonly ConstraintTerm[]): Agreement {
  const agreement = supply('P2M');
  const permissions = agreement.permissions.map((one) =>
    one.actions.some(({ action }) => action === 'archive') ? { ...one, constraints } : one,
  );
  return { ...agreement, permissions };
}

const day = (operator: 'lt' | 'lteq' | 'gteq', month: number, date: number): ConstraintTerm => ({
  operand: 'dateTime',
  operator,
  value: instantOf(Date.UTC(2027, month, date)),
});

test('the first of its limits of time ends the right, a beginning and a place end nothing, and the longest right counts', () => {
  const endOf = (...agreements: readonly Agreement[]) => {
    const { permitted, because } = keep(agreements);
    return permitted ? (because[0]?.at ?? because[0]?.code) : 'taken out';
  };
  const april = '2027-04-10T00:00:00.000Z';
  const month: ConstraintTerm = { operand: 'elapsedTime', operator: 'lteq', value: durationOf('P1M') };
  expect(endOf(bound([day('lt', 3, 10)]))).toBe(april);
  expect(endOf(bound([day('lteq', 3, 10)]))).toBe(april);
  expect(endOf(bound([day('lteq', 3, 10), month]))).toBe('2027-04-01T00:00:00.000Z');
  expect(endOf(bound([month, day('lteq', 3, 10)]))).toBe('2027-04-01T00:00:00.000Z');
  expect(endOf(bound([day('gteq', 0, 5)]))).toBe('rule.granted');
  expect(endOf(bound([day('gteq', 0, 5), day('lt', 3, 10)]))).toBe(april);
  expect(endOf(bound([{ operand: 'spatial', operator: 'eq', values: ['VN'] }]))).toBe('rule.granted');
  expect(endOf(bound([{ operand: 'dateTime', operator: 'gteq', value: 'itemEmbargoEnd' }]))).toBe(
    'rule.granted',
  );
  expect(endOf(bound([day('lt', 2, 5)]))).toBe('taken out');
  const [short, long] = [supply('P2M', 2), supply('P3M', 3)];
  expect([endOf(short, long), endOf(long, short)]).toEqual(Array(2).fill('2027-06-01T00:00:00.000Z'));
  expect([endOf(short, bound([])), endOf(bound([]), short)]).toEqual(Array(2).fill('rule.granted'));
});

test('what is our own stays, and only the moment of a right to archive is its end', () => {
  const own = itemFacts(testItem({ provider: TAKER }), {
    status: 'usable',
    latestVersion: 1,
    latestIsCorrection: false,
  });
  const request = askToKeepArchived({ did: TAKER, territory: 'VN' });
  const state = { counts: new Map(), duties: DUTIES_TO_BE_DONE };
  expect(decideUse(compileAgreements([]), { request, item: own, state, at })).toMatchObject({
    permitted: true,
    because: [{ code: 'item.own' }],
  });
  const decision = keep([supply('P2M')]);
  expect(endIn({ ...decision, because: [{ code: 'constraint.dateTime', at }] })).toEqual({});
  expect(endIn({ ...decision, because: [] })).toEqual({});
});

test('of two agreements of which the one that let it be archived has ended, the ending is the reason', () => {
  const ended = supply('P2M', 1, instantOf(Date.UTC(2027, 2, 5)));
  const [reason] = keep([ended, supply(undefined, 2)]).because;
  expect(reason).toMatchObject({ code: 'agreement.expired', clause: { agreement: ended.uid } });
  expect(keep([supply(undefined, 2)]).because).toEqual([{ code: 'no.rule' }]);
});

test('words against archiving take a copy out once a person has confirmed them, and not before', () => {
  const text = 'NO ARCHIVES';
  expect(keep([supply('P2M')], { text }).permitted).toBe(true);
  const confirmed = [{ code: 'no-archive', words: text }] as const;
  expect(keep([supply('P2M')], { text, confirmed })).toMatchObject({
    permitted: false,
    because: [{ code: 'item.restricted' }],
  });
});

test('a copy goes as a whole: by the part that may not stay, else by the one that ends first', () => {
  const [long, short, none] = [keep([supply('P2M')]), keep([supply('P1M')]), keep([supply(undefined)])];
  expect(endIn(firstToEnd([long, short]))).toEqual({ at: instantOf(Date.UTC(2027, 3, 1)) });
  expect(firstToEnd([long, none, short])).toMatchObject({ permitted: false, because: [{ code: 'no.rule' }] });
  const endless = { ...long, because: [{ code: 'rule.granted' }] } as const;
  expect(firstToEnd([endless, short, long])).toBe(short);
  expect(endIn(firstToEnd([endless, endless]))).toEqual({});
});

test('one more right to archive never takes a copy out, nor shortens its time', () => {
  const months = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
  const one = (count: number | undefined, uid: number) =>
    supply(count === undefined ? undefined : `P${count}M`, uid);
  fc.assert(
    fc.property(
      fc.array(months, { minLength: 1, maxLength: 3 }),
      months,
      fc.integer({ min: 0, max: 150 }),
      (few, more, days) => {
        const now = instantOf(Date.UTC(2027, 2, 1 + days));
        const held = few.map(one);
        const before = keep(held, undefined, now);
        const after = keep([...held, one(more, few.length)], undefined, now);
        if (before.permitted) expect(after.permitted).toBe(true);
        expect((endIn(after).at ?? '') >= (endIn(before).at ?? '')).toBe(true);
      },
    ),
  );
});
