import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';

/** A partner's story on our desk. */
export type Take = {
  readonly id: string;
  readonly itemId: string;
  readonly version: number;
  readonly use: 'as-is' | 'translate' | 'brief';
  readonly agreementDigest: Digest;
  readonly personId?: string;
  readonly takenAt: Instant;
  readonly undoneAt?: Instant;
  /** When the origin was told of it. */
  readonly toldAt?: Instant;
};

export type TakeStore = {
  /** Locks it, so that undoing and telling the partner come one after the other. */
  lock(id: string): Promise<Take | undefined>;
  /** The one that stands, if any. */
  ofItem(itemId: string): Promise<Take | undefined>;
  add(take: Take): Promise<void>;
  undo(id: string, at: Instant): Promise<void>;
  markTold(id: string, at: Instant): Promise<void>;
  /** Was a translation begun, a page published, or the story passed on, on it? */
  isBuiltUpon(itemId: string): Promise<boolean>;
};
