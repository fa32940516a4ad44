import { setTimeout } from 'node:timers/promises';
import type { NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { storyAt } from '#cli/demo/play/find-story.ts';
import { fetchPage } from '#cli/demo/play/portal-page.ts';
import type { Reply } from '#contract/endpoint.ts';
import { listRecalls } from '#contract/correction.ts';
import { listWire } from '#contract/wire.ts';
import type { WorkedStory } from './newsrooms-at-work.ts';

type Line = Reply<typeof listWire>['stories'][number];
type Recall = Reply<typeof listRecalls>['recalls'][number];

/** What is wrong with what was acknowledged, in words; nothing when all is as it was said to be. */
export async function takeStock(
  stories: readonly WorkedStory[],
  giver: NewsroomDesk,
  takers: readonly NewsroomDesk[],
): Promise<readonly string[]> {
  const own = await wholeWire(giver, 'own');
  const theirs = await Promise.all(
    takers.map(async (taker) => ({ at: taker.origin, lines: await wholeWire(taker, 'partners') })),
  );
  const { recalls } = await giver.editor.demand(listRecalls, {});
  const wrong: string[] = [];
  for (const story of stories) {
    const kills = recalls.filter(({ kind, storyId }) => kind === 'kill' && storyId === story.id);
    const isKilled = kills.length > 0;
    if (story.isKilled && !isKilled) wrong.push(`lost: the kill of ${story.headline}`);
    if (kills.length > 1) wrong.push(`twice: the kill of ${story.headline}`);
    wrong.push(...linesOf(story, own, isKilled ? 0 : 1, 'its origin'));
    for (const { at, lines } of theirs) wrong.push(...linesOf(story, lines, isKilled ? 0 : 1, at));
    wrong.push(...(await pagesOf(story, isKilled)));
    wrong.push(...(await usesOf(story, own, giver)));
  }
  return wrong;
}

const SETTLE_MS = 60_000;

/** Looks until nothing is wrong any more, or for a minute. */
export async function untilRight(look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const end = performance.now() + SETTLE_MS;
  let wrong = await look();
  while (wrong.length > 0 && performance.now() < end) {
    await setTimeout(1000);
    wrong = await look();
  }
  return wrong;
}

/** The kills that have no last word of every holder yet. */
export async function openKills({ editor }: NewsroomDesk): Promise<readonly Recall[]> {
  const { recalls } = await editor.demand(listRecalls, {});
  return recalls.filter(({ reach }) =>
    reach.some(({ state }) => state !== 'applied' && state !== 'not-applicable'),
  );
}

function* linesOf(story: WorkedStory, lines: readonly Line[], wanted: number, where: string) {
  const found = lines.filter(({ headline }) => headline === story.headline).length;
  if (found < wanted) yield `lost: ${story.headline} at ${where}`;
  if (found > wanted) yield `${wanted === 0 ? 'killed and there' : 'twice'}: ${story.headline} at ${where}`;
}

async function pagesOf({ headline, pages }: WorkedStory, isKilled: boolean): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const page of pages.values()) {
    const { status } = await fetchPage(page);
    if (status !== (isKilled ? 410 : 200)) wrong.push(`the page of ${headline} answers ${status}: ${page}`);
  }
  return wrong;
}

/** Each page that stands was reported once. */
async function usesOf(
  { headline, pages }: WorkedStory,
  own: readonly Line[],
  { editor }: NewsroomDesk,
): Promise<readonly string[]> {
  const line = own.find((one) => one.headline === headline);
  if (!line || pages.size === 0) return [];
  const { uses } = await storyAt(editor, line.id);
  return uses.length === pages.size
    ? []
    : [`${headline} was published ${pages.size} times and has ${uses.length} uses`];
}

export async function wholeWire(
  { editor }: NewsroomDesk,
  from: 'own' | 'partners',
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  let after: string | undefined;
  do {
    const query = { from, limit: '100', ...(after === undefined ? {} : { after }) };
    const page = await editor.demand(listWire, { query });
    lines.push(...page.stories);
    after = page.next;
  } while (after !== undefined);
  return lines;
}
