import type { Digest } from '#kernel/digest.ts';
import type { Position } from '#kernel/position.ts';
import type { Result } from '#kernel/result.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { AbortSignalLike } from '#ports/fetch.ts';
import type { BlobPart } from './blob-store.ts';

/** A partner's node as we reach it. */
export type PartnerAddress = {
  readonly agencyId: string;
  readonly partnerDid: string;
  readonly baseUrl: string;
};

/** Why a partner's node gave no usable answer; `answer` is its exact words for the person who looks into it. */
export type PartnerRefusal = {
  readonly code: 'partner-unreachable' | 'partner-refused' | 'partner-answer-invalid';
  readonly status?: number;
  readonly problem?: string;
  /** With `epoch-changed`: the epoch that the channel is in. */
  readonly epoch?: number;
  /** With `deposit-refused`: the partner has lost what follows there of its own channel to us. */
  readonly tail?: Position;
  /** Of a blob that broke off: so many bytes came that need not come again. */
  readonly came?: number;
  readonly answer: string;
};

export type EntryPage = {
  readonly head: string;
  readonly entries: readonly string[];
  readonly more: boolean;
};

/** What a reader gives its writer back: how far it holds the channel, and the writer's own entries. */
export type PageBack = {
  readonly cursor: { readonly epoch: number; readonly seq: number };
  readonly entries: readonly string[];
};

/** A page that its writer brings to the reader, and texts of objects that the reader waits for. */
export type Deposit = Pick<EntryPage, 'head' | 'entries'> & {
  readonly objects: readonly string[];
  /** What the reader has lost of its own channel to the writer. */
  readonly back?: PageBack;
};

/** How far the reader then holds the channel, and the digests of objects that it still waits for. */
export type Deposited = {
  readonly cursor: { readonly epoch: number; readonly seq: number; readonly hash: string | null };
  readonly wanted: readonly string[];
};

/** PXP/1 requests to one partner, each signed with our request key (RFC 9421). */
export type PartnerNode = {
  /** Waits up to `waitSeconds` at the partner for something new. */
  entries(
    to: PartnerAddress,
    ask: {
      readonly ch: string;
      readonly epoch: number;
      readonly after: number;
      readonly limit: number;
      readonly waitSeconds: number;
    },
    signal?: AbortSignalLike,
  ): Promise<Result<EntryPage, PartnerRefusal>>;
  /** Of our own channel: what the partner holds of it. */
  ownEntries(
    to: PartnerAddress,
    ask: { readonly ch: string; readonly epoch: number; readonly after: number; readonly limit: number },
  ): Promise<Result<PageBack, PartnerRefusal>>;
  putCursor(
    to: PartnerAddress,
    cursor: { readonly ch: string; readonly epoch: number; readonly seq: number; readonly hash: string },
  ): Promise<Result<true, PartnerRefusal>>;
  /** Of our own channel: for a reader that cannot ask us. */
  deposit(to: PartnerAddress, ch: string, what: Deposit): Promise<Result<Deposited, PartnerRefusal>>;
  /** Of a story of ours that such a reader took; gives how many bytes of it the reader has now. */
  bringBlob(to: PartnerAddress, ch: string, part: BlobPart): Promise<Result<number, PartnerRefusal>>;
  object(to: PartnerAddress, digest: string): Promise<Result<Uint8Array, PartnerRefusal>>;
  /** What came of one that breaks off is kept, and the next call goes on there. */
  blob(
    to: PartnerAddress,
    digest: Digest,
  ): Promise<Result<{ bytes: Uint8Array; mediaType: string }, PartnerRefusal>>;
  hint(to: PartnerAddress, hint: JsonObject): Promise<Result<true, PartnerRefusal>>;
  introduce(to: PartnerAddress, introduction: JsonObject): Promise<Result<true, PartnerRefusal>>;
  /** Unsigned: who a node says it is. */
  discover(
    baseUrl: string,
  ): Promise<Result<{ readonly card: unknown; readonly didDocument: unknown }, PartnerRefusal>>;
};
