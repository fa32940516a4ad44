import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { correctStory } from '#contract/correction.ts';
import { publishStory } from '#contract/publication.ts';
import { listWire, readStory, takeStory } from '#contract/wire.ts';
import { listAgreements, readAgreement, signAgreement } from '#contract/agreement.ts';
import { readDraft, saveDraft } from '#contract/talks.ts';
import { fillDesks } from './busy-desk.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';
import { settled, WORDS } from './desk-pages.ts';
import { openTwoDesks, type TwoDesks } from './two-desks.ts';

let pair: DemoPair;
let desks: TwoDesks;

beforeAll(async () => {
  pair = await openDemoPair();
  await killsByHand();
  desks = await openTwoDesks(pair);
});
afterAll(async () => {
  await desks?.close();
  await pair?.close();
});

/** Amends the agreement: at the partner a person carries out our kills. */
async function killsByHand(): Promise<void> {
  const [songHan, luJiang] = [await newsroomDesk(pair.songHan), await newsroomDesk(pair.luJiang)];
  const { agreements } = await songHan.chief.demand(listAgreements, {});
  const params = { uid: agreements[0]?.uid ?? '' };
  const { draft, base } = await songHan.chief.demand(readDraft, { params });
  const body = {
    draft: { ...draft, give: { ...draft.give, onKill: 'desk' as const } },
    ...(base === undefined ? {} : { base }),
  };
  const { digest } = await songHan.chief.demand(saveDraft, { params, body });
  for (const { chief } of [songHan, luJiang]) {
    await until(`the amendment at ${chief.origin}`, () =>
      chief.demand(readAgreement, { params, query: { digest } }),
    );
    await chief.demand(signAgreement, { params, body: { digest } });
  }
}

async function expectClean(page: Page): Promise<void> {
  await settled(page);
  expect(await seriousFindings(page)).toEqual([]);
  expect(await sidewaysAt320(page)).toBe(0);
}

test('a drill that one desk begins is seen and cleared at the other, and the first reads in how many minutes', async () => {
  const [ours, theirs] = await desks.sit('vi', 'zh-Hans');
  const DRILLS = '/corrections?tab=drills';
  await ours.open(DRILLS);
  await expectClean(ours.page);
  await ours.page.getByRole('checkbox').first().check();
  await ours.press(WORDS.vi.drill.start);
  await ours.arrives(DRILLS, WORDS.vi.recall.states.received);
  await expectClean(ours.page);
  // Nobody can begin another with a partner that has not answered.
  expect(await ours.page.getByRole('checkbox').first().isDisabled()).toBe(true);

  await theirs.arrives('/', WORDS['zh-Hans'].drill.waiting(1));
  await theirs.page.getByRole('link', { name: WORDS['zh-Hans'].drill.waiting(1) }).click();
  await theirs.page.getByText(WORDS['zh-Hans'].drill.states.open).waitFor();
  await expectClean(theirs.page);
  await ours.arrives(DRILLS, WORDS.vi.recall.states.seen);
  await theirs.press(WORDS['zh-Hans'].drill.clear);
  await theirs.arrives(DRILLS, WORDS['zh-Hans'].drill.states.applied);

  await ours.arrives(DRILLS, WORDS.vi.recall.states.applied);
  const figures = ours.page.getByRole('table', { name: WORDS.vi.drill.figures }).getByRole('row').nth(1);
  expect(await figures.getByRole('cell').allTextContents()).toEqual([
    '1',
    '1',
    expect.stringMatching(/^\d/),
    expect.stringMatching(/^\d/),
  ]);
  await expectClean(ours.page);
});

test('a kill is followed at the address of every copy, its translations among them, to the proof that it is gone', async () => {
  const [taker, giver] = [await newsroomDesk(pair.songHan), await newsroomDesk(pair.luJiang)];
  const { pages } = await fillDesks(taker, giver, 'vi');
  const words = WORDS['zh-Hans'];
  const [, theirs] = await desks.sit('vi', 'zh-Hans');
  await theirs.arrives('/corrections?tab=sent', words.recall.copyFindings.confirmed);
  const copies = theirs.page.getByRole('list', { name: words.recall.copiesAt('瀚江通讯社') });
  const killed = copies
    .getByRole('listitem')
    .filter({ has: theirs.page.locator(`a[href="${pages.killed}"]`) })
    .first();
  expect(await killed.locator('p').first().textContent()).toContain(words.recall.derivatives.translation);
  const lane = killed.getByRole('list').getByRole('listitem');
  const steps = await lane.allTextContents();
  const { states } = words.recall;
  const said = [words.recall.copyPublished, states.written, states.fetched, states.received, states.applied];
  for (const [at, word] of said.entries()) expect(steps[at]).toContain(word);
  expect(await lane.last().locator('time').count()).toBe(1);
  await expectClean(theirs.page);
});

test('what a correction put in is found on the page of whoever took the story as it came, word for word', async () => {
  const [taker, giver] = [await newsroomDesk(pair.songHan), await newsroomDesk(pair.luJiang)];
  const query = { limit: '60' };
  const { stories } = await taker.editor.demand(listWire, { query: { from: 'partners', ...query } });
  const line = stories.find(({ language, newsType }) => language === 'en' && newsType === 'text');
  const { stories: own } = await giver.editor.demand(listWire, { query: { from: 'own', ...query } });
  const source = own.find(({ headline }) => headline === line?.headline);
  if (!line || !source) throw new Error('the seeds hold no English story of the partner');
  await taker.editor.demand(takeStory, { params: { id: line.id }, body: { use: 'as-is' } });
  await taker.editor.demand(publishStory, { body: { storyId: line.id } });
  const { blocks } = await giver.chief.demand(readStory, { params: { id: source.id } });
  const block = blocks.find(({ kind }) => kind === 'paragraph');
  const right = `${block?.text} The figure of last week was wrong.`;
  await giver.chief.demand(correctStory, {
    params: { id: source.id },
    body: {
      note: 'A figure was wrong.',
      reasonClass: 'error',
      blocks: [{ id: block?.id ?? '', text: right }],
    },
  });
  await until('the corrected text arrives', async () => {
    const now = await taker.editor.demand(readStory, { params: { id: line.id } });
    return now.blocks.some(({ text }) => text === right);
  });
  await taker.editor.demand(publishStory, {
    body: { storyId: line.id, correctionNote: 'A figure was wrong.' },
  });
  const words = WORDS['zh-Hans'];
  const [, theirs] = await desks.sit('vi', 'zh-Hans');
  await theirs.arrives('/corrections?tab=sent', words.recall.copyWords.replaced);
  const found = theirs.page.locator('.reach-words').filter({ hasText: words.recall.copyWords.replaced });
  expect(await found.locator('q').first().textContent()).toContain(right.slice(0, 100));
  await expectClean(theirs.page);
});
