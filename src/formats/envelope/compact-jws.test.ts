import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { openCompact, signCompact, verifyCompact, type Verify } from './compact-jws.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const ENTRY = { kid: 'did:web:a.example#sign-1', typ: 'pactwire-entry+jws' } as const;
const signs = (message: Uint8Array): Uint8Array => sign(null, message, privateKey);
const verifies: Verify<KeyObject> = (key, message, signature) => verify(null, message, key, signature);

function reopened(jws: string): unknown {
  const opened = openCompact(jws, 'pactwire-entry+jws');
  return opened.ok ? verifyCompact(opened.value, publicKey, verifies) : opened;
}

function withHeader(header: unknown): string {
  const head = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header)).toString(
    'base64url',
  );
  const input = `${head}.${Buffer.from('{}').toString('base64url')}`;
  return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
}

test('a signed payload comes back to the letter, in any language', () => {
  const payload = '{"note":"Hủy tin 撤稿","n":1.0 }';
  expect(reopened(signCompact(ENTRY, payload, signs))).toEqual({ ok: true, value: payload });
});

test('jose verifies what we sign and we verify what jose signs', async () => {
  const ours = await compactVerify(signCompact(ENTRY, '{"a":1}', signs), publicKey, {
    algorithms: ['Ed25519'],
  });
  expect(new TextDecoder().decode(ours.payload)).toBe('{"a":1}');
  const theirs = await new CompactSign(Buffer.from('{"a":2}'))
    .setProtectedHeader({ alg: 'Ed25519', ...ENTRY })
    .sign(privateKey);
  expect(reopened(theirs)).toEqual({ ok: true, value: '{"a":2}' });
});

test('no single changed letter of an entry passes', () => {
  const jws = signCompact(ENTRY, '{"seq":5}', signs);
  for (let index = 0; index < jws.length; index += 1) {
    const letter = jws[index] === 'A' ? 'B' : 'A';
    const changed = jws.slice(0, index) + letter + jws.slice(index + 1);
    expect(reopened(changed)).toMatchObject({ ok: false });
  }
});

test('a signature for one use never counts for another (I20)', () => {
  const head = signCompact({ ...ENTRY, typ: 'pactwire-head+jws' }, '{}', signs);
  expect(reopened(head)).toEqual({ ok: false, error: { code: 'jws-typ', expected: 'pactwire-entry+jws' } });
});

test.each([
  ['alg none', { ...ENTRY, alg: 'none' }, { code: 'jws-alg' }],
  ['the older name of the algorithm', { ...ENTRY, alg: 'EdDSA' }, { code: 'jws-alg' }],
  ['a secret-key algorithm', { ...ENTRY, alg: 'HS256' }, { code: 'jws-alg' }],
  ['no algorithm', ENTRY, { code: 'jws-alg' }],
  ['a key of its own', { alg: 'Ed25519', ...ENTRY, jwk: {} }, { code: 'jws-header', name: 'jwk' }],
  ['critical extensions', { alg: 'Ed25519', ...ENTRY, crit: ['b64'] }, { code: 'jws-header', name: 'crit' }],
  ['an unencoded payload', { alg: 'Ed25519', ...ENTRY, b64: false }, { code: 'jws-header', name: 'b64' }],
  ['a kid that is no DID URL', { alg: 'Ed25519', ...ENTRY, kid: 'k' }, { code: 'jws-header', name: 'kid' }],
  ['no use', { alg: 'Ed25519', kid: ENTRY.kid }, { code: 'jws-typ', expected: 'pactwire-entry+jws' }],
  [
    'the algorithm twice',
    '{"alg":"none","alg":"Ed25519","kid":"did:web:a.example#sign-1","typ":"pactwire-entry+jws"}',
    { code: 'jws-malformed', part: 'header' },
  ],
  ['no object', '[]', { code: 'jws-malformed', part: 'header' }],
])('a header with %s is refused though its signature is good', (_name, header, error) => {
  expect(reopened(withHeader(header))).toEqual({ ok: false, error });
});

test('JSON serialisation, missing parts, padding and line ends are no compact JWS', () => {
  const jws = signCompact(ENTRY, '{}', signs);
  const [head, payload, tail] = jws.split('.');
  const forms = [
    '',
    '..',
    `${head}.${payload}`,
    `${jws}.`,
    `${jws}=`,
    `${jws}\n`,
    ` ${jws}`,
    `${head}..${tail}`,
  ];
  for (const form of forms) expect(reopened(form)).toMatchObject({ error: { code: 'jws-malformed' } });
});

test('64 KiB is the most that is even looked at', () => {
  const jws = signCompact(ENTRY, JSON.stringify({ data: 'x'.repeat(50_000) }), signs);
  expect(reopened(jws)).toMatchObject({ error: { code: 'jws-too-large', maxBytes: 65_536 } });
});

test('a payload that is not UTF-8 is refused after its signature held', () => {
  const head = signCompact(ENTRY, '', signs).split('.')[0];
  const input = `${head}.${Buffer.from([0xff, 0xfe]).toString('base64url')}`;
  const jws = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  expect(reopened(jws)).toEqual({ ok: false, error: { code: 'jws-malformed', part: 'payload' } });
});

describe.skipIf(!hasSharedData)(`published vectors${needsSharedData}`, () => {
  const suite = hasSharedData
    ? JSON.parse(sharedText('security/wycheproof/json_web_signature_test.shared.json'))
    : { testGroups: [] };
  const cases: readonly (readonly [string, number, unknown])[] = suite.testGroups.flatMap(
    (group: { comment: string; tests: { tcId: number; jws: unknown }[] }) =>
      group.tests.map((one) => [group.comment, one.tcId, one.jws] as const),
  );

  test.each(cases)('JOSE case %s %i is no entry of ours', (_group, _id, jws) => {
    expect(openCompact(typeof jws === 'string' ? jws : JSON.stringify(jws), 'pactwire-entry+jws').ok).toBe(
      false,
    );
  });

  test('the five entries, the key proof, the head and the receipt verify under the keys they name', () => {
    const vectors = JSON.parse(sharedText('protocol/vectors.json'));
    const keyOf = (name: string): KeyObject =>
      createPublicKey(createPrivateKey({ key: vectors.keys[name].jwk, format: 'jwk' }));
    const keys = new Map([
      ['did:web:a.example#sign-1', keyOf('A')],
      ['did:web:a.example#sign-2', keyOf('A2')],
      ['did:web:b.example#sign-1', keyOf('B')],
    ]);
    const payloadOf = (jws: string, use: Parameters<typeof openCompact>[1]): unknown => {
      const opened = openCompact(jws, use);
      if (!opened.ok) return opened.error;
      const verified = verifyCompact(opened.value, keys.get(opened.value.header.kid)!, verifies);
      return verified.ok ? JSON.parse(verified.value) : verified.error;
    };
    for (const { jws, payload } of vectors.channel.entries) {
      expect(payloadOf(jws, 'pactwire-entry+jws')).toEqual(payload);
    }
    expect(payloadOf(vectors.head.jws, 'pactwire-head+jws')).toEqual(vectors.head.payload);
    expect(payloadOf(vectors.receipt.jws, 'pactwire-entry+jws')).toEqual(vectors.receipt.payload);
    const proof = vectors.channel.entries[3].payload.data.proof;
    expect(payloadOf(proof, 'pactwire-keyproof+jws')).toMatchObject({
      kid: 'did:web:a.example#sign-2',
      seq: 4,
    });
  });
});
