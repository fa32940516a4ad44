import { setTimeout } from 'node:timers/promises';
import type { NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { applyNotice, listNotices } from '#contract/correction.ts';
import type { DemoNode } from '#main/demo/demo-nodes.ts';
import { makePartners, sitDown, work } from './newsrooms-at-work.ts';
import { inTown, type Say } from './open-town.ts';
import { openKills, takeStock, untilRight } from './take-stock.ts';
import { wrongClocks, type WrongClocks } from './wrong-clock.ts';

export type JumpRecord = {
  readonly jumps: number;
  readonly stories: number;
  readonly killed: number;
  readonly published: number;
  /** Kills that came at a time at which no agreement was in force, so that they waited for a person. */
  readonly answeredByHand: number;
  /** From the moment when all clocks were right again to the last word on the last kill. */
  readonly secondsToLastReceipt: number;
  readonly wrong: readonly string[];
};

/** Two minutes, which a request may be wrong by, and a day, by which nothing of the other is believed. */
const JUMPS_SECONDS = [120, -120, 86_400, -86_400];
const RECEIPT_SECONDS = 60;

/**
 * The clock of one newsroom's machine, node and database, jumps and jumps back, under load; then the other's. At the end all
 * that was acknowledged is there once and every kill has its last word: nothing was put off to a time that does not come (I27).
 */
export async function jumpClocks(order: {
  readonly secondsEach: number;
  readonly say: Say;
}): Promise<JumpRecord> {
  const clocks = wrongClocks();
  try {
    return await inTown(
      { nodes: 2, environmentOf: clocks.environmentOf, say: order.say },
      async ({ nodes }) => {
        const [giver, ...takers] = await sitDown(nodes);
        await makePartners(giver, takers);
        const working = await work(giver, takers);
        await jumpAll(clocks, nodes, [giver, ...takers], order);
        const rightAt = performance.now();
        order.say('all clocks are right again');
        await setTimeout(order.secondsEach * 1000);
        await working.stop();
        const answeredByHand = await answerAtDesks(takers);
        await until(
          'the last word on every kill',
          async () => (await openKills(giver)).length === 0,
          RECEIPT_SECONDS,
        );
        const secondsToLastReceipt = Math.round((performance.now() - rightAt) / 100) / 10;
        const { stories } = working;
        return {
          jumps: nodes.length * JUMPS_SECONDS.length,
          stories: stories.length,
          killed: stories.filter(({ isKilled }) => isKilled).length,
          published: stories.reduce((sum, { pages }) => sum + pages.size, 0),
          answeredByHand,
          secondsToLastReceipt,
          wrong: await untilRight(() => takeStock(stories, giver, takers)),
        };
      },
    );
  } finally {
    clocks.close();
  }
}

/** As people do whose desk shows an open notice. */
async function answerAtDesks(takers: readonly NewsroomDesk[]): Promise<number> {
  let answered = 0;
  for (const { editor } of takers) {
    const { notices } = await editor.demand(listNotices, {});
    for (const { id } of notices.filter(({ kind, state }) => kind === 'kill' && state === 'open')) {
      await editor.demand(applyNotice, { params: { id } });
      answered += 1;
    }
  }
  return answered;
}

async function jumpAll(
  clocks: WrongClocks,
  nodes: readonly DemoNode[],
  desks: readonly NewsroomDesk[],
  { secondsEach, say }: { readonly secondsEach: number; readonly say: Say },
): Promise<void> {
  for (const [at, { newsroom, origin }] of nodes.entries())
    for (const seconds of JUMPS_SECONDS) {
      say(`the clock of ${newsroom.slug} jumps by ${seconds} s`);
      for (const jump of [seconds, 0]) {
        clocks.put(newsroom.slug, jump);
        await until(`the clock of ${newsroom.slug} reads otherwise`, () => reads(origin, jump));
        // Who sat down yesterday has to sit down again.
        await desks[at]?.chief.sitDownAs('chief');
        await desks[at]?.editor.sitDownAs('editor');
        await setTimeout(secondsEach * 1000);
      }
    }
}

/** Every answer tells the time of the machine it comes from. */
async function reads(origin: string, seconds: number): Promise<boolean> {
  const { headers } = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(5000) });
  const ahead = (Date.parse(headers.get('date') ?? '') - Date.now()) / 1000;
  return Math.abs(ahead - seconds) < 10;
}
