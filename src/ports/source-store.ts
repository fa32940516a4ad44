import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';

export type SourceKind = 'folder' | 'feed' | 'push';

/** How the last reading of a source went; `detail` is for people of the desk: one sentence or empty. */
export type SourceOutcome = {
  readonly ok: boolean;
  /** Versions that were new to us. */
  readonly items: number;
  readonly refused: number;
  readonly detail: string;
};

/** Where the next reading goes on. */
export type SourceCursor = {
  /** Validators of the feed as we last read it (RFC 9110 §8.8). */
  readonly etag?: string;
  readonly lastModified?: string;
  /** Digest of the body, for servers without validators. */
  readonly body?: string;
  /** Readings that failed in a row. */
  readonly failures?: number;
  /** Not before. */
  readonly nextAt?: Instant;
};

/** Where stories of ours come from. `place`: a folder, a feed's address, or this node's push address. */
export type Source = {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly place: string;
  /** What its documents are written in when they do not say. */
  readonly language?: string;
  readonly state: 'active' | 'paused';
  readonly sealedSecret?: string;
  readonly cursor: SourceCursor;
  readonly lastRunAt?: Instant;
  readonly lastOutcome?: SourceOutcome;
};

/** A document, or one item of it, that was not admitted. `at` is the place in it, `detail` one English sentence. */
export type RefusedDocument = {
  readonly id: string;
  readonly sourceId: string;
  readonly name: string;
  readonly receivedAt: Instant;
  readonly code: string;
  readonly at: string;
  readonly detail: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
};

/** What a push was answered. */
export type PushAnswer = {
  readonly bodyDigest: string;
  readonly status: number;
  readonly body: string;
};

export type SourceStore = {
  list(): Promise<readonly Source[]>;
  find(id: string): Promise<Source | undefined>;
  add(source: Source): Promise<void>;
  setState(id: string, state: Source['state']): Promise<void>;
  recordRun(
    id: string,
    run: { readonly at: Instant; readonly outcome: SourceOutcome; readonly cursor?: SourceCursor },
  ): Promise<void>;
  /** `bytes` up to 1 MiB are kept for a look; the same document again is one row. The oldest beyond 500 go. */
  recordRefused(documents: readonly RefusedDocument[], bytes: Uint8Array): Promise<void>;
  /** Newest first, at most 200. */
  listRefused(sourceId: string): Promise<readonly RefusedDocument[]>;
  findAnswer(sourceId: string, pushId: string): Promise<PushAnswer | undefined>;
  /** Answers older than 30 days go. */
  recordAnswer(sourceId: string, pushId: string, answer: PushAnswer, at: Instant): Promise<void>;
};
