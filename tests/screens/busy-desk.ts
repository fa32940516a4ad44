import type { NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { correctStory, killStory, listNotices, withholdStory } from '#contract/correction.ts';
import { publishStory } from '#contract/publication.ts';
import { readTranslation, saveTranslation, startTranslation } from '#contract/translation.ts';
import { listWire, readStory, takeStory } from '#contract/wire.ts';

/** What a morning leaves on two desks, for screens that would be empty otherwise. */
export type BusyDesk = {
  /** The partner's, at the taker: one nobody took, one published and corrected since, one killed since. */
  readonly fresh: string;
  readonly corrected: string;
  readonly killed: string;
  /** The taker's own, published: one that stands, one that waits. */
  readonly own: string;
  readonly withheld: string;
  /** The taker's translations: of the corrected story, and one that is half done. */
  readonly staleTranslation: string;
  readonly openTranslation: string;
  /** The taker's pages of the corrected, the killed and its own stories. */
  readonly pages: { readonly [story in 'corrected' | 'killed' | 'own' | 'withheld']: string };
};

type Line = Awaited<ReturnType<typeof linesOf>>[number];

/** Translates anew what a correction changed, and updates the page with a note for readers. */
export async function renew(desk: NewsroomDesk, translationId: string, note: string): Promise<string> {
  const params = { id: translationId };
  // The notice comes before the corrected text, and only the text says which blocks are behind.
  const { revision, storyId, language, blocks } = await until('the translation is flagged', async () => {
    const now = await desk.editor.demand(readTranslation, { params });
    return now.state === 'stale' ? now : undefined;
  });
  const stale = blocks.filter(({ state }) => state === 'stale');
  await desk.editor.demand(saveTranslation, {
    params,
    body: { revision, blocks: stale.map(({ id }) => confirmed(id, `${SENTENCE[language]} 0.`)) },
  });
  const body = { storyId, translationId, correctionNote: note };
  return (await desk.editor.demand(publishStory, { body })).publication.url;
}

/** Only the translation that is killed afterwards says this. */
export const KILLED_WORDS = 'Bến Thuyền Cũ';
export const CORRECTION = { note: '数字有误：应为三十，而非二十。', added: '（数字已更正。）' };

/** The taker uses three of the giver's stories; the giver corrects the first and kills the second. */
export async function fillDesks(taker: NewsroomDesk, giver: NewsroomDesk, into: string): Promise<BusyDesk> {
  const lines = (await linesOf(taker, 'partners')).filter(({ newsType }) => newsType === 'text');
  const ours = await linesOf(taker, 'own');
  const own = ours.find((line) => line.thumbnail !== undefined);
  const withheld = ours.find((line) => line !== own && line.newsType === 'text' && line.language === into);
  // Pictures come with the take; which stories have one only the giver sees before.
  const pictured = (await linesOf(giver, 'own')).filter((line) => line.thumbnail !== undefined);
  const first = lines.find((line) => pictured.some(({ headline }) => headline === line.headline));
  const [second, third, fourth] = lines.filter((line) => line !== first && line.language !== 'en');
  if (!own || !withheld || !first || !second || !third || !fourth)
    throw new Error('the seeds hold too few stories');
  const stale = await translate(taker, first, into);
  const killed = await translate(taker, second, into, { saying: KILLED_WORDS });
  const half = await translate(taker, third, into, { most: 3 });
  const pages = {
    corrected: await publish(taker, first.id, stale),
    killed: await publish(taker, second.id, killed),
    own: await publish(taker, own.id),
    withheld: await publish(taker, withheld.id),
  };
  await taker.chief.demand(withholdStory, {
    params: { id: withheld.id },
    body: { reasonClass: 'safety', publicReason: 'Hai nguồn nói khác nhau.' },
  });
  await recall(taker, giver, first, second);
  return {
    fresh: fourth.id,
    corrected: first.id,
    killed: second.id,
    own: own.id,
    withheld: withheld.id,
    staleTranslation: stale,
    openTranslation: half,
    pages,
  };
}

async function linesOf(desk: NewsroomDesk, from: 'own' | 'partners') {
  return (await desk.editor.demand(listWire, { query: { from, limit: '60' } })).stories;
}

type Work = {
  /** As many blocks; the rest is left open. */
  readonly most?: number;
  /** What each block begins with. */
  readonly saying?: string;
};

async function translate(
  desk: NewsroomDesk,
  story: Line,
  language: string,
  { most, saying = SENTENCE[language] ?? 'A sentence' }: Work = {},
): Promise<string> {
  const params = { id: story.id };
  await desk.editor.demand(takeStory, { params, body: { use: 'translate' } });
  const { id } = await desk.editor.demand(startTranslation, { params, body: { language } });
  const { revision, blocks } = await desk.editor.demand(readTranslation, { params: { id } });
  await desk.editor.demand(saveTranslation, {
    params: { id },
    body: {
      revision,
      blocks: blocks.slice(0, most).map((block, at) => confirmed(block.id, `${saying} ${at + 1}.`)),
    },
  });
  return id;
}

function confirmed(id: string, text: string) {
  return { id, text, state: 'confirmed' } as const;
}

const SENTENCE: Readonly<Record<string, string>> = {
  vi: 'Cỏ biển Hạ Môn phủ xanh bãi triều, câu số',
  'zh-Hans': '岘港的珊瑚在新的礁体上长得更快，第几句：',
};

async function publish(desk: NewsroomDesk, storyId: string, translationId?: string): Promise<string> {
  const body = { storyId, ...(translationId === undefined ? {} : { translationId }) };
  return (await desk.editor.demand(publishStory, { body })).publication.url;
}

/** The giver corrects one and kills the other; both notices have arrived when it ends. */
async function recall(taker: NewsroomDesk, giver: NewsroomDesk, wrong: Line, gone: Line): Promise<void> {
  const ours = await linesOf(giver, 'own');
  const idOf = (line: Line): string => ours.find(({ headline }) => headline === line.headline)?.id ?? '';
  const { id, blocks } = await giver.chief.demand(readStory, { params: { id: idOf(wrong) } });
  const block = blocks.find(({ kind }) => kind === 'paragraph');
  if (!block) throw new Error('the story to correct has no paragraph');
  await giver.chief.demand(correctStory, {
    params: { id },
    body: {
      note: CORRECTION.note,
      reasonClass: 'error',
      blocks: [{ id: block.id, text: block.text + CORRECTION.added }],
    },
  });
  await giver.chief.demand(killStory, {
    params: { id: idOf(gone) },
    body: { reasonClass: 'rights', publicReason: '图片权利未获确认，本稿撤回。' },
  });
  await until('both notices arrive', async () => {
    const { notices } = await taker.chief.demand(listNotices, {});
    return notices.some(({ kind }) => kind === 'correction') && notices.some(({ kind }) => kind === 'kill');
  });
}
