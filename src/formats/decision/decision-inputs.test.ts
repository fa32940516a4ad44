import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import { parseDigest } from '#kernel/digest.ts';
import { parseInstant } from '#kernel/instant.ts';
import { agreementsInForce, useQuestion } from '#tests/town/arbitrary-agreement.ts';
import { parseQuestion, parseStandings, printQuestion, printStandings } from './decision-inputs.ts';

const STANDINGS = parseDigest(`sha-256:${'B'.repeat(43)}`);
if (!STANDINGS) throw new Error('not a digest');

describe('the inputs of a decision', () => {
  test('read back fact for fact, and give the same decision again', () => {
    fc.assert(
      fc.property(agreementsInForce, useQuestion, (agreements, asked) => {
        const read = parseQuestion(printQuestion(asked, STANDINGS));
        expect(read).toEqual({ question: asked, standings: STANDINGS });
        if (!read) return;
        const standings = parseStandings(printStandings(agreements)) ?? [];
        // The world of these agreements has one digest for all: they are told apart by their order.
        const again = agreements.map(({ agreement }, index) => ({ ...standings[index], agreement }));
        const known = again.filter((one): one is (typeof agreements)[number] => 'standing' in one);
        expect(known).toHaveLength(agreements.length);
        expect(decideUse(compileAgreements(known), read.question)).toEqual(
          decideUse(compileAgreements(agreements), asked),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('keep which party stands apart from an agreement of many', () => {
    const [one] = fc.sample(agreementsInForce, { numRuns: 50, seed: 7 }).flat();
    const endsAt = parseInstant('2027-03-01T00:00:00Z');
    if (!one || !endsAt) throw new Error('no sample');
    const apart = [
      { did: 'did:web:a.example', isSuspended: true },
      { did: 'did:web:b.example', isSuspended: false, endsAt },
    ];
    expect(parseStandings(printStandings([{ ...one, apart }]))).toMatchObject([{ apart }]);
    const spoilt = printStandings([{ ...one, apart }]).replace('true', '"yes"');
    expect(parseStandings(spoilt)).toBeUndefined();
  });

  test('have one spelling, whatever the order in which the facts came', () => {
    const [asked] = fc.sample(useQuestion, { numRuns: 1, seed: 7 });
    if (!asked) throw new Error('no sample');
    const counts = new Map([
      ['a', 1],
      ['b', 2],
    ]);
    const turned = new Map([...counts].toReversed());
    const print = (map: typeof counts) =>
      printQuestion(
        { at: asked.at, state: { ...asked.state, counts: map }, item: asked.item, request: asked.request },
        STANDINGS,
      );
    expect(print(counts)).toBe(print(turned));
  });

  test('that are something else are not read', () => {
    const [asked] = fc.sample(useQuestion, { numRuns: 1, seed: 7 });
    if (!asked) throw new Error('no sample');
    const text = printQuestion(asked, STANDINGS);
    const spoil = (name: string): string => JSON.stringify({ ...JSON.parse(text), [name]: 7 });
    for (const name of ['at', 'request', 'item', 'state', 'standings'])
      expect(parseQuestion(spoil(name)), name).toBeUndefined();
    expect(parseQuestion('[]')).toBeUndefined();
    expect(parseStandings('{}')).toBeUndefined();
    expect(parseStandings('[{"digest":"x","standing":"active","suspendedRules":[]}]')).toBeUndefined();
  });
});
