import type { Position } from '#kernel/position.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';

/** An Ed25519 public key as RFC 8037 writes it; `x` is base64url. */
export type PublicJwk = { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };

/** Who stands behind an agency, as it declares itself; shown to every reader. */
export const OWNERSHIPS = [
  'state',
  'government-office',
  'public-service',
  'party',
  'private',
  'independent',
] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

/** An agency of this node. `territory` is its declared market, ISO 3166-1 alpha-2; `place` the city its clock shows. */
export type Agency = {
  readonly id: string;
  readonly slug: string;
  readonly did: string;
  readonly name: Trilingual;
  readonly ownership: Ownership;
  readonly languages: readonly string[];
  readonly territory: string;
  readonly timeZone: string;
  readonly place: Trilingual;
};

/**
 * What a key is for: `sign` entries and agreements, `http` requests (RFC 9421), `log` checkpoints; `recovery`, which no node
 * holds, says that another of them is in wrong hands.
 */
export type KeyRole = 'sign' | 'http' | 'log' | 'recovery';

/** A partner's key as it was pinned; trust never follows what a web server says later (exchange-protocol §4). */
export type PartnerKey = {
  readonly kid: string;
  readonly role: KeyRole;
  readonly jwk: PublicJwk;
  /** RFC 7638. */
  readonly thumbprint: string;
  /** The first position of the partner's channel at which a `sign` key speaks; absent: it spoke from the beginning. */
  readonly from?: Position;
  /** The last one; absent: it speaks on. */
  readonly until?: Position;
  /** When another key took its place; what it signed before holds for ever. */
  readonly retiredAt?: Instant;
  /** The position at which the recovery key said that this one was in wrong hands: nothing after `until` is trusted. */
  readonly revokedBy?: Position;
};

/** Another agency as we know it. */
export type Partner = {
  readonly did: string;
  readonly name: Trilingual;
  readonly ownership: Ownership;
  readonly baseUrl: string;
  readonly keys: readonly PartnerKey[];
  /** `invited`: we asked; `asking`: they asked and nobody here has answered; `pinned`: both trust the keys. */
  readonly state: 'invited' | 'asking' | 'pinned';
};
