import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import { changeRoles, closeMember } from './change-roles.ts';
import { judgePassword } from './judge-password.ts';
import { mayTry } from './may-try.ts';
import { parseEmail, parseName, type Member } from './person.ts';
import { isLive, isWorthNoting, startSession } from './session.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const WHO = { personId: 'p', agencyId: 'a', roles: ['editor'], csrf: 'c' } as const;
const after = (seconds: number): Instant => plusSeconds(AT, seconds);

describe('a session', () => {
  test('of an account ends after 30 idle minutes and after 12 hours whatever happens', () => {
    const session = startSession(WHO, 'account', AT);
    expect(isLive(session, after(1799))).toBe(true);
    expect(isLive(session, after(1800))).toBe(false);
    const busy = { ...session, seenAt: after(12 * 3600 - 60) };
    expect(isLive(busy, after(12 * 3600 - 1))).toBe(true);
    expect(isLive(busy, after(12 * 3600))).toBe(false);
  });

  test('of a demo seat stays warm for its whole 12 hours', () => {
    const session = startSession(WHO, 'demo-seat', AT);
    expect(isLive(session, after(12 * 3600 - 1))).toBe(true);
    expect(isLive(session, after(12 * 3600))).toBe(false);
  });

  test('is not ended by a clock that went back, and is noted once a minute at most (I27)', () => {
    const session = startSession(WHO, 'account', AT);
    expect(isLive(session, after(-3600))).toBe(true);
    expect([after(-3600), after(59), after(60)].map((at) => isWorthNoting(session, at))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('an agency', () => {
  const chief: Member = { personId: 'chief', roles: ['administrator', 'chief'] };
  const editor: Member = { personId: 'editor', roles: ['editor'] };
  const gone: Member = { personId: 'gone', roles: ['administrator'], closedAt: AT };

  test('keeps its last administrator, however they would be lost', () => {
    const refusal = { ok: false, error: { code: 'last-administrator', personId: 'chief' } };
    expect(changeRoles([chief, editor, gone], 'chief', ['chief'])).toEqual(refusal);
    expect(closeMember([chief, editor, gone], 'chief', AT)).toEqual(refusal);
  });

  test('lets an administrator go once there is another', () => {
    const other: Member = { personId: 'other', roles: ['administrator'] };
    expect(changeRoles([chief, other], 'chief', ['chief']).ok).toBe(true);
    expect(closeMember([chief, other], 'chief', AT).ok).toBe(true);
  });

  test('changes nobody who is not there any more', () => {
    expect(changeRoles([chief, gone], 'gone', ['editor'])).toMatchObject({
      error: { code: 'person-unknown' },
    });
    expect(closeMember([chief], 'stranger', AT)).toMatchObject({ error: { code: 'person-unknown' } });
  });
});

describe('a password', () => {
  const lan = { name: 'Nguyễn Thị Lan', email: 'lan.nguyen@demo.example' };
  const weak = (password: string): string => {
    const judged = judgePassword(password, lan);
    return judged.ok ? 'good' : judged.error.reason;
  };

  test.each([
    ['short one', 'too-short'],
    ['aaaaaaaaaaaaaaaa', 'too-simple'],
    ['123456789012', 'too-simple'],
    ['password1234', 'too-simple'],
    ['qwertyuiop12', 'too-simple'],
    ['abcdefghijklm', 'too-simple'],
    ['lan.nguyen123', 'contains-name'],
    ['correct horse battery', 'good'],
    ['sông Hàn chảy ra biển', 'good'],
    ['鼓浪屿的海风吹过老榕树下', 'good'],
  ])('%s is %s', (password, verdict) => {
    expect(weak(password)).toBe(verdict);
  });
});

describe('sign-in tries', () => {
  const limit = { failures: 3, withinSeconds: 60 };

  test('stop at the limit until the oldest of the last failures is old enough', () => {
    const failures = [after(0), after(10), after(20)];
    expect(mayTry(failures.slice(0, 2), limit, after(21)).ok).toBe(true);
    expect(mayTry(failures, limit, after(21))).toEqual({
      ok: false,
      error: { code: 'sign-in-throttled', retryAt: after(60) },
    });
    expect(mayTry(failures, limit, after(60)).ok).toBe(true);
  });

  test('never ask anyone to wait for a moment that has passed, or longer than the window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 600 })),
        fc.integer({ min: 600, max: 700 }),
        (ago, now) => {
          const judged = mayTry(ago.map(after), limit, after(now));
          if (judged.ok) return true;
          return judged.error.retryAt > after(now) && judged.error.retryAt <= after(now + 60);
        },
      ),
    );
  });
});

describe('names and addresses', () => {
  test.each([
    [' Lan@Demo.Example ', 'lan@demo.example'],
    ['林晓@例子.公司', '林晓@例子.公司'],
    ['no-at.example', undefined],
    ['two@@demo.example', undefined],
    ['spaced out@demo.example', undefined],
    ['dots@demo..example', undefined],
    ['hidden\u200b@demo.example', undefined],
    ['new\nline@demo.example', undefined],
  ])('%j as an e-mail address is %j', (text, email) => {
    expect(parseEmail(text)).toBe(email);
  });

  test.each([
    ['  Lan ', 'Lan'],
    ['林晓', '林晓'],
    ['', undefined],
    ['   ', undefined],
    ['Lan\u202enimda', undefined],
    ['L\u200ban', undefined],
    ['Lan\u0000', undefined],
  ])('%j as a name is %j', (text, name) => {
    expect(parseName(text)).toBe(name);
  });
});
