import type { Instant } from '#kernel/instant.ts';

export type NonceMemory = {
  /** Whether the key has not used the nonce yet; from now on it has. */
  isFresh(
    keyid: string,
    nonce: string,
    life: { readonly createdAt: Instant; readonly expiresAt: Instant },
    at: Instant,
  ): boolean;
};

/** As many as a partner that catches up a long backlog uses in the five minutes that a signature may live. */
const MOST_OF_ONE_KEY = 50_000;

/**
 * Nonces live in memory until their signature expires (I19). What was signed before this process began is refused, since
 * its nonce may have been used: the partner signs anew. Each key has its own share, so that a partner that floods us shuts
 * out itself and nobody else (I23, I24); keys are those of pinned partners.
 */
export function makeNonceMemory(startedAt: Instant, most = MOST_OF_ONE_KEY): NonceMemory {
  const seenOf = new Map<string, Map<string, Instant>>();
  return {
    isFresh(keyid, nonce, { createdAt, expiresAt }, at) {
      const seen = seenOf.get(keyid) ?? new Map<string, Instant>();
      seenOf.set(keyid, seen);
      if (createdAt.slice(0, 19) < startedAt.slice(0, 19) || seen.has(nonce)) return false;
      if (seen.size >= most) for (const [old, ends] of seen) if (ends < at) seen.delete(old);
      if (seen.size >= most) return false;
      seen.set(nonce, expiresAt);
      return true;
    },
  };
}
