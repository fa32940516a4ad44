import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '#kernel/instant.ts';
import type { PortalAgency } from '#domain/publication/released.ts';
import type { ReleasedReads } from '#ports/released-reads.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { WithdrawalPlace } from '#ports/reads/log-leaves.ts';
import type { LogOverview } from '#portal/transparency-page.ts';
import type { ViewCounter } from './count-views.ts';
import type { PageCache } from './page-cache.ts';
import type { AgencyWatch } from './portal-agency.ts';

/** The transparency log of an agency, as a page of it is shown. */
export type ReadLog = (agencyId: string, place: WithdrawalPlace) => Promise<LogOverview | undefined>;

/** What the portal's routes share. */
export type PortalDoor = {
  readonly reads: ReleasedReads;
  readonly agencies: AgencyWatch;
  /** Every agency at this address: each has a log of its own. */
  readonly directory: Pick<AgencyDirectory, 'list'>;
  readonly counter: ViewCounter;
  readonly pages: PageCache;
  readonly readLog: ReadLog;
  /** Absolute address of the site, without a slash at its end. */
  readonly origin: string;
  readonly isHeld: () => boolean;
};

/** One reader's call. */
export type PortalCall = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly at: Instant;
  readonly agency: PortalAgency;
};
