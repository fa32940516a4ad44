import { instantOf } from '#kernel/instant.ts';
import { doAgain } from '#store/outbox.ts';
import { clockLeaps, type ClockSpan } from '#worker/clock-leaps.ts';
import type { LookNeeds } from '#worker/for-each-agency.ts';
import { keepDoing, type Running } from '#worker/keep-doing.ts';
import type { Reading } from '#worker/read-channels.ts';
import type { OpenStore } from '../open-store.ts';

const CLOCK_MS = 500;
/** What looks at the clock to say who may have a story. */
const BY_TIME = ['item-admitted', 'agreement-changed'] as const;

/**
 * When the clock has leapt nobody has heard from a partner for long, and the freshness gate holds its stories back until it is asked; and
 * what was judged by the clock before is judged again.
 */
export function watchClock(
  { db, channels }: { readonly db: OpenStore['app']['db']; readonly channels: Pick<Reading, 'askNow'> },
  looking: LookNeeds,
): Running {
  const leapt = clockLeaps({ wall: () => Date.now(), passed: () => performance.now() });
  let owed: ClockSpan | undefined;
  return keepDoing(looking, { name: 'clock', everyMs: CLOCK_MS }, async () => {
    const span = leapt();
    if (span) {
      looking.log({ what: 'clock-leapt' });
      channels.askNow();
    }
    owed = spanning(owed, span);
    if (!owed) return;
    const [from, to] = [instantOf(owed.from), instantOf(owed.to)];
    for (const { id } of await looking.agencies())
      await doAgain(db, id, { topics: BY_TIME, from, to }, looking.clock.now());
    owed = undefined;
  });
}

/** While the database was away the clock may have leapt more than once. */
function spanning(one: ClockSpan | undefined, other: ClockSpan | undefined): ClockSpan | undefined {
  if (!one || !other) return one ?? other;
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}
