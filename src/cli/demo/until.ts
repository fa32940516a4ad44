import { CallRefused, type DeskClient } from '../desk-client.ts';

const LOOK_EVERY_MS = 40;

/** Looked so long and did not see it; `cause` is the last fault met while looking. */
export class NotSeen extends Error {
  constructor(what: string, seconds: number, cause: unknown) {
    const last = cause instanceof Error ? `; last: ${cause.message}` : '';
    super(`not seen within ${seconds} s: ${what}${last}`, { cause });
    this.name = 'NotSeen';
  }
}

/**
 * Looks again and again from outside until there is something to see. A node that does not answer, or not yet, is looked
 * at again; so it bears a restart in between.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  seconds = 60,
  everyMs = LOOK_EVERY_MS,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  let last: unknown;
  while (performance.now() < end) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
      last = undefined;
    } catch (fault) {
      if (fault instanceof GaveUp) throw fault.cause;
      last = fault; // told when the time is over
    }
    await pause(everyMs);
  }
  throw new NotSeen(what, seconds, last);
}

/**
 * Does a thing once, as a person does beside a machine that may fail: looks whether it is done, else does it, and after a
 * failure without an answer looks again before doing it again. A refusal is an answer and ends the attempt.
 */
export async function doOnce<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  act: () => Promise<unknown>,
): Promise<T> {
  return until(what, async () => {
    const before = await look();
    if (before !== undefined && before !== false) return before;
    try {
      await act();
    } catch (fault) {
      if (!isWithoutAnswer(fault)) throw new GaveUp(fault);
    }
    return look();
  });
}

/** The same seat with patience: what is only read is asked for again while nobody answers, as people press reload. */
export function patient(desk: DeskClient): DeskClient {
  return {
    ...desk,
    async demand(endpoint, input) {
      if (endpoint.method !== 'GET') return desk.demand(endpoint, input);
      return until(`an answer of ${desk.origin}`, async () => {
        try {
          return { reply: await desk.demand(endpoint, input) };
        } catch (fault) {
          if (isWithoutAnswer(fault)) throw fault;
          throw new GaveUp(fault);
        }
      }).then(({ reply }) => reply);
    },
  };
}

/** Nobody answered, or only that it cannot be done at the moment: it may be tried again. */
export function isWithoutAnswer(fault: unknown): boolean {
  return fault instanceof CallRefused && (fault.refusal.status === 0 || fault.refusal.status >= 500);
}

/** Ends the looking: waiting longer would not change this answer. */
class GaveUp extends Error {
  constructor(cause: unknown) {
    super('refused', { cause });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((wake) => {
    setTimeout(wake, milliseconds);
  });
}
