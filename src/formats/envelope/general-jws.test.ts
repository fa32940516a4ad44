import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { generalVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { canonicalJson } from './canonical-json.ts';
import { verifyCompact, type Verify } from './compact-jws.ts';
import { openGeneral, printGeneral, signSeparately, type GeneralJws } from './general-jws.ts';

const USE = 'pactwire-agreement+jws';
const hanoi = generateKeyPairSync('ed25519');
const nanning = generateKeyPairSync('ed25519');
const KEYS = new Map([
  ['did:web:a.example#sign-1', hanoi.publicKey],
  ['did:web:b.example#sign-1', nanning.publicKey],
]);
const verifies: Verify<KeyObject> = (key, message, signature) => verify(null, message, key, signature);

const TERMS = Buffer.from(canonicalJson({ freshness: 'PT15M', name: 'Hợp tác 合作' }));
const signedBy = (kid: string, key: KeyObject) =>
  signSeparately({ kid, typ: USE }, TERMS, (message) => sign(null, message, key));
const BOTH = printGeneral(TERMS, [
  signedBy('did:web:a.example#sign-1', hanoi.privateKey),
  signedBy('did:web:b.example#sign-1', nanning.privateKey),
]);

function verdicts(jws: unknown, keys: ReadonlyMap<string, KeyObject> = KEYS): unknown {
  const opened = openGeneral(jws, USE);
  if (!opened.ok) return opened.error;
  return opened.value.map((one) => {
    const verified = verifyCompact(one, keys.get(one.header.kid)!, verifies);
    return verified.ok ? verified.value : verified.error.code;
  });
}

test('both parties sign the same bytes, and each signature is judged by itself', () => {
  expect(verdicts(BOTH)).toEqual([TERMS.toString(), TERMS.toString()]);
});

test('a forged countersignature is seen though the first signature holds, where jose says verified', async () => {
  const [first, second] = BOTH.signatures;
  const forged = { ...BOTH, signatures: [first!, { ...second!, signature: first!.signature }] };
  expect(verdicts(forged)).toEqual([TERMS.toString(), 'jws-signature']);
  const mutable = { payload: forged.payload, signatures: [...forged.signatures] };
  await expect(generalVerify(mutable, hanoi.publicKey)).resolves.toBeDefined();
});

const [FIRST, SECOND] = BOTH.signatures;
test.each([
  ['no object', null, { code: 'jws-malformed', part: 'form' }],
  ['no payload', { signatures: BOTH.signatures }, { code: 'jws-malformed', part: 'form' }],
  ['no signature', { ...BOTH, signatures: [] }, { code: 'jws-malformed', part: 'form' }],
  [
    'thirteen signatures',
    { ...BOTH, signatures: Array(13).fill(FIRST) },
    { code: 'jws-malformed', part: 'form' },
  ],
  ['one party twice', { ...BOTH, signatures: [FIRST, FIRST] }, { code: 'jws-malformed', part: 'form' }],
  [
    'words beside',
    { ...BOTH, signatures: [{ ...FIRST, header: {} }] },
    { code: 'jws-header', name: 'header' },
  ],
  [
    'no header',
    { ...BOTH, signatures: [{ signature: SECOND?.signature }] },
    { code: 'jws-malformed', part: 'header' },
  ],
  [
    'half a signature',
    { ...BOTH, signatures: [{ ...FIRST, signature: 'AAAA' }] },
    { code: 'jws-malformed', part: 'signature' },
  ],
  ['too many terms', { ...BOTH, payload: 'A'.repeat(1_398_105) }, { code: 'jws-too-large' }],
])('a document with %s is refused', (_what, jws, error) => {
  expect(verdicts(jws)).toMatchObject(error);
});

test('a signature for an entry is none under an agreement (I20)', () => {
  const kid = 'did:web:a.example#sign-1';
  const entry = signSeparately({ kid, typ: 'pactwire-entry+jws' }, TERMS, (message) =>
    sign(null, message, hanoi.privateKey),
  );
  expect(verdicts({ ...BOTH, signatures: [entry] })).toEqual({ code: 'jws-typ', expected: USE });
});

describe.skipIf(!hasSharedData)(`published vectors${needsSharedData}`, () => {
  test('the signed example agreement holds twice, over the canonical bytes of its document', () => {
    const vectors = JSON.parse(sharedText('protocol/vectors.json'));
    const keyOf = (name: string): KeyObject =>
      createPublicKey(createPrivateKey({ key: vectors.keys[name].jwk, format: 'jwk' }));
    const keys = new Map([
      ['did:web:a.example#sign-1', keyOf('A')],
      ['did:web:b.example#sign-1', keyOf('B')],
    ]);
    const signed: GeneralJws = JSON.parse(sharedText('agreement/agreement-example.signed.json'));
    const text = canonicalJson(JSON.parse(sharedText('agreement/agreement-example.jsonld')));
    expect(verdicts(signed, keys)).toEqual([text, text]);
    expect(Buffer.from(text).length).toBe(vectors.agreement.jcsBytes);
  });
});
