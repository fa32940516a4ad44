import { describe, expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { pool } from '#tests/town/pool-agreement.ts';
import type { ConstraintTerm, Selector, SelectorTerm } from './agreement.ts';
import { periodsMeet, placesMeet, selectorsMeet } from './rules-meet.ts';

const selector = (...terms: readonly SelectorTerm[]): Selector => ({ uid: 'urn:x#items', terms });
const type = (
  operator: 'isAnyOf' | 'isNoneOf',
  ...values: ('text' | 'picture' | 'video')[]
): SelectorTerm => ({
  operand: 'newsType',
  operator,
  values,
});
const topic = (...values: string[]): SelectorTerm => ({ operand: 'mediaTopic', operator: 'isAnyOf', values });
const from = (...values: [string]): SelectorTerm => ({ operand: 'provider', operator: 'eq', values });
const language = (operator: 'eq' | 'neq', value: string): SelectorTerm => ({
  operand: 'language',
  operator,
  values: [value],
});

/** Asked both ways: to meet is mutual. */
function meet(one: Selector, other: Selector): boolean {
  const answer = selectorsMeet(one, other);
  expect(selectorsMeet(other, one)).toBe(answer);
  return answer;
}

describe('one item may be under two selectors', () => {
  test('when either says nothing, or nothing of the same kind', () => {
    expect(meet(selector(), selector(type('isAnyOf', 'text')))).toBe(true);
    expect(meet(selector(language('eq', 'vi')), selector(type('isAnyOf', 'text')))).toBe(true);
  });

  test('when their lists share a value, and not when they share none', () => {
    expect(
      meet(selector(type('isAnyOf', 'text', 'video')), selector(type('isAnyOf', 'picture', 'text'))),
    ).toBe(true);
    expect(meet(selector(type('isAnyOf', 'text')), selector(type('isAnyOf', 'picture', 'video')))).toBe(
      false,
    );
  });

  test('only when every pair of terms meets', () => {
    const texts = selector(language('eq', 'vi'), type('isAnyOf', 'text'));
    expect(meet(texts, selector(language('eq', 'vi'), type('isAnyOf', 'picture')))).toBe(false);
    expect(meet(texts, selector(type('isAnyOf', 'text'), language('eq', 'zh')))).toBe(false);
  });

  test('when one leaves something of what the other lists', () => {
    expect(meet(selector(type('isNoneOf', 'text')), selector(type('isAnyOf', 'text', 'picture')))).toBe(true);
    expect(meet(selector(type('isNoneOf', 'text', 'picture')), selector(type('isAnyOf', 'text')))).toBe(
      false,
    );
    expect(meet(selector(language('neq', 'vi')), selector(language('eq', 'vi')))).toBe(false);
    expect(meet(selector(language('neq', 'vi')), selector(language('eq', 'zh')))).toBe(true);
  });

  test('when both only leave something out: the rest is common', () => {
    expect(meet(selector(type('isNoneOf', 'text')), selector(type('isNoneOf', 'text', 'picture')))).toBe(
      true,
    );
    expect(meet(selector(language('neq', 'vi')), selector(language('neq', 'vi')))).toBe(true);
  });

  test('whoever provides it: that says whose it is, not which', () => {
    expect(meet(selector(from('did:web:b.example')), selector(from('did:web:c.example')))).toBe(true);
  });

  test('of topics unless both name top topics only, and different ones', () => {
    expect(meet(selector(topic('medtop:04000000')), selector(topic('medtop:15000000')))).toBe(false);
    expect(
      meet(selector(topic('medtop:04000000')), selector(topic('medtop:15000000', 'medtop:04000000'))),
    ).toBe(true);
    // A narrower topic may be below any top one, as far as an agreement can tell.
    expect(meet(selector(topic('medtop:04000000')), selector(topic('medtop:20000735')))).toBe(true);
    expect(
      meet(selector(topic('medtop:04000000')), selector(topic('medtop:15000000', 'medtop:20000735'))),
    ).toBe(true);
  });
});

describe('two rules apply in one place', () => {
  const places = (operator: 'isAnyOf' | 'isNoneOf', ...values: string[]): ConstraintTerm => ({
    operand: 'spatial',
    operator,
    values,
  });
  const sales: ConstraintTerm = { operand: 'recipient', operator: 'isAnyOf', values: ['did:web:c.example'] };

  test('when they share one, or one says none: that is everywhere', () => {
    expect(placesMeet([places('isAnyOf', 'CN', 'VN')], [places('isAnyOf', 'VN')])).toBe(true);
    expect(placesMeet([places('isAnyOf', 'CN')], [])).toBe(true);
    expect(placesMeet([], [places('isAnyOf', 'CN')])).toBe(true);
  });

  test('not when they share none, whatever else they say', () => {
    expect(placesMeet([places('isAnyOf', 'CN')], [places('isAnyOf', 'VN')])).toBe(false);
    expect(placesMeet([sales, places('isAnyOf', 'CN')], [places('isAnyOf', 'VN'), sales])).toBe(false);
    expect(placesMeet([places('isNoneOf', 'CN')], [places('isAnyOf', 'CN')])).toBe(false);
  });

  test('whatever their other conditions are', () => {
    const others: ConstraintTerm = { ...sales, values: ['did:web:d.example'] };
    expect(placesMeet([sales], [others])).toBe(true);
    expect(placesMeet([sales], [places('isAnyOf', 'VN')])).toBe(true);
  });
});

describe('two agreements stand at one moment', () => {
  const [first, second, third] = [2027, 2028, 2029].map((year) => instant(`${year}-01-01T00:00:00Z`));
  const dated = (effectiveFrom = first, effectiveUntil?: typeof first) => ({
    ...pool,
    ...(effectiveFrom ? { effectiveFrom } : {}),
    ...(effectiveUntil ? { effectiveUntil } : {}),
  });

  test('unless one has ended when the other begins', () => {
    expect(periodsMeet(dated(first, third), dated(second))).toBe(true);
    expect(periodsMeet(dated(first, second), dated(second, third))).toBe(false);
    expect(periodsMeet(dated(second, third), dated(first, second))).toBe(false);
  });

  test('when neither ever ends', () => {
    expect(periodsMeet(dated(first), dated(third))).toBe(true);
  });
});
