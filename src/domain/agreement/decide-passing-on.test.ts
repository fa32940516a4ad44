import fc from 'fast-check';
import type { Instant } from '#kernel/instant.ts';
import { describe, expect, test } from 'vitest';
import { instant, permission, prohibition, selectors, useQuestion } from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { digest, give, pool } from '#tests/town/pool-agreement.ts';
import type { Agreement, Permission, Prohibition, RuleAction } from './agreement.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { compileAgreements, directionsTo } from './compile-agreements.ts';
import { decidePassingOn } from './decide-passing-on.ts';
import { decideUse } from './decide-use.ts';
import { durationOf } from './draft-direction.ts';
import { countFailures } from './judge-permission.ts';
import { sayReason } from './say/say-reason.ts';
import { DUTIES_TO_BE_DONE, type ItemFacts, type UseQuestion, type UseRequest } from './use-question.ts';

const MARCH = instant('2027-03-10T08:00:00Z');
const STORY: ItemFacts = {
  uri: 'urn:x',
  provider: A,
  suppliedBy: A,
  status: 'usable',
  newsType: 'text',
  language: 'vi',
  version: 1,
  latestVersion: 1,
  latestIsCorrection: false,
  embargoEndAt: 'none',
  offeredAt: instant('2027-03-10T07:00:00Z'),
};

type Rules = Partial<Pick<Agreement, 'permissions' | 'prohibitions'>>;

function between(name: string, rules: Rules, more: Partial<AgreementInForce> = {}): AgreementInForce {
  const agreement = { ...pool, uid: `urn:uuid:${name}`, permissions: [], obligations: [], ...rules };
  return { agreement, digest, standing: 'active', suspendedRules: [], ...more };
}

const publish = (...channels: readonly ('web' | 'print')[]): RuleAction => ({
  action: 'publish',
  refinements: [{ operand: 'deliveryChannel', operator: 'isAnyOf', values: channels }],
});
const plain = (action: RuleAction['action']): RuleAction => ({ action, refinements: [] });

/** A lets B pass on to C what B may publish on the web itself. */
const WEB: Permission = { ...give('web', A, [B]), actions: [publish('web')] };
const LET: Permission = {
  ...give('let', A, [B]),
  actions: [plain('grantUse')],
  constraints: [{ operand: 'recipient', operator: 'isAnyOf', values: [C] }],
  duties: [{ uid: 'urn:x#next', action: 'nextPolicy', target: WEB.uid, constraints: [] }],
};
/** B gives C what is A's. */
const GIVEN: Permission = {
  ...give('given', B, [C]),
  target: { uid: 'urn:x#of-a', terms: [{ operand: 'provider', operator: 'eq', values: [A] }] },
  actions: [publish('web')],
};

const asked = (item = STORY, more: Partial<UseQuestion['state']> = {}): UseQuestion => ({
  request: { actor: B, action: 'grantUse' },
  item,
  state: { headAgeSeconds: 0, counts: new Map(), duties: DUTIES_TO_BE_DONE, ...more },
  at: MARCH,
});

function passes(from: Rules | AgreementInForce, to: Rules | AgreementInForce, question = asked(), third = C) {
  const given = [from, to].map((one, index) => ('digest' in one ? one : between(String(index), one)));
  return decidePassingOn(compileAgreements(given), question, third);
}
const codes = (...all: Parameters<typeof passes>) => {
  const { decision, under } = passes(...all);
  expect(decision.permitted).toBe(under !== undefined);
  return decision.permitted ? 'goes' : decision.because.map(({ code }) => code).join();
};

const FROM = { permissions: [LET, WEB] };
const TO = { permissions: [GIVEN] };

describe('a partner’s story goes on to a third party', () => {
  test('when both agreements say so, by the clause of the one and under the other', () => {
    expect(passes(FROM, TO)).toMatchObject({
      decision: { permitted: true, rule: LET.uid, agreement: { uid: 'urn:uuid:0' } },
      under: digest,
    });
  });

  test('to nobody without the one, and to nobody without the other', () => {
    expect(codes({ permissions: [WEB] }, TO)).toBe('no.rule');
    expect(codes(FROM, {})).toBe('no.rule');
    expect(codes(FROM, { permissions: [{ ...GIVEN, target: { uid: 'urn:x#own', terms: [] } }] })).toBe(
      'no.rule',
    );
    expect(codes(FROM, { permissions: [{ ...GIVEN, assigner: A }] })).toBe('no.rule');
    expect(codes(FROM, between('1', TO, { standing: 'suspended' }))).toBe('agreement.suspended');
    expect(codes(between('0', FROM, { standing: 'suspended' }), TO)).toBe('agreement.suspended');
  });

  test('to those alone whom its origin names, never back to it, and nowhere from a channel that is not fresh', () => {
    expect(codes({ permissions: [{ ...LET, constraints: [] }, WEB] }, TO)).toBe('goes');
    const others: Permission = {
      ...LET,
      constraints: [{ operand: 'recipient', operator: 'isNoneOf', values: [C] }],
    };
    expect(codes({ permissions: [others, WEB] }, TO)).toBe('constraint.recipient');
    expect(
      codes(
        { permissions: [{ ...LET, constraints: [] }, WEB] },
        { permissions: [{ ...GIVEN, assignees: [A] }] },
        asked(),
        A,
      ),
    ).toBe('no.rule');
    expect(codes(FROM, TO, asked(STORY, { headAgeSeconds: 3600 }))).toBe('channel.stale');
    const here: Permission = {
      ...LET,
      constraints: [...LET.constraints, { operand: 'spatial', operator: 'eq', values: ['VN'] }],
    };
    expect(codes({ permissions: [here, WEB] }, TO)).toBe('constraint.spatial.unknown');
  });

  test('not while it is stopped, killed, corrected, under words that forbid it, or promised to another', () => {
    expect(codes(FROM, TO, asked({ ...STORY, status: 'withheld' }))).toBe('item.withheld');
    expect(codes(FROM, TO, asked({ ...STORY, status: 'canceled' }))).toBe('item.killed');
    expect(codes(FROM, TO, asked({ ...STORY, latestVersion: 2, latestIsCorrection: true }))).toBe(
      'item.superseded',
    );
    const noSales = {
      confirmed: true,
      terms: [{ code: 'no-sales', words: 'NO SALES' }],
      unread: [],
    } as const;
    expect(codes(FROM, TO, asked({ ...STORY, restrictions: noSales }))).toBe('item.restricted');
    const promise: Prohibition = {
      uid: 'urn:x#alone',
      assigner: 'did:web:d.example',
      assignees: [B],
      target: GIVEN.target,
      actions: [plain('offer')],
      constraints: [
        { operand: 'recipient', operator: 'neq', values: ['did:web:d.example'] },
        { operand: 'elapsedTime', operator: 'lteq', value: durationOf('PT24H') },
      ],
    };
    const promised = passes(FROM, { ...TO, prohibitions: [promise] }).decision;
    expect(promised.because).toMatchObject([{ code: 'prohibition' }]);
    expect(promised.retryAt).toBe('2027-03-11T07:00:00.001Z');
  });

  test('with no override: two people of the one who passes on waive nothing of what its origin lets go', () => {
    const override = {
      id: 'o',
      version: 1,
      action: 'publish',
      channel: 'web',
      territory: 'CN',
      until: instant('2027-03-11T00:00:00Z'),
      waived: ['channel.stale'],
    } as const;
    const stale = { headAgeSeconds: 3600, overrides: [override] };
    expect(codes(FROM, TO, asked(STORY, stale))).toBe('channel.stale');
  });
});

describe('a story goes by one road', () => {
  test('never back to whoever brought it or whose it is, even where that one let everything and is given all', () => {
    // C has it from A and brings it to us: B.
    const brought = { ...STORY, suppliedBy: C };
    const fromC: Permission = {
      ...LET,
      assigner: C,
      target: GIVEN.target,
      constraints: [],
      duties: [],
    };
    const all = (third: string): Rules => ({ permissions: [{ ...GIVEN, assignees: [third] }] });
    expect(codes({ permissions: [fromC] }, all(A), asked(brought), A)).toBe('no.rule');
    expect(codes({ permissions: [fromC] }, all(C), asked(brought), C)).toBe('no.rule');
    const toD = decidePassingOn(
      compileAgreements([between('0', { permissions: [fromC] }), between('1', all('did:web:d.example'))]),
      asked(brought),
      'did:web:d.example',
    );
    expect(toD.under).toBe(digest);
  });
});

describe('what a third party may do', () => {
  const wider = (given: Partial<Permission>) => codes(FROM, { permissions: [{ ...GIVEN, ...given }] });

  test('is no more than the permission that it is bound to, by action and by every limit', () => {
    expect(wider({ actions: [publish('web', 'print')] })).toBe('passing.wider');
    expect(wider({ actions: [plain('publish')] })).toBe('passing.wider');
    expect(wider({ actions: [publish('web'), plain('translate')] })).toBe('passing.wider');
    const { because } = passes(FROM, { permissions: [{ ...GIVEN, actions: [plain('translate')] }] }).decision;
    expect(because.map((one) => sayReason(one).en)).toEqual([
      'The agreement with the recipient permits more than the origin lets be passed on: translating (clause 1).',
    ]);
  });

  test('binds nobody where its origin names no such permission, and nobody where that one rests or is not there', () => {
    const unbound = { permissions: [{ ...LET, duties: [] }, WEB] };
    expect(codes(unbound, { permissions: [{ ...GIVEN, actions: [plain('translate')] }] })).toBe('goes');
    const rests = between('0', FROM, { suspendedRules: [{ uid: WEB.uid, by: A }] });
    expect(codes(rests, TO)).toBe('passing.wider');
    expect(codes({ permissions: [LET] }, TO)).toBe('passing.wider');
  });

  test('is bound by that permission of that agreement alone, where it selects the story, and for what selects the story', () => {
    const pictures = {
      uid: 'urn:x#pictures',
      terms: [{ operand: 'newsType', operator: 'eq', values: ['picture'] }],
    } as const;
    const texts = {
      uid: 'urn:x#texts',
      terms: [{ operand: 'newsType', operator: 'eq', values: ['text'] }],
    } as const;
    // The bound says nothing of texts.
    expect(codes({ permissions: [LET, { ...WEB, target: pictures }] }, TO)).toBe('passing.wider');
    expect(codes({ permissions: [LET, { ...WEB, target: texts }] }, TO)).toBe('goes');
    // Another permission, or one of the same name elsewhere, is no bound.
    const print: Permission = { ...WEB, uid: 'urn:x#print', actions: [publish('print', 'web')] };
    const wide = { permissions: [{ ...GIVEN, actions: [publish('print')] }] };
    expect(codes({ permissions: [LET, WEB, print] }, wide)).toBe('passing.wider');
    const twice = compileAgreements([
      between('0', FROM),
      between('1', wide),
      between('2', { permissions: [{ ...WEB, actions: [publish('print')] }] }),
    ]);
    expect(decidePassingOn(twice, asked(), C).decision.because).toMatchObject([{ code: 'passing.wider' }]);
    // What it may do with pictures is no matter for a text.
    const more: Permission = {
      ...GIVEN,
      uid: 'urn:x#more',
      target: { uid: 'urn:x#of-a-pictures', terms: [...GIVEN.target.terms, ...pictures.terms] },
      actions: [plain('mineData')],
    };
    expect(codes(FROM, { permissions: [GIVEN, more] })).toBe('goes');
    expect(codes(FROM, { permissions: [GIVEN, { ...more, target: GIVEN.target }] })).toBe('passing.wider');
    // Of what is not known of the story, it may be about it.
    const { newsType: _unknown, ...unsaid } = STORY;
    expect(codes(FROM, { permissions: [GIVEN, more] }, asked(unsaid))).toBe('passing.wider');
  });

  test('by another agreement counts as well, but not by one that is over', () => {
    const more: Permission = { ...GIVEN, uid: 'urn:x#more', actions: [plain('mineData')] };
    const with3 = (third: Partial<AgreementInForce>) =>
      decidePassingOn(
        compileAgreements([
          between('0', FROM),
          between('1', TO),
          between('2', { permissions: [more] }, third),
        ]),
        asked(),
        C,
      ).decision.because[0]?.code;
    expect(with3({ standing: 'suspended' })).toBe('passing.wider');
    expect(with3({ standing: 'terminated' })).toBe('rule.granted');
    const over = { ...pool, uid: 'urn:uuid:2', obligations: [], permissions: [more] };
    const until = (effectiveUntil: Instant) => with3({ agreement: { ...over, effectiveUntil } });
    expect([until(instant('2027-03-01T00:00:00Z')), until(instant('2027-12-31T00:00:00Z'))]).toEqual([
      'rule.granted',
      'passing.wider',
    ]);
  });

  test('needs the words of a credit and a link where its origin asks for them', () => {
    const credit = { uid: 'urn:x#credit', action: 'attribute', attributedParty: A, constraints: [] } as const;
    const link = { uid: 'urn:x#link', action: 'linkBack', constraints: [] } as const;
    const ask = (duties: Permission['duties'], kept: Permission['duties'] = []) =>
      codes({ permissions: [LET, { ...WEB, duties }] }, { permissions: [{ ...GIVEN, duties: kept }] });
    expect(ask([credit])).toBe('goes');
    expect(ask([{ ...credit, wording: { en: 'By A' } }])).toBe('passing.wider');
    expect(ask([{ ...credit, wording: { en: 'By A' } }], [{ ...credit, wording: { en: 'By A' } }])).toBe(
      'goes',
    );
    expect([ask([link]), ask([link], [link])]).toEqual(['passing.wider', 'goes']);
  });
});

describe('of any agreements', () => {
  /** A lets B pass on within some permission; B gives C something, often a part of that. */
  const lent = selectors('urn:x')
    .chain((targets) =>
      fc.record({
        bound: permission('urn:x#bound', [{ uid: 'urn:x#all', terms: [] }]),
        more: permission('urn:x#more', [{ uid: 'urn:x#all', terms: [] }]),
        isPart: fc.boolean(),
        target: fc.constantFrom(...targets),
        forbids: prohibition('urn:x#no', targets),
      }),
    )
    .map(({ bound, more, isPart, target, forbids }) => {
      const actions = bound.actions.filter(({ action }) => action !== 'grantUse');
      const web: Permission = { ...bound, actions, assigner: A, assignees: [B], duties: [] };
      const part: Permission = {
        ...more,
        actions: web.actions.map(({ action, refinements }) => ({
          action,
          refinements: [...refinements, ...(more.actions[0]?.refinements ?? [])],
        })),
        constraints: [...web.constraints, ...more.constraints],
      };
      const given: Permission = {
        ...(isPart ? part : more),
        assigner: B,
        assignees: [C],
        target: GIVEN.target,
        duties: [],
      };
      const bind: Permission = {
        ...LET,
        target,
        duties: [{ uid: 'urn:x#next', action: 'nextPolicy', target: web.uid, constraints: [] }],
      };
      return { web, bind, given, forbids };
    });

  /** What B knows of A's story, and when it came to C. */
  const facts = useQuestion.map(({ item, request, state }) => ({
    item: { ...STORY, ...item, provider: A, suppliedBy: A } satisfies ItemFacts,
    request,
    state: { ...state, headAgeSeconds: 0, counts: new Map(), duties: DUTIES_TO_BE_DONE },
  }));

  const question = ({ item, state }: Pick<UseQuestion, 'item' | 'state'>): UseQuestion => ({
    request: { actor: B, action: 'grantUse' },
    item,
    state: { ...state, counted: new Set(['urn:x#bound', 'urn:x#more']) },
    at: MARCH,
  });

  test('a third party does by us nothing that the permission it is bound to does not let us do', () => {
    let [drawn, went, used] = [0, 0, 0];
    fc.assert(
      fc.property(lent, facts, ({ web, bind, given }, { item, request, state }) => {
        drawn += 1;
        const compiled = compileAgreements([
          between('0', { permissions: [bind, web] }),
          between('1', { permissions: [given] }),
        ]);
        const about = question({ item, state });
        if (!decidePassingOn(compiled, about, C).under) return;
        went += 1;
        const theirs: UseRequest = { ...request, actor: C };
        const there = { ...item, suppliedBy: B, offeredAt: MARCH };
        const use = decideUse(compiled, { ...about, item: there, request: theirs });
        if (!use.permitted) return;
        used += 1;
        const [direction] = directionsTo(compiled, item, B);
        const limits =
          typeof request.action === 'string' ? direction?.permissions.get(theirs.action as never) : [];
        const ours = limits?.find((one) => one.permission.uid === web.uid);
        expect(ours && countFailures(ours, { ...about, request: { ...theirs, actor: B } }, 1)).toBe(0);
      }),
      { numRuns: 3000, seed: 7 },
    );
    // Or it would prove nothing; few are drawn where the changes of rules are judged.
    expect(went * 60).toBeGreaterThan(drawn);
    expect(used * 600).toBeGreaterThanOrEqual(drawn - 600);
  });

  test('a prohibition more passes on nothing more, and nothing goes by one permission alone', () => {
    fc.assert(
      fc.property(lent, facts, fc.constantFrom(A, B), ({ web, bind, given, forbids }, about, assigner) => {
        const goes = (from: Rules, to: Rules): boolean =>
          decidePassingOn(compileAgreements([between('0', from), between('1', to)]), question(about), C)
            .under !== undefined;
        const from = { permissions: [bind, web] };
        const to = { permissions: [given] };
        const more: Prohibition = { ...forbids, assigner, assignees: [assigner === A ? B : C] };
        expect(goes(from, to) || !goes({ ...from, prohibitions: [more] }, to)).toBe(true);
        expect(goes({ permissions: [web] }, to)).toBe(false);
        expect(goes(from, {})).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
