import { randomUUID } from 'node:crypto';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { CeremonyBook, OpenCeremony, TryBook } from '#ports/sign-in-tools.ts';

const MOST_KEYS = 10_000;
const FAILURES_KEPT = 100;
const CEREMONY_SECONDS = 5 * 60;

/** Failures in memory: the least lately failed key goes first when there are too many (I24). */
export function makeTryBook(): TryBook {
  const failures = new Map<string, readonly Instant[]>();
  return {
    failuresOf: (key) => failures.get(key) ?? [],
    noteFailure(key, at) {
      const earlier = failures.get(key) ?? [];
      failures.delete(key);
      failures.set(key, [...earlier, at].slice(-FAILURES_KEPT));
      dropOldest(failures);
    },
    forget: (key) => void failures.delete(key),
  };
}

/** Ceremonies in memory, each closed once. */
export function makeCeremonyBook(): CeremonyBook {
  const open = new Map<string, OpenCeremony & { readonly until: Instant }>();
  return {
    open(ceremony, at) {
      const id = randomUUID();
      open.set(id, { ...ceremony, until: plusSeconds(at, CEREMONY_SECONDS) });
      dropOldest(open);
      return id;
    },
    close(id, at) {
      const ceremony = open.get(id);
      open.delete(id);
      return ceremony && at < ceremony.until ? ceremony : undefined;
    },
  };
}

/** A Map remembers the order of insertion, so its first key is the oldest. */
function dropOldest(book: Map<string, unknown>): void {
  if (book.size <= MOST_KEYS) return;
  const [oldest] = book.keys();
  if (oldest !== undefined) book.delete(oldest);
}
