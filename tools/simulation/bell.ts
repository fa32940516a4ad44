import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { Topic } from '#ports/outbox-store.ts';
import { LANES, laneBell, WATCH } from '#worker/drain-outbox.ts';
import type { Bell } from '#worker/bell.ts';
import type { Plan, Scheduler } from './scheduler.ts';

/**
 * The bell of a simulated process. A node looks every second which lanes of the outbox have something due; here each lane is
 * woken when its next job is due, so that no step of the simulation is spent on finding nothing.
 */
export function simulatedBell(
  scheduler: Scheduler,
  of: {
    readonly name: string;
    readonly isAlive: () => boolean;
    readonly nextDue: (topics: readonly Topic[]) => Instant | undefined;
  },
): Bell {
  const waiting = new Map<string, { wakers: (() => void)[]; plan: Plan }>();
  const ring = (name: string): void => {
    const known = waiting.get(name);
    if (!known || !of.isAlive()) return;
    waiting.delete(name);
    known.plan.cancel();
    for (const wake of known.wakers) wake();
  };
  const pauseOf = (name: string, milliseconds: number): number => {
    if (name === 'links') return LINKS_MS;
    // It is rung with every leaf; a process that has just begun, or failed, looks by itself.
    if (name === 'transparency') return LOG_MS;
    const lane = LANES.find(({ topics: [first] }) => first !== undefined && laneBell(first) === name);
    if (!lane) return milliseconds;
    const due = of.nextDue(lane.topics);
    if (due === undefined) return LONGEST_LOOK_MS;
    return Math.min(LONGEST_LOOK_MS, Math.max(LANE_MS, millisecondsOf(due) - scheduler.now()));
  };
  return {
    ring,
    wait: (name, milliseconds) =>
      new Promise((resolve) => {
        if (name === WATCH) return; // each lane looks by itself
        const known = waiting.get(name);
        if (known) {
          known.wakers.push(resolve);
          return;
        }
        const plan = scheduler.plan(pauseOf(name, milliseconds), `${of.name} wakes for ${name}`, () =>
          ring(name),
        );
        waiting.set(name, { wakers: [resolve], plan });
      }),
    close() {
      for (const { plan } of waiting.values()) plan.cancel();
      waiting.clear();
    },
  };
}

/** Partners do not change here; but a process whose first look failed has to look again soon. */
const LINKS_MS = 20_000;
/** Within this a leaf has its place, whatever failed (I11). */
const LOG_MS = 60_000;
const LANE_MS = 1000;
const LONGEST_LOOK_MS = 600_000;
