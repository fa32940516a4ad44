import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import {
  FIRST_RULE,
  ruleAfter,
  wishRule,
  type RuleSeat,
  type RuleWish,
  type SigningRule,
} from './signing-rule.ts';

const AT = instantOf(Date.UTC(2027, 0, 1));
const TWO: SigningRule = { twoPerson: true, outside: 'signatory' };
const wish = (rule: SigningRule, personId: string, seat: RuleSeat): RuleWish => ({
  rule,
  personId,
  seat,
  at: AT,
});

test('a rule holds when two people in the two seats have said the same, and not before', () => {
  const first = wish(TWO, 'an', 'chief');
  expect(ruleAfter([first])).toEqual({ rule: FIRST_RULE, waiting: first });
  expect(ruleAfter([first, wish(TWO, 'binh', 'administrator')])).toEqual({ rule: TWO });
});

test.each([
  ['the same person in the other seat', wish(TWO, 'an', 'administrator')],
  ['another person in the same seat', wish(TWO, 'binh', 'chief')],
  ['another rule', wish({ ...TWO, outside: 'approver' }, 'binh', 'administrator')],
])('%s confirms nothing', (_what, second) => {
  expect(ruleAfter([wish(TWO, 'an', 'chief'), second]).rule).toEqual(FIRST_RULE);
});

test('to wish what holds already takes back what was waiting', () => {
  expect(ruleAfter([wish(TWO, 'an', 'chief'), wish(FIRST_RULE, 'binh', 'chief')])).toEqual({
    rule: FIRST_RULE,
  });
});

test('who holds both seats speaks from the one that is missing, and still cannot confirm themselves', () => {
  const waiting = ruleAfter([wish(TWO, 'an', 'chief')]);
  const both = ['administrator', 'chief'] as const;
  expect(wishRule(waiting, { rule: TWO, personId: 'an', at: AT }, both)).toEqual({
    ok: false,
    error: { code: 'signing-rule-same-person' },
  });
  expect(wishRule(waiting, { rule: TWO, personId: 'binh', at: AT }, both)).toMatchObject({
    value: { seat: 'administrator' },
  });
});

test('a wish that changes nothing, or that could never come to anything, is refused', () => {
  const standing = { rule: FIRST_RULE };
  const by = { personId: 'an', at: AT };
  expect(wishRule(standing, { rule: FIRST_RULE, ...by }, ['chief'])).toMatchObject({
    error: { code: 'signing-rule-same' },
  });
  expect(
    wishRule(standing, { rule: { twoPerson: false, outside: 'approver' }, ...by }, ['chief']),
  ).toMatchObject({
    error: { code: 'signing-rule-outside-idle' },
  });
});

test('while another wish waits one may wish anything, also what holds, and who has one seat speaks from it', () => {
  const waiting = ruleAfter([wish(TWO, 'an', 'chief')]);
  const by = { personId: 'binh', at: AT };
  const said = (rule: SigningRule, seats: readonly RuleSeat[], personId = 'binh') =>
    wishRule(waiting, { ...by, rule, personId }, seats);
  expect(said(FIRST_RULE, ['chief'])).toMatchObject({ value: { seat: 'chief', rule: FIRST_RULE } });
  expect(said({ ...TWO, outside: 'nobody' }, ['chief'])).toMatchObject({ value: { seat: 'chief' } });
  expect(said({ ...TWO, outside: 'nobody' }, ['chief'], 'an')).toMatchObject({ ok: true });
  expect(said(TWO, ['administrator'])).toMatchObject({ value: { seat: 'administrator' } });
  expect(said(TWO, ['chief'])).toMatchObject({ error: { code: 'signing-rule-same-person' } });
  expect(wishRule({ rule: FIRST_RULE }, { ...by, rule: TWO }, ['chief', 'administrator'])).toMatchObject({
    value: { seat: 'chief' },
  });
});

test('rules differ by who signs as well as by who outside may', () => {
  const oneOutside: SigningRule = { twoPerson: false, outside: 'signatory' };
  const standing = ruleAfter([wish(TWO, 'an', 'chief'), wish(oneOutside, 'binh', 'administrator')]);
  expect(standing).toEqual({ rule: FIRST_RULE, waiting: wish(oneOutside, 'binh', 'administrator') });
});
