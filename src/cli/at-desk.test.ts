import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import type { MemberEntry } from '#ports/account-store.ts';
import { seatOf } from './at-desk.ts';

function member(name: string, roles: MemberEntry['roles']): MemberEntry {
  return {
    id: `id-of-${name}`,
    personId: `id-of-${name}`,
    name,
    email: `${name}@a.example`,
    language: 'vi',
    roles,
    hasPasskey: false,
    hasCode: false,
    isDemoSeat: false,
  };
}

const LAN = member('lan', ['editor']);
const MINH = member('minh', ['chief']);
const PEOPLE = [LAN, MINH];

test('a person acts in their own name, however they type their address', () => {
  expect(seatOf(PEOPLE, ' Minh@A.example ', 'kill-own')).toEqual({ ok: true, value: 'id-of-minh' });
});

test('a seat that may not do a thing at the desk may not do it here, and hears who may', () => {
  expect(seatOf(PEOPLE, LAN.email, 'kill-own')).toMatchObject({
    error: { code: 'role-missing', able: ['minh@a.example'], roles: ['chief'] },
  });
});

test('nobody acts without a name, under an unknown one, or from a closed seat', () => {
  expect(seatOf(PEOPLE, undefined, 'take-story')).toMatchObject({ error: { code: 'actor-missing' } });
  expect(seatOf(PEOPLE, 'x@a.example', 'take-story')).toMatchObject({ error: { code: 'person-unknown' } });
  const closed = [LAN, { ...MINH, closedAt: instantOf(0) }];
  expect(seatOf(closed, MINH.email, 'take-story')).toMatchObject({
    error: { code: 'person-unknown', able: ['lan@a.example'] },
  });
});
