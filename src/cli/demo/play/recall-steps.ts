import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Reply } from '#contract/endpoint.ts';
import { applyNotice, correctStory, killStory, listNotices, listRecalls } from '#contract/correction.ts';
import { publishStory } from '#contract/publication.ts';
import { listRefusedDocuments, listSources } from '#contract/source.ts';
import { seedFile } from '../fill-wire.ts';
import { doOnce, until } from '../until.ts';
import { lineOf, storyAt, untilOnWire } from './find-story.ts';
import { check, type Play, type Step } from './play.ts';
import {
  CORRECTED_BLOCK,
  KILL_REASON,
  PAGE_LANGUAGE,
  SHORT_LIVED,
  STORY,
  TRANSLATION,
} from './play-texts.ts';
import { fetchPage } from './portal-page.ts';
import { publicationAt, readBench, saveNext } from './publish-steps.ts';
import { pushDocument } from './push-document.ts';
import { sendAgain } from './supply-steps.ts';

/** Corrected at the changed block only; killed everywhere, and killed for good. */
export const RECALL_STEPS: readonly Step[] = [
  { step: 'correct', run: correct },
  { step: 'flagged-where-changed', run: seeFlags },
  { step: 'update', run: update },
  { step: 'republish', run: republish },
  { step: 'correction-acknowledged', run: (play) => seeAnswer(play, 'correction', 'applied') },
  { step: 'kill', run: kill },
  { step: 'page-gone', run: seeTombstone },
  { step: 'kill-acknowledged', run: (play) => seeAnswer(play, 'kill', 'applied') },
  { step: 'kill-before-fetch', run: killBeforeFetch },
  { step: 'killed-stays-killed', run: stayKilled },
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

type Desk = Play['taker']['editor'];

/** The desk confirms what is not answered by publishing itself. */
async function answerNotice(desk: Desk, kind: 'correction' | 'kill'): Promise<void> {
  await doOnce(
    `the ${kind} answered`,
    async () => (await noticeOf(desk, kind))?.state === 'applied',
    async () => {
      const notice = await until('the notice', () => noticeOf(desk, kind));
      if (notice.state === 'open') await desk.demand(applyNotice, { params: { id: notice.id } });
    },
  );
}

async function noticeOf(desk: Desk, kind: 'correction' | 'kill') {
  const { notices } = await desk.demand(listNotices, {});
  const ours = notices.filter((notice) => notice.kind === kind);
  check(ours.length <= 1, `one ${kind} is one notice`);
  return ours[0];
}

async function recallOf(desk: Desk, storyId: string, kind: 'correction' | 'kill') {
  const { recalls } = await desk.demand(listRecalls, {});
  const ours = recalls.filter((recall) => recall.storyId === storyId && recall.kind === kind);
  check(ours.length <= 1, `one ${kind} is one recall`);
  return ours[0];
}

type Reach = Reply<typeof listRecalls>['recalls'][number]['reach'][number];

async function seeAnswer(
  { giver, notes }: Play,
  kind: 'correction' | 'kill',
  state: Reach['state'],
): Promise<string> {
  const reach = await until(`the partner’s answer to the ${kind}`, async () => {
    const recall = await recallOf(giver.editor, notes.get('story'), kind);
    check((recall?.reach.length ?? 0) <= 1, 'one partner has one line');
    return recall?.reach.find((one) => one.state === state);
  });
  const { receivedAt = '', appliedAt = '' } = reach;
  check(receivedAt !== '' && appliedAt >= receivedAt, 'received and applied have their times, in this order');
  const { uses } = await until('the uses', () => storyAt(giver.editor, notes.get('story')));
  check(uses.length === 1, `one page stays one use (${uses.length})`);
  const expected = kind === 'kill' ? 'removed' : 'live';
  await until(`the use is ${expected}`, async () => {
    const [use] = (await storyAt(giver.editor, notes.get('story'))).uses;
    return use?.state === expected && (kind === 'kill' || use.version === 2);
  });
  return `received ${receivedAt}, applied ${appliedAt}`;
}

async function kill({ giver, notes }: Play): Promise<undefined> {
  const id = notes.get('story');
  await doOnce(
    'the kill',
    () => recallOf(giver.chief, id, 'kill'),
    () =>
      giver.chief.demand(killStory, {
        params: { id },
        body: { reasonClass: 'error', publicReason: KILL_REASON },
      }),
  );
  notes.put('killed-at', String(performance.now()));
  return undefined;
}

async function seeTombstone({ taker, notes, latencies }: Play): Promise<string> {
  const page = await until('410 at the page', async () => {
    const got = await fetchPage(notes.get('page'));
    return got.status === 410 ? got : undefined;
  });
  latencies.killToGoneMs = Math.round(performance.now() - Number(notes.get('killed-at')));
  check(page.text.includes('本报道已撤回') && page.text.includes('事实错误'), 'the notice says that and why');
  check(page.times.length > 0, 'the notice says when');
  check(!page.text.includes(TRANSLATION['headline'] ?? ''), 'nothing of the story is left on it');
  const feed = await fetch(`${taker.origin}/${PAGE_LANGUAGE.toLowerCase()}/feed.xml`);
  check(!(await feed.text()).includes(TRANSLATION['headline'] ?? ''), 'the feed does not list it any more');
  await until('every new use stops', async () => {
    const story = await taker.editor.call(publishStory, {
      body: { storyId: notes.get('taken-story'), translationId: notes.get('translation') },
    });
    return !story.ok && story.error.status >= 400 && story.error.status < 500;
  });
  const { state } = await until('the bench', () => readBench(taker.editor, notes.get('translation')));
  check(state === 'killed', `the translation is closed (${state})`);
  return notes.get('page');
}

/** A story that is killed while the partner is away: the partner gets offer and kill together and never shows it. */
async function killBeforeFetch({ giver, taker, takerNode, notes }: Play): Promise<string> {
  await takerNode.stop();
  const document = await readFile(seedFile('song-han', SHORT_LIVED.file));
  const place = { url: notes.get('push-url'), secret: notes.get('push-secret') };
  await until(
    'the push is taken',
    async () => (await pushDocument(place, randomUUID(), document)).status === 200,
  );
  const { id } = await untilOnWire(giver.editor, 'own', SHORT_LIVED.headline);
  await until('it is offered', async () => (await storyAt(giver.editor, id)).offeredTo.length === 1);
  await doOnce(
    'the kill',
    () => recallOf(giver.chief, id, 'kill'),
    () =>
      giver.chief.demand(killStory, {
        params: { id },
        body: { reasonClass: 'rights', publicReason: KILL_REASON },
      }),
  );
  await takerNode.start();
  const answer = await until('the partner’s answer', async () => {
    const recall = await recallOf(giver.chief, id, 'kill');
    return recall?.reach.find(({ state }) => state === 'not-applicable' || state === 'applied');
  });
  check((await lineOf(taker.editor, 'partners', SHORT_LIVED.headline)) === undefined, 'it is on no wire');
  return answer.state;
}

/** The provider sends the killed stories' first versions again, by folder and by push: nothing comes back to life. */
async function stayKilled({ giver, taker, giverNode, notes }: Play): Promise<undefined> {
  await sendAgain(giverNode, 'song-han', STORY.file);
  const document = await readFile(seedFile('song-han', SHORT_LIVED.file));
  const place = { url: notes.get('push-url'), secret: notes.get('push-secret') };
  const answer = await until('an answer to the push', async () => {
    const got = await pushDocument(place, randomUUID(), document);
    return got.status < 500 ? got : undefined;
  });
  check(answer.status >= 400, `an older version of a killed story is refused (${answer.status})`);
  await until('the document was read', () => isRefused(giver.chief));
  const story = await storyAt(giver.editor, notes.get('story'));
  check(story.badges.includes('killed'), 'the story stays killed at the giver');
  const gone = await fetchPage(notes.get('page'));
  check(gone.status === 410, `the page stays gone (${gone.status})`);
  for (const headline of [STORY.headline, SHORT_LIVED.headline])
    check((await lineOf(taker.editor, 'partners', headline)) === undefined, `"${headline}" is on no wire`);
  return undefined;
}

async function isRefused(desk: Desk): Promise<boolean> {
  const { sources } = await desk.demand(listSources, {});
  for (const { id, kind } of sources) {
    if (kind !== 'folder') continue;
    const { documents } = await desk.demand(listRefusedDocuments, { params: { id } });
    if (documents.some(({ name, code }) => name.startsWith('again-') && code === 'item-killed')) return true;
  }
  return false;
}
