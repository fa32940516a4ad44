import { correctStory } from '#contract/correction.ts';
import { publishStory } from '#contract/publication.ts';
import { doOnce, until } from '../until.ts';
import { storyAt } from './find-story.ts';
import { check, type Play, type Step } from './play.ts';
import { CORRECTED_BLOCK, STORY, TRANSLATION } from './play-texts.ts';
import { fetchPage } from './portal-page.ts';
import { publicationAt, readBench, saveNext } from './publish-steps.ts';
import { answerNotice, recallOf, seeAnswer } from './recall-answers.ts';

/** Corrected: flagged at the changed block only, put right, told to readers, acknowledged. */
export const CORRECTION_STEPS: readonly Step[] = [
  { step: 'correct', run: correct },
  { step: 'flagged-where-changed', run: seeFlags },
  { step: 'update', run: update },
  { step: 'republish', run: republish },
  { step: 'correction-acknowledged', run: (play) => seeAnswer(play, 'correction', 'applied') },
];

async function correct({ giver, notes }: Play): Promise<string> {
  const id = notes.get('story');
  const story = await until('the story', () => storyAt(giver.editor, id));
  const block = story.blocks.find(({ text }) => text.includes(STORY.wrong));
  check(block !== undefined, 'the wrong number stands in the story');
  notes.put('changed-block', block?.id ?? '');
  const recall = await doOnce(
    'the correction',
    () => recallOf(giver.editor, id, 'correction'),
    () =>
      giver.editor.demand(correctStory, {
        params: { id },
        body: {
          note: STORY.correctionNote,
          reasonClass: 'error',
          blocks: [{ id: block?.id ?? '', text: (block?.text ?? '').replace(STORY.wrong, STORY.right) }],
        },
      }),
  );
  notes.put('corrected-at', String(performance.now()));
  return `version ${recall.version}`;
}

async function seeFlags({ taker, notes, latencies }: Play): Promise<string> {
  const id = notes.get('translation');
  const bench = await until('the flag at the taker', async () => {
    const now = await readBench(taker.editor, id);
    return now.state === 'stale' ? now : undefined;
  });
  latencies.correctionToFlaggedMs = Math.round(performance.now() - Number(notes.get('corrected-at')));
  const stale = bench.blocks.filter(({ state }) => state === 'stale').map((block) => block.id);
  check(stale.join() === notes.get('changed-block'), `only the changed block is stale (${stale.join()})`);
  const changed = bench.blocks.find((block) => block.id === stale[0]);
  check(changed?.previousSource?.includes(STORY.wrong) ?? false, 'the former source text is shown beside');
  check(changed?.source.includes(STORY.right) ?? false, 'the new source text is shown');
  return stale.join();
}

async function update({ taker, notes }: Play): Promise<undefined> {
  const words = { ...TRANSLATION, [CORRECTED_BLOCK.id]: CORRECTED_BLOCK.text };
  await until('the changed block confirmed', () => saveNext(taker.editor, notes.get('translation'), words));
  const { state } = await until('the bench', () => readBench(taker.editor, notes.get('translation')));
  check(state === 'ready', `the translation is ready again (${state})`);
  return undefined;
}

async function republish({ taker, notes }: Play): Promise<string> {
  const storyId = notes.get('taken-story');
  const translationId = notes.get('translation');
  await doOnce(
    'the page published again',
    async () => {
      const publication = await publicationAt(taker.editor, translationId);
      return publication?.state === 'live' && publication.version === 2;
    },
    () =>
      taker.editor.demand(publishStory, {
        body: { storyId, translationId, correctionNote: CORRECTED_BLOCK.note },
      }),
  );
  const page = await until('the corrected page', async () => {
    const got = await fetchPage(notes.get('page'));
    return got.status === 200 && got.text.includes(CORRECTED_BLOCK.text) ? got : undefined;
  });
  check(page.text.includes(CORRECTED_BLOCK.note), 'readers are told what was corrected');
  check(!page.text.includes(TRANSLATION[CORRECTED_BLOCK.id] ?? ''), 'the wrong words are gone');
  check(page.linkedData?.['correction'] !== undefined, 'JSON-LD has the correction');
  await answerNotice(taker.editor, 'correction');
  return notes.get('page');
}
