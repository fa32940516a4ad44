import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toBase64url } from '#formats/envelope/base64url.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { PublicKey } from '#ports/keys.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { keySafe } from './key-safe.ts';
import { checkPublicKey, thumbprintOf } from './public-key.ts';
import { pinnedKeyVerifier } from './pinned-key-verifier.ts';
import { ed25519Verifier } from './verifier.ts';

const SECRET = createHash('sha256').update('node secret').digest();
const KID = 'did:web:a.example#sign-1';

function hexKey(hex: string): ReturnType<typeof checkPublicKey> {
  return checkPublicKey(toBase64url(Buffer.from(hex, 'hex')));
}

/** What a node would say of a signature: the key is checked when it is registered, then the signature. */
function accepts(keyHex: string, message: string, signature: string): boolean {
  const key = hexKey(keyHex);
  const bytes = [message, signature].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
  return key.ok && ed25519Verifier().verify(key.value, bytes[0]!, bytes[1]!);
}

test('a key that was sealed signs again after a restart, and its public half verifies', () => {
  const made = keySafe(SECRET).generate(KID);
  const signature = keySafe(SECRET).open(KID, made.sealed).sign(Buffer.from('tin'));
  expect(ed25519Verifier().verify(made.publicKey, Buffer.from('tin'), signature)).toBe(true);
  expect(ed25519Verifier().verify(made.publicKey, Buffer.from('tim'), signature)).toBe(false);
});

test('a sealed key opens under no other secret, no other name and not after a flipped bit', () => {
  const { sealed } = keySafe(SECRET).generate(KID);
  expect(() => keySafe(randomBytes(32)).open(KID, sealed)).toThrow(/does not open/);
  expect(() => keySafe(SECRET).open('did:web:a.example#sign-2', sealed)).toThrow(/does not open/);
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let index = 0; index < bytes.length; index += 1) {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(index) ^ 1, index);
    expect(() => keySafe(SECRET).open(KID, `v1.${flipped.toString('base64url')}`)).toThrow(/does not open/);
  }
  expect(() => keySafe(SECRET).open(KID, 'v2.AAAA')).toThrow(/not a sealed key/);
});

test('a seal shows nothing of the key and is never the same twice', () => {
  const [one, two] = [keySafe(SECRET).generate(KID), keySafe(SECRET).generate(KID)];
  expect(one.sealed).not.toBe(two.sealed);
  expect(one.publicKey).not.toBe(two.publicKey);
  expect(Buffer.from(one.sealed.slice(3), 'base64url').includes(Buffer.from('302e0201', 'hex'))).toBe(false);
});

test('a node secret shorter than 32 bytes is no secret', () => {
  expect(() => keySafe(randomBytes(31))).toThrow(/32 bytes/);
});

test.each([
  ['', 'key-malformed'],
  ['AAAA', 'key-malformed'],
  [`${'A'.repeat(43)}=`, 'key-malformed'],
  [toBase64url(new Uint8Array(33)), 'key-malformed'],
  // y = 2 is on no point of the curve.
  [toBase64url(Uint8Array.of(2, ...new Uint8Array(31))), 'key-not-on-curve'],
])('%j is no public key', (x, code) => {
  expect(checkPublicKey(x)).toEqual({ ok: false, error: { code } });
});

// node:crypto of Node 20 (OpenSSL 3.0) accepts this signature, that of Node 24 (OpenSSL 3.5) does not.
test('a signature whose R is the neutral point is refused, whatever OpenSSL says', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const message = Buffer.from('m');
  const neutral = Uint8Array.of(1, ...new Uint8Array(31));
  const forged = Buffer.concat([neutral, scalarForNeutralR(privateKey, publicKey, message)]);
  const key = checkPublicKey(publicKey.export({ format: 'jwk' }).x ?? '');
  expect(key.ok && ed25519Verifier().verify(key.value, message, new Uint8Array(forged))).toBe(false);
  expect(key.ok && ed25519Verifier().verify(key.value, message, new Uint8Array(63))).toBe(false);
});

/** S = SHA-512(R ‖ A ‖ M) · a mod L for r = 0: what the owner of a key could sign so that R says nothing (RFC 8032). */
function scalarForNeutralR(privateKey: KeyObject, publicKey: KeyObject, message: Buffer): Buffer {
  const littleEndian = (bytes: Buffer): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const secret = createHash('sha512').update(seed).digest().subarray(0, 32);
  secret.writeUInt8(secret.readUInt8(0) & 248, 0);
  secret.writeUInt8((secret.readUInt8(31) & 63) | 64, 31);
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const neutral = Uint8Array.of(1, ...new Uint8Array(31));
  const challenge = createHash('sha512').update(neutral).update(point).update(message).digest();
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const scalar = (littleEndian(challenge) * littleEndian(secret)) % order;
  return Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').reverse();
}

test('every fresh key is taken in', () => {
  for (let round = 0; round < 200; round += 1) {
    const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    expect(checkPublicKey(x ?? '').ok).toBe(true);
  }
});

describe.skipIf(!hasSharedData)(`published vectors${needsSharedData}`, () => {
  const edge = hasSharedData
    ? JSON.parse(sharedText('security/ed25519-edge/small-order-public-keys.json'))
    : {};

  test.each((edge.smallOrder ?? []) as string[])('small-order key %s is refused', (hex) => {
    expect(hexKey(hex)).toMatchObject({ ok: false });
  });

  test.each((edge.nonCanonical ?? []) as string[])('non-canonical key %s is refused', (hex) => {
    expect(hexKey(hex)).toEqual({ ok: false, error: { code: 'key-not-canonical' } });
  });

  test('no signature that strict and lenient verifiers judge differently passes ("Taming the many EdDSAs")', () => {
    const cases: { message: string; pub_key: string; signature: string }[] = JSON.parse(
      sharedText('security/ed25519-edge/speccheck.shared.json'),
    );
    const passed = cases.map((one) => accepts(one.pub_key, one.message, one.signature));
    expect(passed).toEqual(cases.map(() => false));
  });

  test('all Wycheproof cases are judged as their authors judge them', () => {
    const suite = JSON.parse(sharedText('security/wycheproof/ed25519_test.shared.json'));
    let judged = 0;
    for (const group of suite.testGroups) {
      for (const one of group.tests) {
        judged += 1;
        expect([one.tcId, accepts(group.publicKey.pk, one.msg, one.sig)]).toEqual([
          one.tcId,
          one.result === 'valid',
        ]);
      }
    }
    expect(judged).toBe(suite.numberOfTests);
  });

  test('thumbprints are those of the protocol vectors', () => {
    const { keys } = JSON.parse(sharedText('protocol/vectors.json'));
    for (const name of ['A', 'B', 'A2', 'LOG']) {
      const key = checkPublicKey(keys[name].jwk.x);
      expect(key.ok && thumbprintOf(key.value)).toBe(keys[name].thumbprint);
    }
  });
});

test('a verifier that met more keys than it keeps still judges rightly', () => {
  const verifier = ed25519Verifier();
  const safe = keySafe(SECRET);
  const first = safe.generate(KID);
  const message = Buffer.from('m');
  const signature = safe.open(KID, first.sealed).sign(message);
  const others: PublicKey[] = Array.from({ length: 1_100 }, () => safe.generate(KID).publicKey);
  for (const key of [first.publicKey, ...others, first.publicKey]) {
    expect(verifier.verify(key, message, signature)).toBe(key === first.publicKey);
  }
});

test('a pinned key verifies, and a weak one that got into the database by another way never does', () => {
  const verifyPinned = pinnedKeyVerifier(ed25519Verifier());
  const made = keySafe(SECRET).generate(KID);
  const message = Buffer.from('m');
  const signature = keySafe(SECRET).open(KID, made.sealed).sign(message);
  const pinned = (x: string): PartnerKey => ({
    kid: KID,
    role: 'sign',
    jwk: { kty: 'OKP', crv: 'Ed25519', x },
    thumbprint: made.thumbprint,
  });
  const neutral = toBase64url(Uint8Array.of(1, ...new Uint8Array(31)));
  const anything = Uint8Array.of(1, ...new Uint8Array(63));
  expect(verifyPinned(pinned(made.publicKey), message, signature)).toBe(true);
  expect(verifyPinned(pinned(made.publicKey), message, signature)).toBe(true);
  expect(verifyPinned(pinned(neutral), message, anything)).toBe(false);
  expect(verifyPinned(pinned('no key'), message, signature)).toBe(false);
});
