import { describe, expect, test } from 'vitest';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { openCompact, signCompact, verifyCompact, type SignedText } from './compact-jws.ts';
import { parseHead, printHead } from './head.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');

function signed(text: string): SignedText {
  const header = { kid: 'did:web:a.example#sign-1', typ: 'pactwire-head+jws' } as const;
  const jws = signCompact(header, text, (message) => sign(null, message, privateKey));
  const opened = openCompact(jws, 'pactwire-head+jws');
  if (!opened.ok) throw new Error(opened.error.code);
  const verified = verifyCompact(opened.value, publicKey, (key, message, tail) =>
    verify(null, message, key, tail),
  );
  if (!verified.ok) throw new Error(verified.error.code);
  return verified.value;
}

const HEAD = {
  v: 1,
  ch: 'ch_aQDNpJUZTDvFuehHU1uXah_C-O3yaCfq',
  epoch: 1,
  seq: 5,
  hash: `sha-256:${'A'.repeat(43)}`,
  asOf: '2027-03-10T08:05:00.000Z',
};

test('a head is read and prints to the same text', () => {
  const read = parseHead(signed(JSON.stringify(HEAD)));
  if (!read.ok) throw new Error(read.error.at);
  expect(printHead(read.value)).toBe(JSON.stringify(HEAD));
});

test('a channel without entries has a head without a hash', () => {
  expect(parseHead(signed(JSON.stringify({ ...HEAD, seq: 0, hash: null })))).toMatchObject({ ok: true });
});

test.each([
  ['', { ...HEAD, v: 2 }],
  ['', 'head'],
  ['/ch', { ...HEAD, ch: 'x' }],
  ['/epoch', { ...HEAD, epoch: 0 }],
  ['/seq', { ...HEAD, seq: -1 }],
  ['/hash', { ...HEAD, hash: null }],
  ['/hash', { ...HEAD, seq: 0 }],
  ['/hash', { ...HEAD, hash: 'sha-256:x' }],
  ['/asOf', { ...HEAD, asOf: 'now' }],
  ['/asOf', { ...HEAD, asOf: 5 }],
])('a head that is wrong at %s is refused', (at, head) => {
  expect(parseHead(signed(JSON.stringify(head)))).toEqual({ ok: false, error: { code: 'head-invalid', at } });
});

describe.skipIf(!hasSharedData)(`published vectors${needsSharedData}`, () => {
  test('the head of the vectors prints to the text that was signed', () => {
    const { head } = JSON.parse(sharedText('protocol/vectors.json'));
    const text = Buffer.from(head.jws.split('.')[1], 'base64url').toString();
    const read = parseHead(signed(text));
    expect(read.ok && printHead(read.value)).toBe(text);
  });
});
