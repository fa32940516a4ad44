import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { lineOf, untilOnWire } from '#cli/demo/play/find-story.ts';
import { fetchPage } from '#cli/demo/play/portal-page.ts';
import { pushDocument } from '#cli/demo/play/push-document.ts';
import { openPush } from '#cli/demo/play/supply-steps.ts';
import { until } from '#cli/demo/until.ts';
import { killStory } from '#contract/correction.ts';
import { publishStory } from '#contract/publication.ts';
import { listWire, takeStory } from '#contract/wire.ts';
import { makePartners, ninjsOf, sitDown } from '../faults/newsrooms-at-work.ts';
import { inTown } from '../faults/open-town.ts';
import { median, percentile, type Figure } from './measure.ts';

const PROBES = 25;
/** Stories that come in a second beside the probes, each of which goes to the partner; and readers of the partner's wire and search. */
const STORIES_A_SECOND = 5;
const READERS = 4;
const READ_EVERY_MS = 250;
const LOOK_EVERY_MS = 20;
/** What is not there by then does not come, and the bench ends with that. */
const MOST_SECONDS = 60;

type Push = Awaited<ReturnType<typeof openPush>>;
type Waits = { readonly visible: readonly number[]; readonly gone: readonly number[] };

/** Between two real nodes that share this machine: how long a story takes to the partner, and a kill to the partner's page; idle, then under load. */
export async function load(): Promise<readonly Figure[]> {
  const { figures } = await inTown({ nodes: 2, say: () => undefined }, async ({ nodes }) => {
    const [giver, taker] = await sitDown(nodes);
    if (!taker) throw new Error('two nodes are needed');
    await makePartners(giver, [taker]);
    const push = await openPush(giver.chief);
    await probe(push, giver, taker); // what is slow only the first time is not measured
    const idle = await probe(push, giver, taker);
    const busy = loading(push, taker);
    const loaded = await probe(push, giver, taker).finally(() => busy.end());
    const done = await busy.done();
    const note = `beside ${done.stories.toFixed(1)} stories and ${done.reads.toFixed(0)} reads a second, on both nodes of one machine`;
    return {
      wrong: [],
      figures: [
        figureOf('a story accepted → on the partner’s wire', '< 2,000 ms', {
          idle: idle.visible,
          loaded: loaded.visible,
          note,
        }),
        figureOf('a kill → gone from the partner’s page', '< 5,000 ms', {
          idle: idle.gone,
          loaded: loaded.gone,
          note,
        }),
      ],
    };
  });
  return figures;
}

function figureOf(
  work: string,
  goal: string,
  {
    idle,
    loaded,
    note,
  }: { readonly idle: readonly number[]; readonly loaded: readonly number[]; readonly note: string },
): Figure {
  return {
    work: `${work}, under load, p95`,
    unit: 'ms',
    limitName: 'the same with nothing else to do',
    limit: percentile(idle, 0.95),
    ours: percentile(loaded, 0.95),
    goal,
    note: `p50 ${median(loaded).toFixed(0)} ms, idle ${median(idle).toFixed(0)} ms; ${note}`,
  };
}

/** Story after story is pushed, looked for at the partner, taken, shown, killed, and its page looked at until it is gone. */
async function probe(push: Push, giver: NewsroomDesk, taker: NewsroomDesk): Promise<Waits> {
  const visible: number[] = [];
  const gone: number[] = [];
  for (let number = 0; number < PROBES; number += 1) {
    const headline = `Tin thử ${randomUUID()}`;
    const { status } = await pushDocument(push, randomUUID(), ninjsOf(headline, number));
    if (status !== 200) throw new Error(`a story was answered ${status}`);
    const acceptedAt = performance.now();
    const there = await until(
      `"${headline}" on the partner's wire`,
      () => lineOf(taker.editor, 'partners', headline),
      MOST_SECONDS,
      LOOK_EVERY_MS,
    );
    visible.push(performance.now() - acceptedAt);
    const own = await untilOnWire(giver.editor, 'own', headline);
    await taker.editor.demand(takeStory, { params: { id: there.id }, body: { use: 'as-is' } });
    const { publication } = await taker.editor.demand(publishStory, { body: { storyId: there.id } });
    const body = { reasonClass: 'error', publicReason: 'Không có thật.' } as const;
    await giver.chief.demand(killStory, { params: { id: own.id }, body });
    const killedAt = performance.now();
    await until(
      `410 from ${publication.url}`,
      async () => (await fetchPage(publication.url)).status === 410,
      MOST_SECONDS,
      LOOK_EVERY_MS,
    );
    gone.push(performance.now() - killedAt);
  }
  return { visible, gone };
}

function loading(push: Push, taker: NewsroomDesk) {
  let isOver = false;
  let [stories, reads] = [0, 0];
  const from = performance.now();
  const each = async (everyMs: number, act: (round: number) => Promise<unknown>): Promise<void> => {
    for (let round = 0; !isOver; round += 1) {
      const next = performance.now() + everyMs;
      await act(round);
      await setTimeout(Math.max(0, next - performance.now()));
    }
  };
  const loops = [
    each(1000 / STORIES_A_SECOND, async (round) => {
      await pushDocument(push, randomUUID(), ninjsOf(`Tin ${randomUUID()}`, round));
      stories += 1;
    }),
    ...Array.from({ length: READERS }, (_, reader) =>
      each(READ_EVERY_MS, async (round) => {
        const asked = round % 2 === 0 ? { limit: '50' } : { q: `Đà Nẵng tin ${reader}` };
        const query = { from: 'all', ...asked } as const;
        await taker.editor.demand(listWire, { query });
        reads += 1;
      }),
    ),
  ];
  const all = Promise.allSettled(loops);
  return {
    end: () => void (isOver = true),
    async done() {
      for (const loop of await all) if (loop.status === 'rejected') throw loop.reason;
      const seconds = (performance.now() - from) / 1000;
      return { stories: stories / seconds, reads: reads / seconds };
    },
  };
}
