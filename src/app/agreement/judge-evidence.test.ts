import { expect, test } from 'vitest';
import {
  evidenceChallenge,
  type PasskeyAssertion,
  type PersonEvidence,
} from '#domain/agreement/signing/person-evidence.ts';
import { verifyPasskey } from '#engines/verify-passkey.ts';
import { nodeHash } from '#engines/world.ts';
import { parsePerson, printPerson } from '#formats/evidence/person-json.ts';
import { parseDigest } from '#kernel/digest.ts';
import { instantOf } from '#kernel/instant.ts';
import { softAuthenticator } from '#tests/town/soft-authenticator.ts';
import { judgeEvidence } from './judge-evidence.ts';

const tools = { hash: nodeHash, verifyPasskey };
const ORIGIN = 'https://hanoi.example';
const digest = parseDigest(`sha-256:${'A'.repeat(43)}`)!;
const other = parseDigest(`sha-256:${'B'.repeat(43)}`)!;
const subject = { side: 'did:web:hanoi.example', digest, role: 'signatory', name: 'Nguyễn Thị Ấm' } as const;

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** What the person's authenticator answered to a challenge, as it goes on file. */
function evidence(
  challenge = evidenceChallenge(subject),
  from = ORIGIN,
): PersonEvidence & { proof: PasskeyAssertion } {
  const key = softAuthenticator(from);
  const { response } = key.signIn(base64url(challenge));
  const { clientDataJSON = '', authenticatorData = '', signature = '' } = response;
  const proof = {
    method: 'passkey',
    publicKey: key.jwk,
    clientDataJSON,
    authenticatorData,
    signature,
  } as const;
  return { ...subject, at: instantOf(0), proof };
}

test('an assertion over the text, the side, the role and the name holds, now and whenever it is read again', () => {
  const kept = evidence();
  expect(judgeEvidence(kept, tools)).toEqual({ verdict: 'holds' });
  const read = parsePerson(JSON.parse(JSON.stringify(printPerson(kept))));
  expect(read).toEqual(kept);
});

test.each([
  ['another text', { digest: other }],
  ['another role', { role: 'approver' as const }],
  ['another name', { name: 'Nguyễn Thị Âm' }],
  ['another side', { side: 'did:web:hanoi.example:agencies:x' }],
])('moved to %s it holds no more', (_what, change) => {
  expect(judgeEvidence({ ...evidence(), ...change }, tools)).toEqual({
    verdict: 'does-not-hold',
    because: 'challenge',
  });
});

test('a sign-in over the same digest is no signature', () => {
  expect(judgeEvidence(evidence(digest), tools)).toMatchObject({ because: 'challenge' });
});

test('a passkey of another site says nothing about who acts for this agency', () => {
  const foreign = evidence(evidenceChallenge(subject), 'https://elsewhere.example');
  expect(judgeEvidence(foreign, tools)).toEqual({ verdict: 'does-not-hold', because: 'origin' });
});

test('another key, another signature, another authenticator’s data: none holds', () => {
  const good = evidence();
  const stranger = evidence();
  const spoilt = (proof: Partial<PasskeyAssertion>) =>
    judgeEvidence({ ...good, proof: { ...good.proof, ...proof } }, tools);
  expect(spoilt({ publicKey: stranger.proof.publicKey })).toMatchObject({ because: 'signature' });
  expect(spoilt({ signature: stranger.proof.signature })).toMatchObject({ because: 'signature' });
  expect(spoilt({ signature: 'AAAA' })).toMatchObject({ because: 'signature' });
  expect(spoilt({ publicKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } })).toMatchObject({
    because: 'signature',
  });
  const withoutUser = Buffer.from(good.proof.authenticatorData, 'base64url');
  withoutUser.writeUInt8(0x01, 32);
  expect(spoilt({ authenticatorData: withoutUser.toString('base64url') })).toMatchObject({
    because: 'user-verified',
  });
  const create = base64url(
    JSON.stringify({
      type: 'webauthn.create',
      challenge: base64url(evidenceChallenge(subject)),
      origin: ORIGIN,
    }),
  );
  expect(spoilt({ clientDataJSON: create })).toMatchObject({ because: 'type' });
  expect(
    spoilt({ clientDataJSON: base64url('{"type":"webauthn.get","type":"webauthn.get"}') }),
  ).toMatchObject({
    because: 'form',
  });
});

test('what no one else can verify stands on the agency’s word, and says so', () => {
  expect(judgeEvidence({ ...evidence(), proof: { method: 'password-and-code' } }, tools)).toEqual({
    verdict: 'on-its-word',
  });
});

test.each([
  ['a method nobody knows', { method: 'fax' }],
  ['a proof with more in it', { more: 1 }],
  [
    'a key of a kind that no authenticator is asked for',
    { publicKey: { kty: 'EC', crv: 'P-521', x: 'A', y: 'A' } },
  ],
  ['no name', { name: '' }],
  ['a role nobody has', { role: 'viewer' }],
  ['a digest that is none', { digest: 'sha-256:x' }],
])('evidence with %s does not read', (_what, change) => {
  expect(parsePerson({ ...printPerson(evidence()), ...change })).toBeUndefined();
});
