import { createHmac, randomBytes } from 'node:crypto';
import type { Instant } from '#kernel/instant.ts';
import type { ViewTally } from '#ports/released-reads.ts';

/** What is looked at to tell one reader from another for a day; none of it is kept (I25). */
export type PageView = {
  readonly family: string;
  readonly language: string;
  readonly address: string;
  readonly userAgent: string;
  readonly at: Instant;
};

export type ViewCounter = {
  readonly count: (view: PageView) => void;
  /** Counted and not yet in the database. */
  readonly pending: (family: string) => number;
  /** Hands the sums over; what could not be written is kept for the next time. */
  readonly flush: () => Promise<void>;
};

const MOST_MARKS = 200_000;
const MOST_SUMS = 20_000;
const MACHINE =
  /bot|crawl|spider|slurp|preview|fetch|scan|monitor|headless|lighthouse|curl|wget|python|java\/|okhttp|axios|undici|node|go-http|libwww|feed|rss/i;

/**
 * Counts page views on the server: no cookie, no script. A reader counts once a day and story, told apart by a keyed hash
 * whose salt is thrown away at UTC midnight and never leaves this closure; machines that say so do not count.
 */
export function makeViewCounter(tally: ViewTally): ViewCounter {
  let day = '';
  let salt = randomBytes(32);
  let marks = new Set<string>();
  let sums = new Map<string, { family: string; language: string; day: string; views: number }>();

  function isNew({ family, address, userAgent, at }: PageView): boolean {
    const today = at.slice(0, 10);
    // Bounded (I24): a flood of addresses may count a reader twice, never fill the memory.
    if (today !== day || marks.size >= MOST_MARKS) {
      day = today;
      salt = randomBytes(32);
      marks = new Set();
    }
    const mark = createHmac('sha256', salt)
      .update(`${address}\0${userAgent}\0${family}`)
      .digest('base64url')
      .slice(0, 22);
    if (marks.has(mark)) return false;
    marks.add(mark);
    return true;
  }

  function add(sum: { family: string; language: string; day: string; views: number }): void {
    const key = `${sum.day} ${sum.family} ${sum.language}`;
    const known = sums.get(key);
    if (known) known.views += sum.views;
    else if (sums.size < MOST_SUMS) sums.set(key, sum);
  }

  return {
    count(view) {
      if (view.userAgent === '' || MACHINE.test(view.userAgent) || !isNew(view)) return;
      add({ family: view.family, language: view.language, day: view.at.slice(0, 10), views: 1 });
    },
    pending(family) {
      let views = 0;
      for (const sum of sums.values()) if (sum.family === family) views += sum.views;
      return views;
    },
    async flush() {
      const written = [...sums.values()];
      sums = new Map();
      try {
        await tally.add(written);
      } catch (fault) {
        for (const sum of written) add(sum);
        throw fault;
      }
    },
  };
}
