import type { Paper } from '#domain/agreement/paper.ts';
import type { Instant } from '#kernel/instant.ts';

/** Paper texts that an agency holds; the bytes are blobs. */
export type PaperStore = {
  find(digest: string): Promise<Paper | undefined>;
  /** The same one again changes nothing: it keeps the name that it came under first. */
  add(paper: Paper, at: Instant, personId?: string): Promise<void>;
};
