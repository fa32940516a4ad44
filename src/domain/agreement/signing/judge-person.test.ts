import { describe, expect, test } from 'vitest';
import { judgePerson, type ActedPerson } from './judge-person.ts';
import type { SigningRole } from './person-evidence.ts';

const ONE = { twoPerson: false, outside: 'nobody' } as const;
const TWO = { twoPerson: true, outside: 'nobody' } as const;
const seat = (role: SigningRole, personId: string): ActedPerson => ({ role, personId });
const link = (role: SigningRole, sentBy: string): ActedPerson => ({ role, sentBy });
const refused = (code: string) => ({ ok: false, error: { code } });

test('where one person signs, nobody approves before', () => {
  expect(judgePerson(ONE, [], seat('signatory', 'an'))).toEqual({ ok: true, value: true });
  expect(judgePerson(ONE, [], seat('approver', 'an'))).toEqual(refused('signing-approval-not-asked'));
});

describe('where two people sign', () => {
  test('nobody signs before somebody has approved', () => {
    expect(judgePerson(TWO, [], seat('signatory', 'an'))).toEqual(refused('signing-approval-missing'));
    expect(judgePerson(TWO, [], seat('approver', 'an'))).toEqual({ ok: true, value: true });
  });

  test('the one who approved does not sign, and another does', () => {
    const acted = [seat('approver', 'an')];
    expect(judgePerson(TWO, acted, seat('signatory', 'an'))).toEqual(refused('signing-same-person'));
    expect(judgePerson(TWO, acted, seat('signatory', 'binh'))).toEqual({ ok: true, value: true });
    expect(judgePerson(TWO, acted, seat('approver', 'binh'))).toEqual(refused('signing-already-approved'));
  });

  test.each([
    ['signs by a link that the approver sent', seat('approver', 'an'), link('signatory', 'an')],
    ['signs in a seat after approving by their own link', link('approver', 'an'), seat('signatory', 'an')],
    ['signs by a second link of one sender', link('approver', 'an'), link('signatory', 'an')],
    ['signs and is nobody who could be named', seat('approver', 'an'), { role: 'signatory' } as const],
  ])('nobody makes two people of themselves who %s', (_what, approver, signatory) => {
    expect(judgePerson(TWO, [approver], signatory)).toEqual(refused('signing-same-person'));
  });

  test('somebody outside signs by a link that another than the approver sent', () => {
    expect(judgePerson(TWO, [seat('approver', 'an')], link('signatory', 'binh'))).toEqual({
      ok: true,
      value: true,
    });
  });

  test('an approval is told from a signature', () => {
    const signed = seat('signatory', 'an');
    expect(judgePerson(TWO, [signed], seat('approver', 'binh'))).toEqual({ ok: true, value: true });
    expect(judgePerson(TWO, [signed], seat('signatory', 'binh'))).toEqual(
      refused('signing-approval-missing'),
    );
  });

  test('a link that somebody with a seat used is the hand of both', () => {
    const byLink: ActedPerson = { role: 'signatory', personId: 'binh', sentBy: 'an' };
    expect(judgePerson(TWO, [seat('approver', 'an')], byLink)).toEqual(refused('signing-same-person'));
    expect(judgePerson(TWO, [seat('approver', 'chi')], byLink)).toEqual({ ok: true, value: true });
    expect(judgePerson(TWO, [{ role: 'approver' }], seat('signatory', 'an'))).toEqual(
      refused('signing-same-person'),
    );
  });
});
