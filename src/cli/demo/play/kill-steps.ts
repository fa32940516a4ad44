import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { killStory, listNotices, listRecalls } from '#contract/correction.ts';
import { listPartners } from '#contract/partner.ts';
import { listPublications, publishStory } from '#contract/publication.ts';
import { listRefusedDocuments, listSources } from '#contract/source.ts';
import { listWire } from '#contract/wire.ts';
import type { DeskClient } from '../../desk-client.ts';
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
import { readBench } from './publish-steps.ts';
import { pushDocument } from './push-document.ts';
import { recallOf, seeAnswer } from './recall-answers.ts';
import { sendAgain } from './supply-steps.ts';

/** Killed everywhere, killed for good, and everything that was done was done once. */
export const KILL_STEPS: readonly Step[] = [
  { step: 'kill', run: kill },
  { step: 'page-gone', run: seeTombstone },
  { step: 'kill-acknowledged', run: (play) => seeAnswer(play, 'kill', 'applied') },
  { step: 'kill-before-fetch', run: killBeforeFetch },
  { step: 'killed-stays-killed', run: stayKilled },
  { step: 'nothing-twice', run: countOnce },
];

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
  const feed = await until('the feed', async () => {
    const got = await fetch(`${taker.origin}/${PAGE_LANGUAGE.toLowerCase()}/feed.xml`);
    return got.ok ? { text: await got.text() } : undefined;
  });
  check(!feed.text.includes(TRANSLATION['headline'] ?? ''), 'the feed does not list it any more');
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
  await until('the page stays gone', async () => {
    const { status } = await fetchPage(notes.get('page'));
    check(status === 410 || status >= 500, `the page stays gone (${status})`);
    return status === 410;
  });
  for (const headline of [STORY.headline, SHORT_LIVED.headline])
    check((await lineOf(taker.editor, 'partners', headline)) === undefined, `"${headline}" is on no wire`);
  return undefined;
}

async function isRefused(desk: DeskClient): Promise<boolean> {
  const { sources } = await desk.demand(listSources, {});
  for (const { id, kind } of sources) {
    if (kind !== 'folder') continue;
    const { documents } = await desk.demand(listRefusedDocuments, { params: { id } });
    if (documents.some(({ name, code }) => name.startsWith('again-') && code === 'item-killed')) return true;
  }
  return false;
}

/** What was done stands once at each side, and readers were told of each thing once. */
async function countOnce({ giver, taker }: Play): Promise<string> {
  const { recalls } = await giver.editor.demand(listRecalls, {});
  check(recalls.length === 3, `a correction and two kills are three recalls (${recalls.length})`);
  check(
    recalls.every(({ reach }) => reach.length === 1),
    'each recall has one line for the one partner',
  );
  const { notices } = await taker.editor.demand(listNotices, {});
  check(notices.length === 3, `they are three notices (${notices.length})`);
  const { publications } = await taker.editor.demand(listPublications, {});
  check(publications.length === 1, `one page was published (${publications.length})`);
  const { stories } = await giver.editor.demand(listWire, { query: { from: 'own', limit: '100' } });
  check(
    new Set(stories.map(({ headline, id }) => headline || id)).size === stories.length,
    'each story is held once',
  );
  const counts = [await countsOf(taker.editor), await countsOf(giver.editor)] as const;
  check(counts[0]?.taken === 1, `one story was taken (${counts[0]?.taken})`);
  check(counts[1]?.usesReported === 1, `one use was reported (${counts[1]?.usesReported})`);
  const page = await until('the page of corrections', async () => {
    const got = await fetchPage(`${taker.origin}/${PAGE_LANGUAGE.toLowerCase()}/corrections`);
    return got.status === 200 ? got : undefined;
  });
  for (const words of [CORRECTED_BLOCK.note, KILL_REASON])
    check(page.text.split(words).length === 2, `readers are told once: ${words}`);
  return `${recalls.length} recalls, ${notices.length} notices`;
}

async function countsOf(desk: DeskClient) {
  const { partners } = await desk.demand(listPartners, {});
  return partners[0]?.counts;
}
