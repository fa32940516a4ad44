import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { RequestHorizons } from '#ports/request-horizons.ts';

export type NonceMemory = {
  /** Whether the key has not used the nonce yet; from now on it has. */
  isFresh(
    keyid: string,
    nonce: string,
    life: { readonly createdAt: Instant; readonly expiresAt: Instant },
    at: Instant,
  ): Promise<boolean>;
};

/** As many as a partner that catches up a long backlog uses in the five minutes that a signature may live. */
const MOST_OF_ONE_KEY = 50_000;

/** One write for each partner in so many seconds; a node that starts anew within them believes nobody until they are over. */
const HORIZON_SECONDS = 2;

/**
 * Nonces live in memory until their signature expires (I19). What they leave when the process ends is a horizon: before a
 * request is believed that was created later than the horizon, the horizon is raised some seconds beyond it. A process that
 * starts refuses whatever was created up to the horizon, since its nonce may have been used, and the partner signs anew. No
 * clock is asked for that: all times are those of the partner that signed. Each key has its own share of the memory, so that
 * a partner that floods us shuts out itself and nobody else (I23, I24); keys are those of pinned partners.
 */
export function makeNonceMemory(horizons: RequestHorizons, most = MOST_OF_ONE_KEY): NonceMemory {
  const memories = new Map<string, Promise<KeyMemory>>();
  return {
    async isFresh(keyid, nonce, { createdAt, expiresAt }, at) {
      const memory = await (memories.get(keyid) ?? recall(memories, horizons, keyid));
      const { seen, usedBefore } = memory;
      if ((usedBefore !== undefined && createdAt <= usedBefore) || seen.has(nonce)) return false;
      if (seen.size >= most) for (const [old, ends] of seen) if (ends < at) seen.delete(old);
      if (seen.size >= most) return false;
      seen.set(nonce, expiresAt);
      if (memory.horizon === undefined || createdAt > memory.horizon) {
        const horizon = plusSeconds(createdAt, HORIZON_SECONDS);
        await horizons.raise(keyid, horizon);
        memory.horizon = horizon;
      }
      return true;
    },
  };
}

type KeyMemory = {
  readonly seen: Map<string, Instant>;
  /** Where the horizon stood when this process first heard of the key. */
  readonly usedBefore: Instant | undefined;
  horizon: Instant | undefined;
};

function recall(
  memories: Map<string, Promise<KeyMemory>>,
  horizons: RequestHorizons,
  keyid: string,
): Promise<KeyMemory> {
  const recalled = horizons
    .find(keyid)
    .then((horizon) => ({ seen: new Map<string, Instant>(), usedBefore: horizon, horizon }));
  memories.set(keyid, recalled);
  recalled.catch(() => memories.delete(keyid));
  return recalled;
}
