import type { FastifyReply } from 'fastify';
import { plusSeconds, secondsBetween, type Instant } from '#kernel/instant.ts';

const WINDOW_SECONDS = 60;
/** Windows of keys that have not called since are forgotten beyond so many. */
const MOST_WINDOWS = 10_000;

/** How many calls a key has left in this minute, after the one that was counted. */
export type KeyCount = { readonly left: number; readonly resetAt: Instant; readonly isExceeded: boolean };

/** Counts the calls of each key by the minute, in memory; only keys that were proven are counted, so their number is bounded. */
export type KeyQuota = { readonly most: number; readonly count: (keyId: string, at: Instant) => KeyCount };

export function makeKeyQuota(most: number): KeyQuota {
  const windows = new Map<string, { readonly resetAt: Instant; calls: number }>();
  return {
    most,
    count(keyId, at) {
      if (windows.size >= MOST_WINDOWS)
        for (const [id, { resetAt }] of windows) if (resetAt <= at) windows.delete(id);
      const known = windows.get(keyId);
      const window =
        known && at < known.resetAt ? known : { resetAt: plusSeconds(at, WINDOW_SECONDS), calls: 0 };
      window.calls += 1;
      windows.set(keyId, window);
      return {
        left: Math.max(0, most - window.calls),
        resetAt: window.resetAt,
        isExceeded: window.calls > most,
      };
    },
  };
}

/** Says how much is left, as draft-ietf-httpapi-ratelimit-headers-10 has it. */
export function sayQuota(reply: FastifyReply, { most }: KeyQuota, count: KeyCount, at: Instant): void {
  const seconds = Math.max(0, Math.ceil(secondsBetween(at, count.resetAt)));
  reply.header('ratelimit-policy', `"key";q=${most};w=${WINDOW_SECONDS}`);
  reply.header('ratelimit', `"key";r=${count.left};t=${seconds}`);
}
