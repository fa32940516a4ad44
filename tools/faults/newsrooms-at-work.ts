import { randomUUID } from 'node:crypto';
import { becomePartners } from '#cli/demo/become-partners.ts';
import { concludeAgreement } from '#cli/demo/conclude-agreement.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { lineOf } from '#cli/demo/play/find-story.ts';
import { pushDocument } from '#cli/demo/play/push-document.ts';
import { openPush } from '#cli/demo/play/supply-steps.ts';
import { killStory } from '#contract/correction.ts';
import { publishStory } from '#contract/publication.ts';
import { listWire, takeStory } from '#contract/wire.ts';
import type { DemoNode } from '#main/demo/demo-nodes.ts';

/** A story of the run, and what was acknowledged about it: what was answered 200 must be found afterwards. */
export type WorkedStory = {
  readonly headline: string;
  /** By its origin's own id, once it is on its wire. */
  id?: string;
  isKilled: boolean;
  /** The pages of partners, by the partner's origin, once publishing was acknowledged. */
  readonly pages: Map<string, string>;
};

/** Story after story from one newsroom, taken and shown by others, and some of them killed; all that over HTTP. */
export type Work = {
  readonly stories: WorkedStory[];
  /** How many calls no answer came to, or only that it cannot be done at the moment. */
  unanswered: number;
  stop(): Promise<void>;
};

const STORY_EVERY_MS = 400;
/** In one round of so many a story is killed that is shown, and in another one that may not have come yet. */
const ROUNDS = 6;

/** The desks of the nodes: first the one that gives, then those that take. */
export async function sitDown(
  nodes: readonly DemoNode[],
): Promise<readonly [NewsroomDesk, ...NewsroomDesk[]]> {
  const [giver, ...takers] = await Promise.all(nodes.map(({ origin }) => newsroomDesk(origin)));
  if (!giver) throw new Error('no node runs');
  return [giver, ...takers];
}

export async function makePartners(giver: NewsroomDesk, takers: readonly NewsroomDesk[]): Promise<void> {
  for (const taker of takers) {
    await becomePartners(giver.chief, taker.chief);
    await concludeAgreement(giver.chief, taker.chief);
  }
}

export async function work(giver: NewsroomDesk, takers: readonly NewsroomDesk[]): Promise<Work> {
  const push = await openPush(giver.chief);
  let isOver = false;
  const done: Work = { stories: [], unanswered: 0, stop };
  const tries = async (act: () => Promise<unknown>): Promise<void> => {
    await act().catch(() => {
      done.unanswered += 1;
    });
  };
  const each = async (everyMs: number, act: (round: number) => Promise<unknown>): Promise<void> => {
    for (let round = 0; !isOver; round++) {
      await tries(() => act(round));
      await new Promise((wake) => setTimeout(wake, everyMs));
    }
  };
  const loops = [
    each(STORY_EVERY_MS, async (round) => {
      const headline = `Tin số ${round} ${randomUUID().slice(0, 8)}`;
      const { status } = await pushDocument(push, randomUUID(), ninjsOf(headline, round));
      if (status === 200) done.stories.push({ headline, isKilled: false, pages: new Map() });
    }),
    each(STORY_EVERY_MS, (round) => killOne(giver, done.stories, round)),
    ...takers.map((taker) => each(STORY_EVERY_MS, () => showNew(taker, done.stories))),
  ];
  async function stop(): Promise<void> {
    isOver = true;
    await Promise.all(loops);
  }
  return done;
}

async function killOne(giver: NewsroomDesk, stories: readonly WorkedStory[], round: number): Promise<void> {
  const isShown = round % ROUNDS < ROUNDS / 2;
  if (round % (ROUNDS / 2) > 0) return;
  const story = stories.findLast((one) => !one.isKilled && one.pages.size > 0 === isShown);
  if (!story) return;
  const id = (await lineOf(giver.editor, 'own', story.headline))?.id;
  if (id === undefined) return;
  story.id = id;
  const body = { reasonClass: 'error', publicReason: 'Không có thật.' } as const;
  const killed = await giver.chief.call(killStory, { params: { id }, body });
  // An answer that was lost may have been a yes: a second look at the end tells.
  if (killed.ok) story.isKilled = true;
}

/** Takes and publishes what came and is not shown yet. */
async function showNew(taker: NewsroomDesk, stories: readonly WorkedStory[]): Promise<void> {
  const { stories: lines } = await taker.editor.demand(listWire, {
    query: { from: 'partners', limit: '100' },
  });
  for (const { id, headline } of lines.slice(0, 20)) {
    const story = stories.find((one) => one.headline === headline && !one.pages.has(taker.origin));
    if (!story) continue;
    await taker.editor.call(takeStory, { params: { id }, body: { use: 'as-is' } });
    const published = await taker.editor.call(publishStory, { body: { storyId: id } });
    if (published.ok) story.pages.set(taker.origin, published.value.publication.url);
  }
}

/** A short story as a feed pushes it. */
export function ninjsOf(headline: string, number: number): Uint8Array {
  const now = new Date().toISOString();
  const document = {
    uri: `urn:newsml:song-han.example:${now.slice(0, 10)}:${randomUUID()}`,
    standard: {
      name: 'ninjs',
      version: '3.1',
      schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json',
    },
    type: 'text',
    version: '1',
    versionCreated: now,
    firstCreated: now,
    pubStatus: 'usable',
    language: 'vi',
    headlines: [{ role: 'main', value: headline }],
    bodies: [
      { role: 'main', contentType: 'text/html', value: `<p>Đà Nẵng – Đây là bản tin số ${number}.</p>` },
    ],
  };
  return new TextEncoder().encode(JSON.stringify(document));
}
