import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { lineOf } from '#cli/demo/play/find-story.ts';
import { pushDocument } from '#cli/demo/play/push-document.ts';
import { openPush } from '#cli/demo/play/supply-steps.ts';
import { until } from '#cli/demo/until.ts';
import { killStory } from '#contract/correction.ts';
import { listWire } from '#contract/wire.ts';
import { makePartners, ninjsOf, sitDown, type WorkedStory } from './newsrooms-at-work.ts';
import { inTown, type Say } from './open-town.ts';
import { openKills, takeStock, untilRight } from './take-stock.ts';

export type BlackHoleOrder = {
  /** One gives, one is the hole, the others are watched. */
  readonly nodes: number;
  /** How often a stretch with everybody there is followed by one without the one. */
  readonly rounds: number;
  readonly storiesEach: number;
  /** How long the one is away at least, each time. */
  readonly holeSeconds: number;
  readonly say: Say;
};

export type BlackHoleRecord = {
  readonly nodes: number;
  readonly stories: number;
  readonly killed: number;
  /** From the acknowledgement of a story until it is on another's wire: the one in the middle. */
  readonly medianMsWithAll: number;
  readonly medianMsWithHole: number;
  readonly ratio: number;
  /** From its return to the last word on the last kill; the longest. */
  readonly secondsToLastReceipt: number;
  readonly wrong: readonly string[];
  readonly late: readonly string[];
};

const RECEIPT_SECONDS = 60;
const WORSE_AT_MOST = 1.1;
const LOOK_EVERY_MS = 25;

/**
 * One partner of several asks for nothing and never answers: in odd rounds it is connected to, in even ones packets to it vanish. The others get everything meanwhile, as
 * fast as before (I23); it is not given up, and after its return it gets every kill and answers it (I7, T06).
 */
export function blackHole(order: BlackHoleOrder): Promise<BlackHoleRecord> {
  return inTown(order, async ({ nodes, links }) => {
    const [giver, hole, ...others] = await sitDown(nodes);
    const [[, holeNode], [, holeLink]] = [nodes, links];
    if (!hole || !holeNode || !holeLink) throw new Error('there is nobody who could be the hole');
    await makePartners(giver, [hole, ...others]);
    const stories: WorkedStory[] = [];
    const give = await giving(giver, others, stories);
    await give(order.storiesEach); // what is slow only the first time is not measured
    const withAll: number[] = [];
    const withHole: number[] = [];
    let secondsToLastReceipt = 0;
    for (let round = 1; round <= order.rounds; round++) {
      withAll.push(...(await give(order.storiesEach)));
      const goneAt = performance.now();
      holeNode.standStill();
      const hear = round % 2 === 0 ? await holeLink.turnDeaf() : undefined;
      const manner = hear ? 'loses what asks to be connected' : 'takes connections and answers nothing';
      order.say(`${round}: ${holeNode.newsroom.slug} ${manner}`);
      withHole.push(...(await give(order.storiesEach)));
      await killTwo(giver, others, stories);
      await setTimeout(Math.max(0, order.holeSeconds * 1000 - (performance.now() - goneAt)));
      holeNode.goOn();
      await hear?.();
      secondsToLastReceipt = Math.max(secondsToLastReceipt, await untilAnswered(giver));
    }
    const wrong = await untilRight(() => takeStock(stories, giver, [hole, ...others]));
    const [before, meanwhile] = [medianOf(withAll), medianOf(withHole)];
    const ratio = Math.round((meanwhile / before) * 100) / 100;
    return {
      nodes: nodes.length,
      stories: stories.length,
      killed: stories.filter(({ isKilled }) => isKilled).length,
      medianMsWithAll: before,
      medianMsWithHole: meanwhile,
      ratio,
      secondsToLastReceipt,
      wrong,
      late: ratio > WORSE_AT_MOST ? ['the others waited more than a tenth longer'] : [],
    };
  });
}

/** Gives story after story, each when the one before is everywhere; answers how long each took to each of the others. */
async function giving(giver: NewsroomDesk, others: readonly NewsroomDesk[], stories: WorkedStory[]) {
  const place = await openPush(giver.chief);
  return async (count: number): Promise<readonly number[]> => {
    const times: number[] = [];
    for (let number = 0; number < count; number++) {
      const headline = `Tin ${randomUUID()}`;
      const { status } = await pushDocument(place, randomUUID(), ninjsOf(headline, number));
      if (status !== 200) throw new Error(`the story was answered ${status}`);
      stories.push({ headline, isKilled: false, pages: new Map() });
      const takenAt = performance.now();
      times.push(...(await Promise.all(others.map((desk) => timeToReach(desk, headline, takenAt)))));
    }
    return times;
  };
}

async function timeToReach({ editor }: NewsroomDesk, headline: string, since: number): Promise<number> {
  for (;;) {
    const { stories } = await editor.demand(listWire, { query: { from: 'partners', limit: '5' } });
    if (stories.some((story) => story.headline === headline)) return performance.now() - since;
    await setTimeout(LOOK_EVERY_MS);
  }
}

/** Kills the story that everybody has longest and the one that is newest; the others have let go of both at the end. */
async function killTwo(
  giver: NewsroomDesk,
  others: readonly NewsroomDesk[],
  stories: readonly WorkedStory[],
): Promise<void> {
  const standing = stories.filter(({ isKilled }) => !isKilled);
  for (const story of [standing[0], standing.at(-1)]) {
    const id = story && (await lineOf(giver.editor, 'own', story.headline))?.id;
    if (!story || id === undefined) throw new Error('there is nothing to kill');
    story.id = id;
    const body = { reasonClass: 'error', publicReason: 'Không có thật.' } as const;
    await giver.chief.demand(killStory, { params: { id }, body });
    story.isKilled = true;
    for (const { editor } of others)
      await until('the kill', async () => !(await lineOf(editor, 'partners', story.headline)));
  }
}

/** Waits for the last word on every kill, and says how many seconds that took. */
async function untilAnswered(giver: NewsroomDesk): Promise<number> {
  const since = performance.now();
  await until(
    'the last word on every kill',
    async () => (await openKills(giver)).length === 0,
    RECEIPT_SECONDS,
  );
  return Math.round((performance.now() - since) / 100) / 10;
}

function medianOf(numbers: readonly number[]): number {
  return Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0);
}
