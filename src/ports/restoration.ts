import type { Instant } from '#kernel/instant.ts';

/** What is known beside the database of its having been put back from a backup. */
export type Restoration = {
  /** Since when nothing is shown to the public; undefined while nothing is held back. */
  readonly heldSince?: Instant;
  /** What was still behind when a person opened the doors all the same, so that the next start does not close them for it. */
  readonly left: readonly string[];
};

/** Outside of the database, and not to be restored with it. */
export type RestorationMark = {
  read(): Promise<Restoration>;
  write(restoration: Restoration): Promise<void>;
};
