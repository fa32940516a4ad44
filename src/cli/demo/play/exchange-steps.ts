import { takeStory, undoTake } from '#contract/wire.ts';
import { CallRefused, type CallRefusal, type DeskClient } from '../../desk-client.ts';
import { doOnce, until } from '../until.ts';
import { headlinesFound, storyAt, untilOnWire } from './find-story.ts';
import { check, type Play, type Step } from './play.ts';
import { FEED, PUSHED, RETURNED, SPELLINGS, STORY } from './play-texts.ts';

/** The partner sees, finds and takes. */
export const EXCHANGE_STEPS: readonly Step[] = [
  {
    step: 'offered',
    async run(play) {
      await untilOnWire(play.taker.editor, 'partners', PUSHED.headline);
      play.latencies.acceptToVisibleMs = Math.round(
        performance.now() - Number(play.notes.get('accepted-at')),
      );
      const { id } = await untilOnWire(play.taker.editor, 'partners', STORY.headline);
      play.notes.put('taken-story', id);
      await untilOnWire(play.taker.editor, 'partners', FEED.headline);
      await untilOnWire(play.giver.editor, 'partners', RETURNED.headline);
      return id;
    },
  },
  { step: 'search', run: search },
  {
    step: 'take',
    async run({ taker, notes }) {
      notes.put('take', await take(taker.editor, notes.get('taken-story')));
      return undefined;
    },
  },
  {
    step: 'undo',
    async run({ taker, notes }) {
      const outcome = await undo(taker.editor, notes.get('taken-story'), notes.get('take'));
      notes.put('undo', outcome);
      return outcome === 'told' ? 'the moment for undoing had passed' : undefined;
    },
  },
  {
    step: 'take-again',
    async run({ taker, notes }) {
      const id = await take(taker.editor, notes.get('taken-story'));
      const isNew = id !== notes.get('take');
      check(isNew === (notes.get('undo') === 'undone'), 'a take after an undo is a new one');
      return undefined;
    },
  },
  { step: 'taken-seen-by-giver', run: seeTaken },
];

async function search({ giver, taker }: Play): Promise<string> {
  const wanted: readonly (readonly [DeskClient, readonly string[], string])[] = [
    [taker.editor, SPELLINGS, STORY.headline],
    [taker.editor, PUSHED.searches, PUSHED.headline],
    [giver.editor, RETURNED.searches, RETURNED.headline],
  ];
  let tried = 0;
  for (const [desk, words, headline] of wanted)
    for (const q of words) {
      const found = await until(`an answer to "${q}"`, () => headlinesFound(desk, q));
      check(found.includes(headline), `"${q}" finds "${headline}" (found ${found.length})`);
      tried += 1;
    }
  const none = await until('an answer', () => headlinesFound(taker.editor, 'zzqx'));
  check(none.length === 0, 'a word that stands nowhere finds nothing');
  return `${tried} spellings`;
}

async function take(desk: DeskClient, id: string): Promise<string> {
  const story = await until(`the story ${id}`, () => storyAt(desk, id));
  check(
    story.may.take.ok || story.take !== undefined,
    `the story may be taken: ${JSON.stringify(story.may.take)}`,
  );
  const taken = await doOnce(
    'the take',
    async () => (await storyAt(desk, id)).take,
    () => desk.demand(takeStory, { params: { id }, body: { use: 'translate' } }),
  );
  return taken.id;
}

/** Where a node took longer to come back than a take can be undone, the partner was told, and the take stands. */
async function undo(desk: DeskClient, storyId: string, takeId: string): Promise<'undone' | 'told'> {
  let tooLate: CallRefusal | undefined;
  const look = async () => {
    const { take: standing } = await storyAt(desk, storyId);
    if (!standing) return 'undone';
    return tooLate?.code === 'take-told' && Date.parse(standing.undoUntil) < Date.now() && 'told';
  };
  return doOnce('the take is undone', look, async () => {
    const called = await desk.call(undoTake, { params: { id: takeId } });
    if (called.ok) return;
    tooLate = called.error;
    if (!(await look())) throw new CallRefused('undo', called.error);
  });
}

/** The giver is told once the moment for undoing has passed; of several offers of one story there is one line. */
async function seeTaken({ giver, notes }: Play): Promise<string> {
  const offer = await until('the take at the giver', async () => {
    const { offeredTo } = await storyAt(giver.editor, notes.get('story'));
    check(offeredTo.length === 1, 'one partner has one line');
    return offeredTo.find(({ state }) => state === 'taken');
  });
  return `version ${offer.version}`;
}
