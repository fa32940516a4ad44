import type { Instant } from '#kernel/instant.ts';

/** Until when requests of a key may have been believed, kept over the end of the process and for every process of the node. */
export type RequestHorizons = {
  find(keyid: string): Promise<Instant | undefined>;
  /** Durable when it returns; never brings the horizon back. */
  raise(keyid: string, until: Instant): Promise<void>;
};
