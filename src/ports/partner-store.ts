import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';

/** Agencies we deal with, their pinned keys among them. */
export type PartnerStore = {
  find(did: string): Promise<Partner | undefined>;
  list(): Promise<readonly Partner[]>;
  /** The same as `find`, and no other transaction changes this partner, known or not, until this one ends. */
  lock(did: string): Promise<Partner | undefined>;
  /** Keeps or replaces; keys of a pinned partner are replaced only by what a person compared. */
  save(partner: Partner, at: Instant): Promise<void>;
};

/** The agencies of this node; their names and DIDs are public, so no transaction of theirs is needed. */
export type AgencyDirectory = {
  list(): Promise<readonly Agency[]>;
  find(id: string): Promise<Agency | undefined>;
  byDid(did: string): Promise<Agency | undefined>;
};
