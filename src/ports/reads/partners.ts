import type { Instant } from '#kernel/instant.ts';
import type { Partner } from '#domain/newsroom/agency.ts';

/** A partner with the health of the link: how far each side has come, and what has passed over it. */
export type PartnerLink = Partner & {
  readonly since: Instant;
  /** Their channel to us, once it was read. */
  readonly incoming?: {
    readonly seq: number;
    /** When we last held everything up to a head they signed. */
    readonly headAt?: Instant;
    readonly state: 'open' | 'frozen' | 'closed';
    readonly lastError?: string;
  };
  /** Our channel to them, once something was written. */
  readonly outgoing?: {
    readonly ch: string;
    readonly epoch: number;
    readonly seq: number;
    readonly partnerHolds: number;
    /** Why what we have lost of it did not come back, the last time we asked. */
    readonly lastError?: string;
  };
  readonly counts: {
    readonly received: number;
    readonly offered: number;
    /** Of theirs, by us. */
    readonly taken: number;
    readonly usesReported: number;
  };
};

/** The screen of partners: in order of state (asking first), then of DID. */
export type PartnerReads = { list(agencyId: string): Promise<readonly PartnerLink[]> };
