import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { untilOnWire } from '#cli/demo/play/find-story.ts';
import { PAGE_LANGUAGE, STORY, TRANSLATION } from '#cli/demo/play/play-texts.ts';
import { saveNext } from '#cli/demo/play/publish-steps.ts';
import { prepareDemo } from '#cli/demo/prepare-demo.ts';
import { until } from '#cli/demo/until.ts';
import { listWire, takeStory } from '#contract/wire.ts';
import { addDestination, pushStory, readDestination } from '#contract/destination.ts';
import { withholdStory } from '#contract/correction.ts';
import { publishStory } from '#contract/publication.ts';
import { startTranslation } from '#contract/translation.ts';
import { demoNodes } from '#main/demo/demo-nodes.ts';
import { placeOf } from '#main/demo/play-nodes.ts';
import { buildDesk } from '#main/start/build-desk.ts';

/** The demo after half a day's work: one story has gone the whole way, and both portals have other news. */
export type DemoPair = {
  readonly songHan: string;
  readonly luJiang: string;
  /** The translated story: its page, and its translation. */
  readonly page: string;
  readonly translation: string;
  /** A folder that the translation was pushed to. */
  readonly destination: string;
  close(): Promise<void>;
};

const OTHER_NEWS = 5;

export async function openDemoPair(say: (line: string) => void): Promise<DemoPair> {
  await buildDesk();
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-pictures-'));
  // The account that PostgreSQL runs under has to get in.
  chmodSync(folder, 0o755);
  const nodes = await demoNodes({ folder, anyPort: true, say });
  const close = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [first, second] = nodes;
    await Promise.all([first.start(), second.start()]);
    await prepareDemo([placeOf(first), placeOf(second)], say);
    const [giver, taker] = [await newsroomDesk(first.origin), await newsroomDesk(second.origin)];
    await publishOwn(giver);
    await publishOwn(taker);
    const made = await translateOne(taker);
    return { songHan: first.origin, luJiang: second.origin, ...made, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/** Own stories of the agency's first language, so that its portal has more than one page. */
async function publishOwn({ editor }: NewsroomDesk): Promise<void> {
  const { stories } = await editor.demand(listWire, { query: { from: 'own', limit: '20' } });
  const shown = stories.filter(({ language, newsType }) => language !== 'en' && newsType === 'text');
  for (const { id } of shown.slice(0, OTHER_NEWS)) await editor.call(publishStory, { body: { storyId: id } });
}

async function translateOne(taker: NewsroomDesk) {
  const line = await untilOnWire(taker.editor, 'partners', STORY.headline);
  const { editor } = taker;
  await editor.demand(takeStory, { params: { id: line.id }, body: { use: 'translate' } });
  const body = { language: PAGE_LANGUAGE };
  const { id } = await editor.demand(startTranslation, { params: { id: line.id }, body });
  await until('every block confirmed', () => saveNext(editor, id, TRANSLATION));
  const { publication } = await until('the page', async () => {
    // Its picture may still be on the way from the partner.
    const done = await editor.call(publishStory, { body: { storyId: line.id, translationId: id } });
    return done.ok ? done.value : undefined;
  });
  const destination = await pushTo(taker, { storyId: line.id, translationId: id });
  return { page: publication.url, translation: id, destination };
}

async function pushTo(
  { chief, editor }: NewsroomDesk,
  { storyId, translationId }: { readonly storyId: string; readonly translationId: string },
): Promise<string> {
  const { destination } = await chief.demand(addDestination, { body: { name: '资料库', kind: 'folder' } });
  const params = { id: destination.id };
  await editor.demand(pushStory, { params, body: { storyId, translationId } });
  await until('the story in the folder', async () => {
    const read = await editor.demand(readDestination, { params });
    return read.destination.counts.there === 1;
  });
  return destination.id;
}

/** A stop of an own story, which its partner has heard of. Gives the story. */
export async function withholdOne(origin: string): Promise<string> {
  const { editor } = await newsroomDesk(origin);
  const { stories } = await editor.demand(listWire, { query: { from: 'own', limit: '20' } });
  const id = stories.find(({ badges }) => badges.length === 0)?.id ?? stories[0]?.id ?? '';
  const body = { reasonClass: 'error', publicReason: '正在核实。' } as const;
  await editor.demand(withholdStory, { params: { id }, body });
  return id;
}
