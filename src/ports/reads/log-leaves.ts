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
  /** Grows with every leaf; where a page of withdrawals begins or ends. */
  readonly number: number;
  readonly index?: number;
  readonly kind: WithdrawalKind;
  readonly reasonClass: ReasonClass;
  readonly at: Instant;
};

/** A page of withdrawals: those older or newer than the one with this number; neither for the newest of all. */
export type WithdrawalPlace = { readonly before: number } | { readonly after: number } | undefined;

/** Newest first. `newer` and `older` say that there are more on that side. */
export type WithdrawalPage = {
  readonly withdrawals: readonly LoggedWithdrawal[];
  readonly newer: boolean;
  readonly older: boolean;
};

/** Which program an agency's node said that it runs, since when. */
export type LoggedRelease = {
  readonly index?: number;
  readonly at: Instant;
  readonly version: string;
  readonly sha256: string;
};

/** All newest first. */
export type LogLeafReads = {
  list(agencyId: string, limit: number): Promise<readonly ReadLeaf[]>;
  withdrawals(agencyId: string, limit: number, place: WithdrawalPlace): Promise<WithdrawalPage>;
  /** How many answers of partners were late, each time that it was logged. */
  lateCounts(agencyId: string, limit: number): Promise<readonly LateCount[]>;
  releases(agencyId: string, limit: number): Promise<readonly LoggedRelease[]>;
};
