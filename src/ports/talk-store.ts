import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Did } from '#domain/agreement/agreement.ts';
import type { Comment } from '#domain/agreement/talks/comment.ts';

/** What a side did with a document: laid it before the other, or took it back. Added, never changed. */
export type Move = {
  readonly digest: Digest;
  readonly kind: 'laid' | 'withdrawn';
  readonly by: Did;
  readonly at: Instant;
  /** Of `laid`: the document it answers. */
  readonly base?: Digest;
  readonly expiresAt?: Instant;
};

/** A comment as it is kept; `digest` names the document under which it was made. */
export type CommentOnFile = Comment & {
  readonly id: string;
  readonly digest: Digest;
  readonly by: Did;
  readonly at: Instant;
};

export type TalkReader = {
  /** In the order in which they reached us. A partner's move may stand here before its document has come. */
  moves(digests: readonly Digest[]): Promise<readonly Move[]>;
  /** What was laid down in answer to this document. */
  answers(base: Digest): Promise<readonly Move[]>;
  comments(digests: readonly Digest[]): Promise<readonly CommentOnFile[]>;
};

/** The negotiation of agreements: what was laid, taken back, and said about clauses. */
export type TalkStore = TalkReader & {
  /** The same move by the same side counts once. */
  addMove(move: Move): Promise<void>;
  addComment(comment: CommentOnFile, personId?: string): Promise<void>;
};
