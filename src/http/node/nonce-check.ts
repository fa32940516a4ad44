import { plusSeconds, secondsBetween, type Instant } from '#kernel/instant.ts';
import type { RequestLife, RequestNonces } from '#ports/request-nonces.ts';

export type NonceCheck = {
  /** Whether the key has not used the nonce yet; from now on it has. */
  isFresh(keyid: string, nonce: string, life: RequestLife, at: Instant): Promise<boolean>;
};

/** As many as a partner that catches up a long backlog uses in the five minutes that a signature may live. */
const MOST_OF_ONE_KEY = 50_000;
const WINDOW_SECONDS = 300;

/** One durable write for each partner in so many seconds; where all nonces were forgotten it is believed when they are over. */
const HORIZON_SECONDS = 2;

/**
 * A nonce is used once, whichever process of the node is asked (I19). Remembering it waits for no disk. What a database that was killed
 * leaves of it is a horizon: before a request is believed that was created later than the horizon, the horizon is raised some seconds
 * beyond it. When the nonces are gone, whatever was created up to the horizon is refused, since its nonce may have been used, and the
 * partner signs anew. No clock is asked for that: all times are those of the partner that signed. Each key has its own share, so that a
 * partner that floods us shuts out itself and nobody else (I23, I24); keys are those of pinned partners.
 */
export function makeNonceCheck(nonces: RequestNonces, most = MOST_OF_ONE_KEY): NonceCheck {
  const callers = new Map<string, Promise<Caller>>();
  return {
    async isFresh(keyid, nonce, life, at) {
      const caller = await (callers.get(keyid) ?? meet(callers, nonces, keyid));
      if (!isWithinShare(caller, most, at)) return false;
      if (caller.horizon === undefined || life.createdAt > caller.horizon) {
        const horizon = plusSeconds(life.createdAt, HORIZON_SECONDS);
        await nonces.raise(keyid, horizon);
        caller.horizon = horizon;
      }
      return nonces.use(keyid, nonce, life);
    },
  };
}

/** What this process knows of a key. */
type Caller = {
  /** As far as this process has raised it. */
  horizon?: Instant;
  windowFrom?: Instant;
  calls: number;
};

function isWithinShare(caller: Caller, most: number, at: Instant): boolean {
  const { windowFrom = at } = caller;
  // A clock that jumps ends the window, whichever way.
  const isOver = Math.abs(secondsBetween(windowFrom, at)) > WINDOW_SECONDS;
  caller.windowFrom = isOver ? at : windowFrom;
  caller.calls = isOver ? 1 : caller.calls + 1;
  return caller.calls <= most;
}

/** Before the first horizon is raised, so that the memory of a new partner does not begin behind it. */
function meet(callers: Map<string, Promise<Caller>>, nonces: RequestNonces, keyid: string): Promise<Caller> {
  const met = nonces.remember(keyid).then(() => ({ calls: 0 }));
  callers.set(keyid, met);
  met.catch(() => callers.delete(keyid));
  return met;
}
