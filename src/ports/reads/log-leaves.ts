import type { Instant } from '#kernel/instant.ts';
import type { LateCount } from '#domain/correction/worst-days.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import type { WithdrawalKind } from '../log-leaf-store.ts';

/** One leaf of a transparency log, as anybody may read it. */
export type ReadLeaf = {
  /** Its place in the log; a leaf that waits for the next checkpoint has none yet. */
  readonly index?: number;
  readonly kind: string;
  readonly subjectHash: string;
  readonly reasonClass?: ReasonClass;
  readonly at: Instant;
  readonly leaf: string;
};

/** What was withdrawn, without a word of it. */
export type LoggedWithdrawal = {
  readonly index?: number;
  readonly kind: WithdrawalKind;
  readonly reasonClass: ReasonClass;
  readonly at: Instant;
};

/** All newest first. */
export type LogLeafReads = {
  list(agencyId: string, limit: number): Promise<readonly ReadLeaf[]>;
  withdrawals(agencyId: string, limit: number): Promise<readonly LoggedWithdrawal[]>;
  /** How many answers of partners were late, each time that it was logged. */
  lateCounts(agencyId: string, limit: number): Promise<readonly LateCount[]>;
};
