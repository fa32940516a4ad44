import type { Agency, KeyRole, PublicJwk } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';

/** A key pair of one of our agencies; the private half is sealed under the node's secret. */
export type AgencyKey = {
  readonly kid: string;
  readonly role: KeyRole;
  readonly jwk: PublicJwk;
  /** RFC 7638. */
  readonly thumbprint: string;
  readonly sealedPrivateKey: string;
  readonly createdAt: Instant;
};

export type AgencyStore = {
  /** Founds an agency on this node; what readers may know of it is released at once. */
  add(agency: Agency, at: Instant): Promise<void>;
  addKey(key: AgencyKey): Promise<void>;
  keys(): Promise<readonly AgencyKey[]>;
};
