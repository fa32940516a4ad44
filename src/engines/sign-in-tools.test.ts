import { randomBytes } from 'node:crypto';
import { TOTP, Secret } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { instantOf, millisecondsOf, plusSeconds } from '#kernel/instant.ts';
import { makeOneTimeCodes } from './one-time-codes.ts';
import { makePasswords } from './passwords.ts';
import { makeSeal } from './seal.ts';
import { makeCeremonyBook, makeTryBook } from './sign-in-books.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8, 0, 10));

describe('passwords', () => {
  const passwords = makePasswords();

  test('fit only their own hash, and never one that is not there', async () => {
    const hash = await passwords.hash('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(hash, 'correct horse battery')).toBe(true);
    expect(await passwords.verify(hash, 'correct horse batterz')).toBe(false);
    expect(await passwords.verify(undefined, 'a password that nobody has')).toBe(false);
  });

  test('typed composed or decomposed are the same', async () => {
    const hash = await passwords.hash('sông Hàn chảy ra biển'.normalize('NFC'));
    expect(await passwords.verify(hash, 'sông Hàn chảy ra biển'.normalize('NFD'))).toBe(true);
  });

  test('cost as much work for someone who does not exist (T08, coarse)', async () => {
    const hash = await passwords.hash('correct horse battery');
    const work = async (of: string | undefined): Promise<number> => {
      const before = process.cpuUsage();
      await passwords.verify(of, 'some wrong password');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    // In turns, and the least of each: what else this process does meanwhile only adds.
    let [known, unknown] = [Infinity, Infinity];
    for (let round = 0; round < 9; round += 1) {
      known = Math.min(known, await work(hash));
      unknown = Math.min(unknown, await work(undefined));
    }
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });
});

describe('one-time codes', () => {
  const codes = makeOneTimeCodes('Pactwire');
  const secret = codes.newSecret();
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  const shown = (seconds: number): string =>
    app.generate({ timestamp: millisecondsOf(plusSeconds(AT, seconds)) });

  test('fit their own half minute and one on either side', () => {
    const step = Math.floor(millisecondsOf(AT) / 30_000);
    expect([-60, -30, 0, 30, 60].map((seconds) => codes.stepOf(secret, shown(seconds), AT))).toEqual([
      undefined,
      step - 1,
      step,
      step + 1,
      undefined,
    ]);
  });

  test('may be typed with a gap, and nothing but six digits is one', () => {
    expect(codes.stepOf(secret, `${shown(0).slice(0, 3)} ${shown(0).slice(3)}`, AT)).toBeDefined();
    for (const text of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
      expect(codes.stepOf(secret, text, AT)).toBeUndefined();
  });

  test('are set up from an address that names the node and the account', () => {
    expect(codes.uri(secret, 'lan@demo.example')).toMatch(
      new RegExp(`^otpauth://totp/Pactwire:lan%40demo\\.example\\?.*secret=${secret}`),
    );
  });
});

describe('a sealed secret', () => {
  const seal = makeSeal(randomBytes(32));
  const sealed = seal.seal('JBSWY3DP', 'one-time-codes lan');

  test('opens in its own context and shows nothing of itself', () => {
    expect(seal.open(sealed, 'one-time-codes lan')).toBe('JBSWY3DP');
    expect(sealed).not.toContain('JBSWY3DP');
    expect(seal.seal('JBSWY3DP', 'one-time-codes lan')).not.toBe(sealed);
  });

  test('opens for no other person, no other node, and not when altered', () => {
    expect(() => seal.open(sealed, 'one-time-codes lin')).toThrow();
    expect(() => makeSeal(randomBytes(32)).open(sealed, 'one-time-codes lan')).toThrow();
    const altered = Buffer.from(sealed, 'base64url');
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(() => seal.open(altered.toString('base64url'), 'one-time-codes lan')).toThrow();
    expect(() => seal.open('', 'one-time-codes lan')).toThrow();
  });
});

describe('the books of sign-in', () => {
  test('close a ceremony once and only within five minutes', () => {
    const book = makeCeremonyBook();
    const used = book.open({ challenge: 'c', personId: 'p' }, AT);
    expect(book.close(used, plusSeconds(AT, 299))).toMatchObject({ challenge: 'c', personId: 'p' });
    expect(book.close(used, plusSeconds(AT, 299))).toBeUndefined();
    const late = book.open({ challenge: 'c' }, AT);
    expect(book.close(late, plusSeconds(AT, 300))).toBeUndefined();
  });

  test('stay bounded under a flood of keys, the oldest going first (I24)', () => {
    const book = makeTryBook();
    for (let key = 0; key <= 10_000; key += 1) book.noteFailure(String(key), AT);
    expect(book.failuresOf('0')).toEqual([]);
    expect(book.failuresOf('1')).toEqual([AT]);
    for (let time = 0; time < 500; time += 1) book.noteFailure('1', AT);
    expect(book.failuresOf('1')).toHaveLength(100);
    book.forget('1');
    expect(book.failuresOf('1')).toEqual([]);
  });
});
