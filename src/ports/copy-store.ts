import type { Instant } from '#kernel/instant.ts';
import type { CopyFinding } from '#domain/correction/judge-copy.ts';
import type { RecallKind } from './recall-store.ts';

/** One address where a holder says that it did what a recall of ours asks. */
export type CopyToSee = {
  readonly recallId: string;
  readonly partnerDid: string;
  readonly url: string;
  readonly kind: RecallKind;
  /** Of our item, that the recall issued or stopped. */
  readonly version: number;
  /** How often it was looked at before. */
  readonly looks: number;
};

export type CopyStore = {
  /** Those to be looked at now, the longest due first, at most `limit`. */
  due(at: Instant, limit: number): Promise<readonly CopyToSee[]>;
  /** What a look has shown, and when the next one is due, if one is. */
  record(look: {
    readonly copy: CopyToSee;
    readonly finding: CopyFinding;
    readonly at: Instant;
    readonly nextAt?: Instant;
  }): Promise<void>;
};
