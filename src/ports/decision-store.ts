import type { Digest } from '#kernel/digest.ts';
import type { Json } from '#kernel/json.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Decision } from '#domain/agreement/decision.ts';

/** A decision that let something out, as it was kept: added once, never changed, never removed. */
export type DecisionRecord = {
  readonly id: string;
  readonly at: Instant;
  readonly actorDid: string;
  readonly action: string;
  readonly itemId: string;
  readonly version: number;
  readonly permitted: boolean;
  /** The version of the agreement that ruled. */
  readonly agreementDigest?: string;
  /** Digest of the question (`formats/decision`), which is kept too. */
  readonly inputsDigest: string;
  readonly decision: Decision;
};

/** A text that decisions were made from, under its digest: kept once, however many name it. */
export type DecisionInput = { readonly digest: Digest; readonly text: string };

/** As it is read back: the decision is data to compare with, no more. */
export type DecisionOnFile = Omit<DecisionRecord, 'decision'> & { readonly decision: Json };

export type DecisionReader = {
  find(id: string): Promise<DecisionOnFile | undefined>;
  /** In order of time and id, after the one named. */
  page(after: string | undefined, limit: number): Promise<readonly DecisionOnFile[]>;
  input(digest: string): Promise<string | undefined>;
};

export type DecisionStore = DecisionReader & {
  record(record: DecisionRecord, inputs: readonly DecisionInput[]): Promise<void>;
};
