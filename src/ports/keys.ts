import type { Brand } from '#kernel/brand.ts';

/**
 * A checked Ed25519 public key: the 32 bytes as 43 characters of base64url (`x` of its JWK, RFC 8037 §2).
 * Made only by `checkPublicKey`, so a small-order or non-canonical point cannot be spelt (reliability.md, finding 4).
 */
export type PublicKey = Brand<string, 'PublicKey'>;

/** SHA-256 of the canonical JWK, 43 characters of base64url; what agreements pin (RFC 7638). */
export type Thumbprint = Brand<string, 'Thumbprint'>;

/** Why a public key is not taken in. */
export type KeyRefusal = {
  readonly code: 'key-malformed' | 'key-not-canonical' | 'key-small-order' | 'key-not-on-curve';
};

/** One private key that can sign and nothing else; `kid` is the DID URL that partners know it by. */
export type Signer = { readonly kid: string; readonly sign: (message: Uint8Array) => Uint8Array };

/** Says whether a signature holds; never throws, whatever bytes it is given. */
export type Verifier = {
  readonly verify: (key: PublicKey, message: Uint8Array, signature: Uint8Array) => boolean;
};

/** A private key as it rests in the database: AES-256-GCM under the node's secret, bound to its `kid`. */
export type SealedKey = Brand<string, 'SealedKey'>;

/** A key of ours that can be opened again. */
export type KeptKey = { readonly kid: string; readonly sealedPrivateKey: string };

/** A recovery key whose file somebody has brought. */
export type RecoveryKey = {
  /** The public half, checked. */
  readonly x: string;
  readonly thumbprint: string;
  readonly signer: Signer;
};

/** Signs for an agency: with the key named, which a transaction has read, or else with the one in use. */
export type EntrySigner = (agencyId: string, key?: KeptKey) => Signer;

/** Makes private keys and gives them back as signers; the key bytes themselves never leave it. */
export type KeySafe = {
  readonly generate: (kid: string) => {
    readonly sealed: SealedKey;
    readonly publicKey: PublicKey;
    readonly thumbprint: Thumbprint;
  };
  /** A seal of another node's secret, another kid, or altered bytes is a fault: nobody can sign with it. */
  readonly open: (kid: string, sealed: string) => Signer;
};
