import { randomUUID } from 'node:crypto';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addSource, listRefusedDocuments, listSources, runSource } from '#contract/source.ts';
import type { DeskClient } from '../../desk-client.ts';
import { becomePartners } from '../become-partners.ts';
import { concludeAgreement } from '../conclude-agreement.ts';
import { putFile, seedFile, watchFolder } from '../fill-wire.ts';
import { doOnce, until } from '../until.ts';
import { lineOf, untilOnWire } from './find-story.ts';
import { check, type Play, type PlayNode, type Step } from './play.ts';
import { FEED, PUSHED, RETURNED, STORY } from './play-texts.ts';
import { pushDocument } from './push-document.ts';

const FOLDER = 'Folder';

/** Two strangers become partners, sign, and stories come in by every door. */
export const SUPPLY_STEPS: readonly Step[] = [
  {
    step: 'partners',
    async run({ giver, taker }) {
      await becomePartners(giver.chief, taker.chief);
      return undefined;
    },
  },
  {
    step: 'agreement',
    run: ({ giver, taker }) => concludeAgreement(giver.chief, taker.chief),
  },
  {
    step: 'in-folder',
    async run(play) {
      const folder = await watchFolder(play.giver.chief, play.giverNode.inbox, FOLDER);
      await putFile(seedFile('song-han', STORY.picture), folder, STORY.picture);
      await putFile(seedFile('song-han', STORY.file), folder, STORY.file);
      const { id } = await untilOnWire(play.giver.editor, 'own', STORY.headline);
      play.notes.put('story', id);
      return folder;
    },
  },
  { step: 'in-folder-of-the-partner', run: supplyReturn },
  { step: 'bad-document-refused', run: refuseBadDocument },
  { step: 'in-feed', run: readFeed },
  { step: 'in-push', run: takePush },
];

async function supplyReturn({ taker, takerNode }: Play): Promise<undefined> {
  const folder = await watchFolder(taker.chief, takerNode.inbox, FOLDER);
  await putFile(seedFile('lu-jiang', RETURNED.file), folder, RETURNED.file);
  await untilOnWire(taker.editor, 'own', RETURNED.headline);
  return undefined;
}

const BAD = 'entities.xml';

/** What cannot be read is kept with the place and the reason, and holds nothing else up. */
async function refuseBadDocument({ giver, giverNode }: Play): Promise<string> {
  const folder = await watchFolder(giver.chief, giverNode.inbox, FOLDER);
  const text =
    '<!DOCTYPE a [<!ENTITY b "b">]><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">&b;</newsItem>';
  await writeFile(join(folder, `.${BAD}`), text);
  await rename(join(folder, `.${BAD}`), join(folder, BAD));
  const { sources } = await giver.chief.demand(listSources, {});
  const id = sources.find(({ name }) => name === FOLDER)?.id ?? '';
  const refused = await until('the document among the refused', async () => {
    const { documents } = await giver.chief.demand(listRefusedDocuments, { params: { id } });
    return documents.find(({ name }) => name === BAD);
  });
  return `${refused.code} at ${refused.at}`;
}

async function readFeed({ giver, feed }: Play): Promise<undefined> {
  feed.offer(await readFile(seedFile('song-han', FEED.file), 'utf8'));
  const source = await doOnce(
    'the feed as a source',
    async () => (await giver.chief.demand(listSources, {})).sources.find(({ kind }) => kind === 'feed'),
    () =>
      giver.chief.demand(addSource, {
        body: { name: 'Feed', kind: 'feed', place: feed.url, language: 'vi' },
      }),
  );
  await doOnce(
    'the feed’s story on the wire',
    () => lineOf(giver.editor, 'own', FEED.headline),
    () => giver.chief.demand(runSource, { params: { id: source.id } }),
  );
  return undefined;
}

/** From the node's 200 on the story is kept; the clock of "visible to the partner" starts there. */
async function takePush(play: Play): Promise<string> {
  const place = await openPush(play.giver.chief);
  play.notes.put('push-url', place.url);
  play.notes.put('push-secret', place.secret);
  const document = await readFile(seedFile('song-han', PUSHED.file));
  const forged = await pushDocument(
    { ...place, secret: 'whsec_Zm9yZ2VkIGZvcmdlZCBmb3JnZWQ=' },
    randomUUID(),
    document,
  );
  check(forged.status === 401 || forged.status === 403, `a forged push is refused, not ${forged.status}`);
  const id = randomUUID();
  const { text } = await until('the push is taken', async () => {
    const answer = await pushDocument(place, id, document);
    return answer.status === 200 ? answer : undefined;
  });
  play.notes.put('accepted-at', String(performance.now()));
  const again = await pushDocument(place, id, document);
  check(again.status === 200 && again.text === text, 'the same push again gets the same answer');
  return text;
}

/** The secret is given this once; a call whose answer was lost is made again. */
export async function openPush(desk: DeskClient): Promise<{ readonly url: string; readonly secret: string }> {
  return until('a push address', async () => {
    const { source, secret } = await desk.demand(addSource, { body: { name: 'Push', kind: 'push' } });
    return secret === undefined ? undefined : { url: source.place, secret };
  });
}

/** Puts a document into a watched folder again under a new name, as a provider that sends twice does. */
export async function sendAgain(node: PlayNode, slug: string, file: string): Promise<void> {
  const name = `again-${randomUUID()}-${file}`;
  await copyFile(seedFile(slug, file), join(node.inbox, `.${name}`));
  await rename(join(node.inbox, `.${name}`), join(node.inbox, name));
}
