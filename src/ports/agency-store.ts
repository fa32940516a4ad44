import type { Agency, KeyRole, PublicJwk } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';

/** A key pair of one of our agencies; the private half is sealed under the node's secret. */
export type AgencyKey = {
  readonly kid: string;
  readonly role: KeyRole;
  readonly jwk: PublicJwk;
  /** RFC 7638. */
  readonly thumbprint: string;
  /** Empty for a recovery key, whose private half is not here. */
  readonly sealedPrivateKey: string;
  readonly createdAt: Instant;
  /** When another key took its place. */
  readonly retiredAt?: Instant;
};

export type AgencyStore = {
  /** Founds an agency on this node; what readers may know of it is released at once. */
  add(agency: Agency, at: Instant): Promise<void>;
  /** What it says anew of its languages, market and clock. */
  change(agency: Pick<Agency, 'languages' | 'territory' | 'timeZone' | 'place'>): Promise<void>;
  addKey(key: AgencyKey): Promise<void>;
  /** Oldest first. */
  keys(): Promise<readonly AgencyKey[]>;
  /** The same, and no other transaction changes them until this one ends. */
  lockKeys(): Promise<readonly AgencyKey[]>;
  retireKey(kid: string, at: Instant): Promise<void>;
};
