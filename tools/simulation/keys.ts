import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyRole, PartnerKey } from '#domain/newsroom/agency.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import type { KeySafe, PublicKey, SealedKey, Signer } from '#ports/keys.ts';

export type KeyPair = {
  readonly key: PartnerKey;
  readonly publicKey: PublicKey;
  readonly signer: Signer;
};

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Keys by their names, which stand in the seal as they are. */
export function namedKeySafe(remember: RememberSignature): KeySafe {
  return {
    generate(kid) {
      const { publicKey, key } = keyPairOf(kid, 'sign', remember);
      const thumbprint = thumbprintOf(publicKey);
      if (key.kid !== kid) throw new Error('a name is kept as it is');
      return { sealed: sealOf(kid), publicKey, thumbprint };
    },
    open(kid, sealed) {
      if (sealed !== sealOf(kid)) throw new Error(`the private half of ${kid} is not here`);
      return keyPairOf(kid, 'sign', remember).signer;
    },
  };
}

/** Whoever has this has the private half. */
export function sealOf(kid: string): SealedKey {
  const sealed = `v1.${kid}`;
  if (!isSealed(sealed)) throw new Error('a seal starts with its version');
  return sealed;
}

function isSealed(text: string): text is SealedKey {
  return text.startsWith('v1.');
}

/** The same key for the same name in every run; only the simulation could ever trust it. */
export function keyPairOf(kid: string, role: KeyRole, remember: RememberSignature): KeyPair {
  const made = MADE.get(remember) ?? new Map<string, KeyPair>();
  MADE.set(remember, made);
  const pair = made.get(`${role} ${kid}`) ?? makePair(kid, role, remember);
  made.set(`${role} ${kid}`, pair);
  return pair;
}

/** Of each run: taking a key in costs as much as a signature. */
const MADE = new WeakMap<RememberSignature, Map<string, KeyPair>>();

function makePair(kid: string, role: KeyRole, remember: RememberSignature): KeyPair {
  const seed = Buffer.alloc(32);
  seed.write(kid.slice(-32));
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const checked = checkPublicKey(x ?? '');
  if (!checked.ok) throw new Error('a fresh key is a good one');
  const key = { kid, role, jwk: publicJwk(checked.value), thumbprint: thumbprintOf(checked.value) };
  return {
    key,
    publicKey: checked.value,
    signer: {
      kid,
      sign(message) {
        const signature = new Uint8Array(sign(null, message, privateKey));
        remember(key.jwk.x, message, signature);
        return signature;
      },
    },
  };
}

export type RememberSignature = (x: string, message: Uint8Array, signature: Uint8Array) => void;

/**
 * Verifies for real, except what was signed in this process: that this key made this signature over these very bytes is
 * remembered, and costs a look instead of a scalar multiplication.
 */
export function rememberingVerifier(): {
  readonly verify: Verify<PartnerKey>;
  readonly remember: RememberSignature;
} {
  const made = new Map<string, Uint8Array>();
  const real = pinnedKeyVerifier(ed25519Verifier());
  const nameOf = (x: string, signature: Uint8Array): string =>
    `${x} ${Buffer.from(signature.buffer, signature.byteOffset, signature.length).toString('latin1')}`;
  return {
    remember(x, message, signature) {
      made.set(nameOf(x, signature), message);
    },
    verify(key, message, signature) {
      const known = made.get(nameOf(key.jwk.x, signature));
      return known !== undefined && Buffer.compare(known, message) === 0
        ? true
        : real(key, message, signature);
    },
  };
}
