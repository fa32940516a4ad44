import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { BlobFacts, BlobFiles } from '#ports/blob-store.ts';
import type { GuardedFetch } from '#ports/fetch.ts';
import type { OpenMailbox } from '#ports/mailbox.ts';
import type { OpenSftp } from '#ports/sftp.ts';
import type { Source, SourceCursor, SourceOutcome } from '#ports/source-store.ts';

/** An agency of this node whose source is read. */
export type SourceAgency = { readonly id: string; readonly did: string };

/** A document at the door; the use case that admits it is wired by `main` (app/item/ingest-document.ts). */
export type BroughtDocument = {
  readonly agency: SourceAgency;
  readonly source: Source;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly baseUrl?: string;
  readonly at: Instant;
  /** It may still be being written: when it cannot be read, that is not yet a refusal. */
  readonly mayGrow?: boolean;
  readonly pictures: (href: string) => Promise<Result<BlobFacts, string>>;
};

export type DocumentReport = {
  readonly admitted: readonly { readonly outcome: string }[];
  readonly refused: readonly unknown[];
};

export type ReadingNeeds = {
  readonly ingest: (document: BroughtDocument) => Promise<Result<DocumentReport, FormatRefusal>>;
  readonly fetch: GuardedFetch;
  readonly blobs: BlobFiles;
  readonly sha256: (bytes: Uint8Array) => Digest;
  /** 0 to 1: spreads the polls of many sources. */
  readonly chance: () => number;
  /** The headers of a source's requests, with their secrets. */
  readonly openHeaders: (sealed: string, sourceId: string) => Readonly<Record<string, string>>;
  /** The password or key of a source. */
  readonly openSecret: (sealed: string, sourceId: string) => string;
  readonly openMailbox: OpenMailbox;
  readonly openSftp: OpenSftp;
  /** `host:port` pairs that may be private or loopback, from the configuration. */
  readonly allowHosts: readonly string[];
};

/** What a source keeps beside its cursor. */
export type SourceMemory = {
  /** Files that were taken and stay where they are, by name, as they looked then. */
  readonly taken: () => Promise<ReadonlyMap<string, string>>;
  readonly take: (name: string, mark: string) => Promise<void>;
  readonly forget: (names: readonly string[]) => Promise<void>;
  /** Records what cannot be brought to the door, so that it waits for a person; without bytes nothing of it is kept. */
  readonly refuse: (refused: {
    readonly name: string;
    readonly code: FormatRefusal['code'];
    readonly detail: string;
    readonly sizeBytes: number;
    readonly bytes?: Uint8Array;
  }) => Promise<void>;
};

export type Reading = {
  readonly outcome: SourceOutcome;
  readonly cursor: SourceCursor;
  /** It has failed for so long that it is not tried any more until a person says so. */
  readonly isStopped?: boolean;
};

/** Seconds between polls of a source of which nobody said anything. */
export const EVERY_SECONDS = 60;

export type ReadSource = (
  needs: ReadingNeeds,
  agency: SourceAgency,
  source: Source,
  at: Instant,
) => Promise<Reading>;

/** A reading that needs what its source remembers. */
export type ReadRemembering = (
  needs: ReadingNeeds & { readonly memory: SourceMemory },
  agency: SourceAgency,
  source: Source,
  at: Instant,
) => Promise<Reading>;

/** Versions in a report that we did not hold. */
export function newIn(report: DocumentReport): number {
  return report.admitted.filter(({ outcome }) => outcome !== 'duplicate').length;
}
