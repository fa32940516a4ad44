import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agreement } from '#domain/agreement/agreement.ts';
import type { AgreementInForce } from '#domain/agreement/agreement-in-force.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideSight } from '#domain/agreement/decide-sight.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import { sayAgreement } from '#domain/agreement/say/say-agreement.ts';
import { sayReason } from '#domain/agreement/say/say-reason.ts';
import type { UseQuestion } from '#domain/agreement/use-question.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import {
  agreementsInForce,
  arbitraryAgreement,
  instant,
  narrowed,
  prohibition,
  selectors,
  useQuestion,
} from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { parseAgreement } from './parse-agreement.ts';
import { printAgreement } from './print-agreement.ts';

const decide = (agreements: readonly AgreementInForce[], asked: UseQuestion): Decision =>
  decideUse(compileAgreements(agreements), asked);

const RUNS = { numRuns: 400 };

describe('the document', () => {
  test('of any agreement reads back as the same agreement', () => {
    fc.assert(
      fc.property(arbitraryAgreement, (one) => {
        const document: unknown = JSON.parse(JSON.stringify(printAgreement(one)));
        expect(parseAgreement(document)).toEqual({ ok: true, value: one });
      }),
      { numRuns: 200 },
    );
  });
});

describe('a decision', () => {
  test('is sometimes yes and sometimes no in these properties, or they would prove nothing', () => {
    const sample = fc.sample(fc.tuple(agreementsInForce, useQuestion), { numRuns: 300, seed: 1 });
    const decisions = sample.map(([agreements, asked]) => decide(agreements, asked));
    const yes = decisions.filter(({ permitted, rule }) => permitted && rule !== 'own').length;
    const forbidden = decisions.filter(({ because }) =>
      because.some(({ code }) => code === 'prohibition'),
    ).length;
    expect(yes).toBeGreaterThan(9);
    expect(forbidden).toBeGreaterThan(9);
  });

  test('never turns from no to yes by one more prohibition', () => {
    const added = fc.tuple(agreementsInForce, useQuestion).chain(([agreements, asked]) =>
      fc.tuple(
        fc.constant(agreements),
        fc.constant(asked),
        fc.integer({ min: 0, max: agreements.length - 1 }),
        selectors('urn:x').chain((targets) => prohibition('urn:x#n9', targets)),
      ),
    );
    fc.assert(
      fc.property(added, ([agreements, asked, index, more]) => {
        const before = decide(agreements, asked);
        const after = decide(
          agreements.map((one, at) =>
            at === index
              ? {
                  ...one,
                  agreement: { ...one.agreement, prohibitions: [...one.agreement.prohibitions, more] },
                }
              : one,
          ),
          asked,
        );
        expect(!before.permitted && after.permitted).toBe(false);
      }),
      RUNS,
    );
  });

  test('never turns from no to yes by one permission less', () => {
    fc.assert(
      fc.property(withPermission, useQuestion, ({ agreements, index, permission }, asked) => {
        const after = decide(
          changed(agreements, index, (one) => ({
            ...one,
            permissions: one.permissions.filter((other) => other !== permission),
          })),
          asked,
        );
        expect(!decide(agreements, asked).permitted && after.permitted).toBe(false);
      }),
      RUNS,
    );
  });

  test('shows a partner nothing, and lets it do nothing, by a narrower selector that the wider one did not', () => {
    const narrowing = withPermission.chain((chosen) =>
      fc.record({ chosen: fc.constant(chosen), target: narrowed(chosen.permission.target) }),
    );
    fc.assert(
      fc.property(narrowing, useQuestion, ({ chosen, target }, asked) => {
        const { agreements, index, permission } = chosen;
        const narrower = changed(agreements, index, (one) => ({
          ...one,
          permissions: one.permissions.map((other) => (other === permission ? { ...other, target } : other)),
        }));
        expect(!decide(agreements, asked).permitted && decide(narrower, asked).permitted).toBe(false);
        for (const partner of [B, C])
          expect(isSeen(agreements, asked, partner) || !isSeen(narrower, asked, partner)).toBe(true);
      }),
      RUNS,
    );
  });

  test('does not turn on the order in which an agreement lists its rules', () => {
    const shuffled = agreementsInForce.chain((agreements) =>
      fc.record({ agreements: fc.constant(agreements), turned: fc.tuple(...agreements.map(inAnotherOrder)) }),
    );
    fc.assert(
      fc.property(shuffled, useQuestion, ({ agreements, turned }, asked) => {
        expect(decide(turned, asked).permitted).toBe(decide(agreements, asked).permitted);
        for (const partner of [B, C])
          expect(isSeen(turned, asked, partner)).toBe(isSeen(agreements, asked, partner));
      }),
      RUNS,
    );
  });

  test('never turns from no to yes because a fact is no longer known', () => {
    fc.assert(
      fc.property(agreementsInForce, useQuestion, (agreements, asked) => {
        if (decide(agreements, asked).permitted) return;
        for (const less of withOneFactLess(asked)) expect(decide(agreements, less).permitted).toBe(false);
      }),
      RUNS,
    );
  });

  test('is never yes for a killed item (I6)', () => {
    fc.assert(
      fc.property(agreementsInForce, useQuestion, (agreements, asked) => {
        const killed = { ...asked, item: { ...asked.item, status: 'canceled' as const } };
        expect(decide(agreements, killed)).toMatchObject({
          permitted: false,
          because: [{ code: 'item.killed' }],
        });
      }),
      { numRuns: 200 },
    );
  });

  test('is never yes to publishing a partner’s item before its embargo ends (I13)', () => {
    fc.assert(
      fc.property(agreementsInForce, useQuestion, (agreements, asked) => {
        const early: UseQuestion = {
          ...asked,
          request: { ...asked.request, actor: B, action: 'publish' },
          item: { ...asked.item, provider: A, embargoEndAt: instant('2027-03-10T08:00:00.001Z') },
        };
        expect(decide(agreements, early).permitted).toBe(false);
      }),
      RUNS,
    );
  });

  test('does not depend on the order of the agreements', () => {
    fc.assert(
      fc.property(agreementsInForce, useQuestion, (agreements, asked) => {
        expect(decide(agreements.toReversed(), asked)).toEqual(decide(agreements, asked));
      }),
      { numRuns: 200 },
    );
  });

  test('that says no says why, in three languages and without a blank left open', () => {
    fc.assert(
      fc.property(agreementsInForce, useQuestion, (agreements, asked) => {
        const { permitted, because } = decide(agreements, asked);
        expect(because.length).toBeGreaterThan(0);
        expect(permitted).toBe(because.every(({ code }) => code === 'item.own' || code === 'rule.granted'));
        for (const reason of because)
          for (const language of INTERFACE_LANGUAGES) expect(sayReason(reason)[language]).toMatch(/^[^{}]+$/);
      }),
      RUNS,
    );
  });
});

test('every clause of any agreement is said in three languages, under the number that reasons name', () => {
  fc.assert(
    fc.property(arbitraryAgreement, (one) => {
      const { clauses } = sayAgreement(one);
      const rules = [...one.permissions, ...one.prohibitions, ...one.obligations, ...one.commitments];
      expect(clauses.slice(0, rules.length).map(({ uid }) => uid)).toEqual(rules.map(({ uid }) => uid));
      expect(clauses.map(({ number }) => number)).toEqual(clauses.map((_, index) => index + 1));
      for (const { sentence } of clauses)
        for (const language of INTERFACE_LANGUAGES) expect(sentence[language]).toMatch(/^[^{}]+[.。]$/);
    }),
    { numRuns: 200 },
  );
});

/** Agreements of which one has a permission, and that one. */
const withPermission = agreementsInForce
  .map((agreements) => ({
    agreements,
    choices: agreements.flatMap(({ agreement }, index) =>
      agreement.permissions.map((permission) => ({ agreements, index, permission })),
    ),
  }))
  .filter(({ choices }) => choices.length > 0)
  .chain(({ choices }) => fc.constantFrom(...choices));

function changed(
  agreements: readonly AgreementInForce[],
  index: number,
  change: (agreement: Agreement) => Agreement,
): readonly AgreementInForce[] {
  return agreements.map((one, at) => (at === index ? { ...one, agreement: change(one.agreement) } : one));
}

function inAnotherOrder(one: AgreementInForce): fc.Arbitrary<AgreementInForce> {
  const { permissions, prohibitions, obligations } = one.agreement;
  const turned = <T>(rules: readonly T[]) =>
    fc.shuffledSubarray([...rules], { minLength: rules.length, maxLength: rules.length });
  return fc
    .record({
      permissions: turned(permissions),
      prohibitions: turned(prohibitions),
      obligations: turned(obligations),
    })
    .map((rules) => ({ ...one, agreement: { ...one.agreement, ...rules } }));
}

function isSeen(agreements: readonly AgreementInForce[], asked: UseQuestion, partner: string): boolean {
  return decideSight(compileAgreements(agreements), sightOf(asked), partner).under !== undefined;
}

/** The giver's own question about the same item: nothing that it does with its own stands in the way. */
function sightOf(asked: UseQuestion): UseQuestion {
  return { ...asked, request: { actor: asked.item.provider, action: 'offer' } };
}

/** The same question with each fact that can be missing left out in turn. */
function withOneFactLess(asked: UseQuestion): readonly UseQuestion[] {
  const required = new Set(['uri', 'provider', 'actor', 'action', 'counts', 'duties']);
  const less = <T extends object>(facts: T): T[] =>
    Object.keys(facts)
      .filter((name) => !required.has(name))
      .map((name) => Object.fromEntries(Object.entries(facts).filter(([key]) => key !== name)) as T);
  return [
    ...less(asked.request).map((one) => ({ ...asked, request: one })),
    ...less(asked.item).map((one) => ({ ...asked, item: one })),
    ...less(asked.state).map((one) => ({ ...asked, state: one })),
    ...less(asked.state.duties).map((one) => ({ ...asked, state: { ...asked.state, duties: one } })),
    { ...asked, state: { ...asked.state, counts: new Map() } },
  ];
}
