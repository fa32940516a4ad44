import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { BlobFacts } from './blob-store.ts';
import type { SourceSettings } from './source-settings.ts';

export const SOURCE_KINDS = ['folder', 'feed', 'push', 'imap', 'sftp'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** How the last reading of a source went; `detail` is for people of the desk: one sentence or empty. */
export type SourceOutcome = {
  readonly ok: boolean;
  /** Versions that were new to us. */
  readonly items: number;
  readonly refused: number;
  readonly detail: string;
  /** Of an answer over HTTP: its status, the bytes of its body, and how long it took. */
  readonly status?: number;
  readonly sizeBytes?: number;
  readonly milliseconds?: number;
};

/** One of the last readings. */
export type SourceRun = { readonly at: Instant; readonly outcome: SourceOutcome };

/** Where the next reading goes on. */
export type SourceCursor = {
  /** Validators of the feed as we last read it (RFC 9110 §8.8). */
  readonly etag?: string;
  readonly lastModified?: string;
  /** Digest of the body, for servers without validators. */
  readonly body?: string;
  /** Readings that failed in a row. */
  readonly failures?: number;
  /** Since when they do. */
  readonly failingSince?: Instant;
  /** Not before. */
  readonly nextAt?: Instant;
  /** Of a folder of mail: whose numbers hold, the last one that was taken, and how old mail may be that is taken at all. */
  readonly uidValidity?: string;
  readonly lastUid?: number;
  readonly mailSince?: Instant;
  /** Files that may still be being written, by name, as they looked last time. */
  readonly waiting?: Readonly<Record<string, string>>;
  /** The document at which readings broke off, and how many in a row did. */
  readonly stuckAt?: string;
  readonly stuckTimes?: number;
};

/**
 * Where stories of ours come from. `place`: a folder, a feed's address, this node's push address, `imaps://host/FOLDER`, or
 * `sftp://host/path`.
 */
export type Source = {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly place: string;
  /** What its documents are written in when they do not say. */
  readonly language?: string;
  readonly settings: SourceSettings;
  readonly state: 'active' | 'paused';
  /** It was paused then by itself, because it had failed for long; a person makes it go on. */
  readonly stoppedAt?: Instant;
  /** What pushes are signed with, or the password or private key it is read with. */
  readonly sealedSecret?: string;
  /** Names and values of the headers of its requests. */
  readonly sealedHeaders?: string;
  readonly cursor: SourceCursor;
  /** When it last brought something new, oldest first, at most 21. */
  readonly arrivals: readonly Instant[];
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
  /** It waits for nobody any more: `why` is a person's reason for discarding it. */
  readonly settled?: { readonly as: 'admitted' | 'discarded'; readonly at: Instant; readonly why?: string };
};

/** What a push was answered. */
export type PushAnswer = {
  readonly bodyDigest: string;
  readonly status: number;
  readonly body: string;
};

export type PushedMedia = { readonly picture?: BlobFacts };
export type RefusalSettled = NonNullable<RefusedDocument['settled']> & { readonly by: string };

export type SourceStore = {
  list(): Promise<readonly Source[]>;
  find(id: string): Promise<Source | undefined>;
  add(source: Source): Promise<void>;
  /** Writes down what people set: name, language, settings, sealed headers and secret, state, and the cursor it begins with. */
  change(source: Source): Promise<void>;
  /** The last 20 are kept. `isStopped` pauses it until a person makes it go on. */
  recordRun(
    id: string,
    run: SourceRun & { readonly cursor?: SourceCursor; readonly isStopped?: boolean },
  ): Promise<void>;
  /** Newest first. */
  listRuns(id: string): Promise<readonly SourceRun[]>;
  /**
   * `bytes` up to 1 MiB are kept for a look; the same document again is one row with the newest reason. The oldest beyond 500 go.
   */
  recordRefused(documents: readonly RefusedDocument[], bytes: Uint8Array | undefined): Promise<void>;
  /** With the bytes, unless they were too many to be kept. */
  findRefused(
    id: string,
  ): Promise<{ readonly document: RefusedDocument; readonly bytes?: Uint8Array } | undefined>;
  /** Settles this document and all others of the same bytes; of what is discarded the bytes go. */
  settleRefused(document: RefusedDocument, settled: RefusalSettled): Promise<void>;
  /** Newest first, at most 200. */
  listRefused(sourceId: string): Promise<readonly RefusedDocument[]>;
  /** What was pushed under a name apart from its story, within 30 days; without `picture` it was none that is taken in. */
  findMedia(sourceId: string, media: string): Promise<PushedMedia | undefined>;
  recordMedia(sourceId: string, media: string, pushed: PushedMedia, at: Instant): Promise<void>;
  /** Files that were taken and stay where they are: name and how each looked. */
  listTaken(sourceId: string): Promise<ReadonlyMap<string, string>>;
  recordTaken(sourceId: string, name: string, mark: string): Promise<void>;
  forgetTaken(sourceId: string, names: readonly string[]): Promise<void>;
  findAnswer(sourceId: string, pushId: string): Promise<PushAnswer | undefined>;
  /** Answers older than 30 days go. */
  recordAnswer(sourceId: string, pushId: string, answer: PushAnswer, at: Instant): Promise<void>;
};
