import type { Instant } from '#kernel/instant.ts';

/** From when a request is, and until when its signature holds. */
export type RequestLife = { readonly createdAt: Instant; readonly expiresAt: Instant };

/** Which nonces the keys of partners have used, for every process of the node and over the end of each. */
export type RequestNonces = {
  /**
   * Whether the key has not used the nonce yet; from now on it has. No too for what is older than the memory of this key, since it may
   * have been used before that.
   */
  use(keyid: string, nonce: string, life: RequestLife): Promise<boolean>;
  /** From now on the memory of the key begins: at its horizon, or without one at the beginning of time. */
  remember(keyid: string): Promise<void>;
  /** Until when requests of the key may be believed. Durable when it returns; never brings the horizon back. */
  raise(keyid: string, until: Instant): Promise<void>;
};
