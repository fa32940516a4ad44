import type { Agency } from '#domain/newsroom/agency.ts';
import { plusSeconds, secondsBetween, type Instant } from '#kernel/instant.ts';
import type { JobQueue } from '#ports/job-queue.ts';
import type { ClaimedJob, Job, Topic } from '#ports/outbox-store.ts';
import type { Clock } from '#ports/world.ts';
import type { Bell } from './bell.ts';
import { partnerHands } from './partner-hands.ts';

/**
 * Does one job. A throw or `again` puts it off, and nothing gives it up. `refused`: the other side answered, and the answer
 * was no: it is asked again, ever more rarely. `goesOn`: it was done in part, and the rest is not waited for. Every handler
 * may run twice (I2).
 */
export type JobHandler = (
  job: Job,
  to: { readonly agency: Agency; readonly at: Instant },
) => Promise<JobOutcome>;
export type JobOutcome =
  | 'done'
  | { readonly again: string }
  | { readonly refused: string }
  | { readonly goesOn: string };

export type DrainNeeds = {
  readonly queue: JobQueue;
  readonly agencies: () => Promise<readonly Agency[]>;
  readonly handle: JobHandler;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly log: (line: { readonly what: string; readonly topic?: Topic; readonly why?: string }) => void;
};

/**
 * What waits for another machine must not hold up what does not: the lanes run beside each other (I23). Order within a
 * topic is not promised; whoever needs order has it from the channel. What partners wait for does not stand behind a
 * hundred thousand stories that are to be offered.
 */
export const LANES: readonly Lane[] = [
  { topics: ['item-killed', 'receipt', 'taken', 'usage-report'], hands: 1 },
  { topics: ['item-admitted', 'agreement-changed', 'topics-changed'], hands: 1 },
  { topics: ['fetch-object'], hands: 12, ofPartner: 4 },
  { topics: ['fetch-pictures', 'fetch-paper'], hands: 8, ofPartner: 2 },
  { topics: ['hint'], hands: 8, ofPartner: 1 },
  { topics: ['deliver'], hands: 2 },
  { topics: ['call-back'], hands: 2 },
  { topics: ['tell-late'], hands: 2 },
];

type Lane = {
  readonly topics: readonly Topic[];
  /** So many jobs at once. */
  readonly hands: number;
  /** Of these, what one partner that answers may hold; one that does not holds one. Left out: nobody is told apart. */
  readonly ofPartner?: number;
};

/** What wakes the lane that a topic belongs to. */
export function laneBell(topic: Topic): string {
  return `lane ${LANES.findIndex(({ topics }) => topics.includes(topic))}`;
}

/** One look for all hands: a dozen that each looked by itself would cost an idle node several times as much. */
const LOOK_MS = 1000;
const IDLE_MS = 60_000;
const SETTLE_AGAIN_MS = 300;
/** What brings the next look forward. */
export const WATCH = 'due jobs';
const LONGEST_WAIT_SECONDS = 3600;
/** What an agreement at rest holds back comes when it goes on: then the job is brought forward. */
const LONGEST_AFTER_NO_SECONDS = 24 * 3600;

/**
 * Works until stopped. The bell only shortens the wait; a missed ring costs a second, for every second it is looked which
 * lanes have something due, and these are rung.
 */
export function drainOutbox(needs: DrainNeeds): { stop(): Promise<void> } {
  let stopping = false;
  const begun = takeBackLeases(needs);
  const followClock = clockFollower(needs);
  const watching = watch();
  const lanes = LANES.map(run);

  async function watch(): Promise<void> {
    await begun;
    while (!stopping) {
      await followClock()
        .then(() => ringDue(needs))
        .catch((fault: unknown) => needs.log({ what: 'outbox-fault', why: wordsOf(fault) }));
      if (!stopping) await needs.bell.wait(WATCH, LOOK_MS);
    }
  }

  async function run(lane: Lane): Promise<void> {
    const name = laneBell(lane.topics[0] ?? 'hint');
    const hands = handsOf(needs, lane, () => stopping);
    await begun;
    while (!stopping) {
      const before = hands.ended();
      const round = followClock().then(() => hands.begin());
      const hasBegun = await round.catch((fault: unknown) => {
        needs.log({ what: 'outbox-fault', why: wordsOf(fault) });
        return false;
      });
      // What ended meanwhile may have been what a job waited for; its ring was heard by nobody.
      if (!hasBegun && !stopping && hands.ended() === before) await needs.bell.wait(name, IDLE_MS);
    }
    await hands.rest();
  }

  return {
    async stop() {
      stopping = true;
      needs.bell.ring(WATCH);
      for (const { topics } of LANES) for (const topic of topics) needs.bell.ring(laneBell(topic));
      await Promise.all([watching, ...lanes]);
    },
  };
}

async function ringDue({ agencies, queue, clock, bell }: DrainNeeds): Promise<void> {
  const lanes = new Set<string>();
  for (const { id } of await agencies())
    for (const topic of await queue.due(id, clock.now())) lanes.add(laneBell(topic));
  for (const lane of lanes) bell.ring(lane);
}

/** What a process that ended left in the middle, the one before this for one, is done at once and not a minute later. */
async function takeBackLeases({ agencies, queue, clock, log }: DrainNeeds): Promise<void> {
  try {
    for (const agency of await agencies()) await queue.takeBack(agency.id, clock.now());
  } catch (fault) {
    log({ what: 'leases-not-taken-back', why: wordsOf(fault) }); // they end by themselves after a minute
  }
}

/** Less is how clocks are kept right. */
const JUMP_SECONDS = 5;

/** Looks at the clock; when it has gone back since the last look, the queue follows it. All hands share one memory. */
function clockFollower({ agencies, queue, clock }: DrainNeeds): () => Promise<void> {
  let latest = clock.now();
  return async () => {
    const at = clock.now();
    const wentBack = secondsBetween(at, latest) > JUMP_SECONDS;
    if (wentBack) for (const agency of await agencies()) await queue.followClock(agency.id, at);
    latest = at;
  };
}

/** The hands of one lane. They look for jobs one after the other and work beside each other. */
function handsOf(needs: DrainNeeds, { topics, hands, ofPartner }: Lane, isStopping: () => boolean) {
  const working = new Set<Promise<void>>();
  const partners = partnerHands(ofPartner ?? hands);
  let ended = 0;

  function begin(agency: Agency, claimed: ClaimedJob): void {
    const { partner } = claimed;
    if (partner !== undefined) partners.take(partner);
    const one = work(needs, agency, claimed, isStopping)
      .catch((fault: unknown) => {
        needs.log({ what: 'outbox-fault', why: wordsOf(fault) });
        return false;
      })
      .then((answered) => {
        if (partner !== undefined) partners.giveBack(partner, answered);
        ended += 1;
        working.delete(one);
        needs.bell.ring(laneBell(claimed.job.topic));
      });
    working.add(one);
  }

  return {
    ended: () => ended,
    /** For each agency its next job, as hands become free; gives whether there was any. */
    async begin(): Promise<boolean> {
      let hasBegun = false;
      for (const agency of await needs.agencies()) {
        while (working.size >= hands) await Promise.race(working);
        if (isStopping()) break;
        const claimed = await needs.queue.claim(agency.id, topics, needs.clock.now(), partners.full());
        if (claimed) begin(agency, claimed);
        hasBegun ||= claimed !== undefined;
      }
      return hasBegun;
    },
    rest: () => Promise.all(working),
  };
}

/** Gives whether there was an answer, if there was somebody to answer. */
async function work(
  needs: DrainNeeds,
  agency: Agency,
  claimed: ClaimedJob,
  isStopping: () => boolean,
): Promise<boolean> {
  const outcome = await attempt(needs, agency, claimed.job);
  const at = needs.clock.now();
  if (outcome === 'done') {
    await settleSurely(needs, claimed, { doneAt: at }, isStopping);
    return true;
  }
  const { why, seconds } = putOff(outcome, claimed.attempts);
  needs.log({ what: 'job-again', topic: claimed.job.topic, why });
  await settleSurely(needs, claimed, { again: plusSeconds(at, seconds), why }, isStopping);
  return 'refused' in outcome;
}

function putOff(
  outcome: Exclude<JobOutcome, 'done'>,
  attempts: number,
): { readonly why: string; readonly seconds: number } {
  if ('goesOn' in outcome) return { why: outcome.goesOn, seconds: waitAfter(1) };
  if ('again' in outcome) return { why: outcome.again, seconds: waitAfter(attempts) };
  return { why: outcome.refused, seconds: waitAfter(attempts, LONGEST_AFTER_NO_SECONDS) };
}

/** A database that is away comes back; unsettled, the job would lie under its lease for a minute. */
async function settleSurely(
  { queue, bell, log }: DrainNeeds,
  claimed: ClaimedJob,
  outcome: Parameters<JobQueue['settle']>[1],
  isStopping: () => boolean,
): Promise<void> {
  for (;;) {
    try {
      return await queue.settle(claimed, outcome);
    } catch (fault) {
      if (isStopping()) throw fault;
      log({ what: 'job-not-settled', topic: claimed.job.topic, why: wordsOf(fault) });
      await bell.wait('settle', SETTLE_AGAIN_MS);
    }
  }
}

async function attempt(needs: DrainNeeds, agency: Agency, job: Job): Promise<JobOutcome> {
  try {
    return await needs.handle(job, { agency, at: needs.clock.now() });
  } catch (fault) {
    return { again: wordsOf(fault) };
  }
}

/** 1, 2, 4 … seconds, at most an hour, or a day after a no, for ever (I7). */
export function waitAfter(attempts: number, longest = LONGEST_WAIT_SECONDS): number {
  return Math.min(2 ** Math.min(attempts - 1, 20), longest);
}

function wordsOf(fault: unknown): string {
  return fault instanceof Error ? fault.message.slice(0, 300) : 'unknown fault';
}
