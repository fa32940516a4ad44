import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { instantOf } from '#kernel/instant.ts';
import type { Entry } from './entry.ts';
import { nextPosition, type HeldChannel } from './next-position.ts';

function digest(text: string): Digest {
  return parseDigest(`sha-256:${createHash('sha256').update(text).digest('base64url')}`)!;
}

const HELD: HeldChannel = {
  ch: 'ch_aQDNpJUZTDvFuehHU1uXah_C-O3yaCfq',
  iss: 'did:web:a.example',
  aud: 'did:web:b.example',
  epoch: 1,
  seq: 4,
  hash: digest('4'),
};

function entry(change: Partial<Entry>): Entry {
  const { ch, iss, aud, epoch, hash } = HELD;
  return {
    id: 'urn:uuid:01950005-0000-7000-8000-000000000000',
    ch,
    iss,
    aud,
    epoch,
    seq: 5,
    prev: hash,
    type: 'item.offered',
    wireType: 'item.offered',
    time: instantOf(0),
    agr: [],
    crit: false,
    data: {},
    ...change,
  };
}

test('the entry right after the last is appended', () => {
  expect(nextPosition(HELD, { entry: entry({}), hash: digest('5') })).toEqual({
    ok: true,
    value: { step: 'append', epoch: 1, seq: 5, hash: digest('5') },
  });
});

test('the first entry of a channel has nothing before it', () => {
  const empty = { ...HELD, seq: 0, hash: null };
  const first = entry({ seq: 1, prev: null });
  expect(nextPosition(empty, { entry: first, hash: digest('1') })).toMatchObject({
    value: { step: 'append' },
  });
});

test('the same entry again is a repeat, wherever it stood', () => {
  const last = entry({ seq: 4 });
  expect(nextPosition(HELD, { entry: last, hash: digest('4') })).toEqual({
    ok: true,
    value: { step: 'repeat' },
  });
  const older = { entry: entry({ seq: 2 }), hash: digest('2'), stored: digest('2') };
  expect(nextPosition(HELD, older)).toEqual({ ok: true, value: { step: 'repeat' } });
});

test('another entry at a place that is taken is a fork, and both hashes are told', () => {
  const last = { entry: entry({ seq: 4 }), hash: digest('other') };
  expect(nextPosition(HELD, last)).toEqual({
    ok: false,
    error: { code: 'fork', seq: 4, held: digest('4'), got: digest('other') },
  });
  const older = { entry: entry({ seq: 2 }), hash: digest('other'), stored: digest('2') };
  expect(nextPosition(HELD, older)).toMatchObject({ error: { code: 'fork', seq: 2 } });
});

test('a caller that did not look up what it holds is stopped, not believed', () => {
  expect(() => nextPosition(HELD, { entry: entry({ seq: 2 }), hash: digest('2') })).toThrow(/no stored hash/);
});

test.each([
  [{ seq: 7 }, { code: 'gap', have: 4, got: 7 }],
  [{ prev: digest('x') }, { code: 'wrong-prev', expected: digest('4'), got: digest('x') }],
  [{ aud: 'did:web:c.example' }, { code: 'wrong-aud', expected: HELD.aud, got: 'did:web:c.example' }],
  [{ iss: 'did:web:c.example' }, { code: 'wrong-iss', expected: HELD.iss, got: 'did:web:c.example' }],
  [{ epoch: 2 }, { code: 'wrong-epoch', expected: 1, got: 2 }],
  [
    { epoch: 3, seq: 1, prev: null, type: 'channel.opened' },
    { code: 'wrong-epoch', expected: 1, got: 3 },
  ],
] as const)('an entry with %j does not continue the chain', (change, error) => {
  expect(nextPosition(HELD, { entry: entry(change), hash: digest('5') })).toEqual({ ok: false, error });
});

test('an entry of another channel does not continue this one', () => {
  const stray = entry({ ch: 'ch_aBguxWgT5GmRdFGAiRuCIn8JmdleDlLt' });
  expect(nextPosition(HELD, { entry: stray, hash: digest('5') })).toMatchObject({
    error: { code: 'wrong-channel' },
  });
});

test('an epoch that nobody saw is passed over, and an earlier one is never opened again', () => {
  const previous = { epoch: 1, seq: 3, hash: digest('3') };
  const opened = { seq: 1, prev: null, type: 'channel.opened', data: { previous } } as const;
  expect(nextPosition(HELD, { entry: entry({ ...opened, epoch: 3 }), hash: digest('9') })).toMatchObject({
    value: { step: 'open-epoch', epoch: 3 },
  });
  const later = { ...HELD, epoch: 3 };
  expect(nextPosition(later, { entry: entry({ ...opened, epoch: 2 }), hash: digest('9') })).toMatchObject({
    error: { code: 'wrong-epoch' },
  });
});

test('a publisher that lost its tail opens the next epoch, and says after what', () => {
  const previous = { epoch: 1, seq: 3, hash: digest('3') };
  const opened = entry({ epoch: 2, seq: 1, prev: null, type: 'channel.opened', data: { previous } });
  expect(nextPosition(HELD, { entry: opened, hash: digest('e2') })).toMatchObject({
    value: { step: 'open-epoch', epoch: 2, seq: 1 },
  });
});

test('the opening of the next epoch again is a repeat', () => {
  const previous = { epoch: 1, seq: 3, hash: digest('3') };
  const opened = entry({ epoch: 2, seq: 1, prev: null, type: 'channel.opened', data: { previous } });
  const again = { entry: opened, hash: digest('e2'), stored: digest('e2') };
  expect(nextPosition(HELD, again)).toEqual({ ok: true, value: { step: 'repeat' } });
});
