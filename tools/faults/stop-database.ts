import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { until } from '#cli/demo/until.ts';
import type { NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { pushDocument } from '#cli/demo/play/push-document.ts';
import { openPush } from '#cli/demo/play/supply-steps.ts';
import { listWire } from '#contract/wire.ts';
import type { DemoNode } from '#main/demo/demo-nodes.ts';
import { databaseProcesses } from './database-processes.ts';
import { ninjsOf, sitDown } from './newsrooms-at-work.ts';
import { inTown, type Say } from './open-town.ts';
import { wholeWire } from './take-stock.ts';

export type StopRecord = {
  readonly calls: number;
  readonly acknowledged: number;
  /** Answered 503, so that the caller comes again. */
  readonly refused: number;
  /** The longest that a call waited for its answer, whatever the answer was. */
  readonly slowestAnswerSeconds: number;
  /** From the stop until the node says that it is not ready, and from the return until it is; the longest. */
  readonly secondsToNotReady: number;
  readonly secondsToReady: number;
  readonly wrong: readonly string[];
  readonly late: readonly string[];
};

const ANSWER_SECONDS = 5;
const READY_SECONDS = 10;
const WRITERS = 6;
const READERS = 3;
/** A node takes 100 calls a second of one visitor (T16), and all of these come from here. */
const BREATH_MS = 150;

/**
 * The database of a node under load is stopped, each manner in turn. Whoever asks meanwhile hears 503 and not nothing; what
 * was acknowledged is there; what was not and is sent again is there once (T21).
 */
export function stopDatabase(order: {
  readonly frozenSeconds: number;
  readonly rounds: number;
  readonly say: Say;
}): Promise<StopRecord> {
  return inTown({ nodes: 1, say: order.say }, async ({ nodes }) => {
    const [[desk], [node]] = [await sitDown(nodes), nodes];
    if (!node) throw new Error('no node runs');
    const calls = await load(desk);
    const times: Times[] = [];
    for (let round = 1; round <= order.rounds; round++)
      for (const manner of ['frozen', 'ended'] as const) {
        await setTimeout(1500);
        const time = await (manner === 'frozen' ? freeze(node, order.frozenSeconds, calls) : end(node));
        order.say(`${manner} ${round}: not ready after ${time.toNotReady} s, ready after ${time.toReady} s`);
        times.push(time);
      }
    await setTimeout(1000);
    return recordOf(await calls.stop(), times, await calls.sendRestAgain(), desk);
  });
}

type Times = {
  readonly toNotReady: number;
  readonly toReady: number;
  /** Calls that got no answer until the database went on. */
  readonly hung: number;
};

/** Its processes stand still, as when a disk hangs, and go on after so many seconds. */
async function freeze(node: DemoNode, seconds: number, calls: Load): Promise<Times> {
  const processes = await databaseProcesses(node);
  const stoppedAt = performance.now();
  // The postmaster first: it would start anew what it misses.
  for (const processId of processes) process.kill(processId, 'SIGSTOP');
  await until('the node says that it is not ready', async () => !(await isReady(node)), 60);
  const toNotReady = secondsSince(stoppedAt);
  await setTimeout(seconds * 1000 - (performance.now() - stoppedAt));
  const hung = calls.waitingSince(stoppedAt + 1000);
  for (const processId of processes) process.kill(processId, 'SIGCONT');
  return { toNotReady, toReady: await untilReady(node), hung };
}

/** Somebody else stops it in order, and the node starts it again: too soon, as a rule, to be seen as not ready. */
async function end(node: DemoNode): Promise<Times> {
  const { processId } = await node.database();
  process.kill(processId, 'SIGINT');
  const stoppedAt = performance.now();
  await until('another PostgreSQL', async () => (await node.database()).processId !== processId, 60);
  await untilReady(node);
  return { toNotReady: 0, toReady: secondsSince(stoppedAt), hung: 0 };
}

async function untilReady(node: DemoNode): Promise<number> {
  const returnedAt = performance.now();
  await until('the node says that it is ready', () => isReady(node), 60);
  return secondsSince(returnedAt);
}

async function isReady({ origin }: DemoNode): Promise<boolean> {
  return (await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(5000) })).ok;
}

/** A call, and what came of it; status 0 when nothing came. */
type Call = {
  readonly headline?: string;
  readonly again?: () => Promise<number>;
  readonly status: number;
  readonly seconds: number;
};

type Load = {
  /** How many calls wait now that were made before that moment. */
  waitingSince(moment: number): number;
  stop(): Promise<readonly Call[]>;
  sendRestAgain(): Promise<readonly string[]>;
};

async function load({ chief, editor }: NewsroomDesk): Promise<Load> {
  const place = await openPush(chief);
  const calls: Call[] = [];
  let isOver = false;
  const waiting = new Set<number>();
  const each = async (
    make: (number: number) => Omit<Call, 'status' | 'seconds'> & { act: () => Promise<number> },
  ) => {
    for (let number = 0; !isOver; number++) {
      const { act, ...call } = make(number);
      const askedAt = performance.now();
      waiting.add(askedAt);
      const status = await act().catch(() => 0);
      waiting.delete(askedAt);
      calls.push({ ...call, status, seconds: secondsSince(askedAt) });
      await setTimeout(BREATH_MS);
    }
  };
  const write = (number: number) => {
    const [id, headline] = [randomUUID(), `Tin ${randomUUID()}`];
    const document = ninjsOf(headline, number);
    const act = async () => (await pushDocument(place, id, document)).status;
    return { headline, act, again: act };
  };
  const read = () => ({
    act: async () => {
      const reply = await editor.call(listWire, { query: { from: 'own' } });
      return reply.ok ? 200 : reply.error.status;
    },
  });
  const loops = [...Array(WRITERS).fill(write), ...Array(READERS).fill(read)].map(each);
  return {
    waitingSince: (moment) => [...waiting].filter((askedAt) => askedAt < moment).length,
    async stop() {
      isOver = true;
      await Promise.all(loops);
      return calls;
    },
    async sendRestAgain() {
      const wrong: string[] = [];
      for (const { headline, status, again } of calls) {
        if (status === 200 || !again) continue;
        const answered = await again();
        if (answered !== 200) wrong.push(`sent again, ${headline} is answered ${answered}`);
      }
      return wrong;
    },
  };
}

async function recordOf(
  calls: readonly Call[],
  times: readonly Times[],
  notTaken: readonly string[],
  desk: NewsroomDesk,
): Promise<StopRecord> {
  const hung = times.reduce((sum, time) => sum + time.hung, 0);
  const wrong = [...notTaken, ...falseAnswers(calls, await wholeWire(desk, 'own'))];
  if (hung > 0) wrong.push(`${hung} calls hung as long as the database`);
  const slowestAnswerSeconds = Math.max(...calls.map(({ seconds }) => seconds));
  const secondsToReady = Math.max(...times.map(({ toReady }) => toReady));
  const late: string[] = [];
  if (slowestAnswerSeconds > ANSWER_SECONDS) late.push(`an answer took longer than ${ANSWER_SECONDS} s`);
  if (secondsToReady > READY_SECONDS) late.push(`ready later than ${READY_SECONDS} s after its return`);
  return {
    calls: calls.length,
    acknowledged: calls.filter(({ status }) => status === 200).length,
    refused: calls.filter(({ status }) => status === 503).length,
    slowestAnswerSeconds,
    secondsToNotReady: Math.max(...times.map(({ toNotReady }) => toNotReady)),
    secondsToReady,
    wrong,
    late,
  };
}

/** Everything was sent until it was taken, so each story is there once. */
function* falseAnswers(calls: readonly Call[], lines: readonly { readonly headline: string }[]) {
  for (const { headline, status } of calls) {
    if (status !== 200 && status !== 503) yield `answered ${status}, neither yes nor 503`;
    if (headline === undefined) continue;
    const count = lines.filter((line) => line.headline === headline).length;
    if (count !== 1) yield `${headline}, answered ${status}, is there ${count} times`;
  }
}

function secondsSince(then: number): number {
  return Math.round((performance.now() - then) / 10) / 100;
}
