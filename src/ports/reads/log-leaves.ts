import type { Instant } from '#kernel/instant.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';

/** One leaf of the public log; `leaf` are the exact bytes that its hash will be made over, `subjectHash` names the thing. */
export type LogLeafLine = {
  readonly number: number;
  readonly kind: string;
  readonly subjectHash: string;
  readonly reasonClass: ReasonClass;
  readonly at: Instant;
  readonly leaf: string;
};

/** The newest leaves first. */
export type LogLeafReads = { list(limit: number): Promise<readonly LogLeafLine[]> };
