import { createHash } from 'node:crypto';

/** True time of the simulated world, and everything that is still to happen in it. */
export type Scheduler = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Something that happens so much later; two at the same moment happen in the order in which they were planned. */
  plan(delayMs: number, what: string, happen: () => void): Plan;
  /** Lets the next thing happen and everything that follows from it without time passing. False: nothing is left. */
  step(): Promise<boolean>;
  /** When the next thing happens. */
  next(): number | undefined;
  /** Adds to the trace: two runs of one seed have the same. */
  note(line: string): void;
  /** SHA-256 of the trace so far. */
  trace(): string;
  /** The last lines of the trace. */
  lately(): readonly string[];
};

export type Plan = { cancel(): void };

type Planned = { readonly at: number; readonly order: number; readonly what: string; happen?: () => void };

const REMEMBERED = 60;

export function makeScheduler(startsAt: number, heard: (line: string) => void): Scheduler {
  const heap: Planned[] = [];
  const hash = createHash('sha256');
  const lately: string[] = [];
  let now = startsAt;
  let order = 0;
  const note = (line: string): void => {
    const whole = `${now} ${line}`;
    hash.update(`${whole}\n`);
    heard(whole);
    lately.push(whole);
    if (lately.length > REMEMBERED) lately.shift();
  };
  const dropCancelled = (): void => {
    while (heap[0] && !heap[0].happen) take(heap);
  };
  return {
    now: () => now,
    plan(delayMs, what, happen) {
      const planned: Planned = { at: now + Math.max(0, Math.round(delayMs)), order: order++, what, happen };
      put(heap, planned);
      return {
        cancel() {
          delete planned.happen;
        },
      };
    },
    async step() {
      dropCancelled();
      const planned = take(heap);
      if (!planned?.happen) return false;
      now = planned.at;
      note(planned.what);
      planned.happen();
      // Everything that runs is a microtask: no real input or output is waited for.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      return true;
    },
    next() {
      dropCancelled();
      return heap[0]?.at;
    },
    note,
    trace: () => hash.copy().digest('base64url'),
    lately: () => [...lately],
  };
}

function isBefore(one: Planned, other: Planned): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** A binary heap, the earliest first. */
function put(heap: Planned[], planned: Planned): void {
  heap.push(planned);
  let at = heap.length - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!swapIfBefore(heap, at, above)) return;
    at = above;
  }
}

function take(heap: Planned[]): Planned | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (!last || heap.length === 0) return first;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const left = at * 2 + 1;
    const right = left + 1;
    const [one, other] = [heap[left], heap[right]];
    if (!one) return first;
    const smaller = other && isBefore(other, one) ? right : left;
    if (!swapIfBefore(heap, smaller, at)) return first;
    at = smaller;
  }
}

function swapIfBefore(heap: Planned[], below: number, above: number): boolean {
  const [one, other] = [heap[below], heap[above]];
  if (!one || !other || !isBefore(one, other)) return false;
  heap[above] = one;
  heap[below] = other;
  return true;
}
