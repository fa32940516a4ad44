import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnMemory } from '#app/translation/memory/learn-memory.ts';
import { lexiconsBeside } from '#app/translation/memory/recall-memory.ts';
import { saveTranslation } from '#app/translation/save-translation.ts';
import { startTranslation } from '#app/translation/start-translation.ts';
import { readQuestion, termsAsked, type Lexicons } from '#formats/lexicon/read-question.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';
import { transactWith, type AgencyTransaction } from './transact.ts';

const NO_LEXICONS: Lexicons = { find: () => undefined };
const NAMES = { partner: [], topic: [], newsType: [], zone: 'UTC' };
/** Body text and its translation; what stands together twice is learned. */
const STORIES = [
  ['urn:one', 'Cầu treo mới ở bến cảng', '港口的新吊桥'],
  ['urn:two', 'Cầu treo dài nhất vùng', '本地区最长的吊桥'],
  ['urn:three', 'Nhà máy ở bến cảng', '港口工厂'],
] as const;
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;

/** As the agency itself sees its tables: row-level security binds the migrator too, which sees nothing. */
const inNanning = <T>(read: (transaction: AgencyTransaction) => Promise<T>) =>
  transactWith(town.database.app.db, (transaction) => transaction)(town.nanning.agency.id, read);

beforeAll(async () => {
  town = await twoAgencies({ effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
});
afterAll(() => town.close());

async function translate(guid: string, text: string): Promise<void> {
  await desk.take(guid);
  const { id: storyId } = await desk.itemAt(town.nanning, guid);
  const { agency, personId, at } = desk.by(town.nanning);
  const order = { agencyId: agency.id, storyId, language: 'zh-Hans', personId, at };
  const started = await startTranslation(town.nanning.tools, order);
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const { id: translationId, revision, blocks } = started.value;
  const done = blocks.map(({ id, kind }) => ({
    id,
    text: kind === 'headline' ? '标题' : text,
    state: 'confirmed' as const,
  }));
  const save = { agencyId: agency.id, translationId, revision, blocks: done, personId, at };
  const saved = await saveTranslation(town.nanning.tools, save);
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
}

async function story(guid: string, text: string): Promise<void> {
  const blocks = [{ id: 'b1', kind: 'paragraph', html: text, text } as const];
  await desk.admit({ guid, language: 'vi', headline: `Tin ${guid}`, blocks });
}

/** What a question is also looked for as, in Nanning now. */
async function soughtFor(text: string) {
  const { agency, tools } = town.nanning;
  const lexiconsFor = lexiconsBeside({ lexicons: NO_LEXICONS, transact: tools.transact });
  const lexicons = await lexiconsFor({ agency, at: town.now() }, termsAsked(text));
  const read = readQuestion(text, { lexicons, names: NAMES });
  return read.ok ? read.value.sought : [];
}

const learn = () => learnMemory(town.nanning.tools, { agency: town.nanning.agency, at: town.now() });
const BRIDGE = { term: 'cầu treo', as: ['吊桥'], own: ['吊桥'], language: 'zh' };

test('where the agreement does not say that a text may be kept in a memory, nothing is learned from it', async () => {
  const uid = await desk.agreements.signedByBoth();
  await desk.settle();
  for (const [guid, text] of STORIES) await story(`${guid}:silent`, text);
  await desk.settle();
  for (const [guid, , text] of STORIES) await translate(`${guid}:silent`, text);
  expect(await learn()).toBe(3);
  expect(await learn()).toBe(0);
  expect(await soughtFor('cầu treo')).toEqual([]);
  await desk.agreements.declare(town.hanoi, uid, { kind: 'suspended', reason: 'for the next' });
  await desk.settle();
});

test('a finished translation teaches its words to questions, both ways and without marks, and says that it did', async () => {
  const uid = await desk.agreements.signedByBoth({ mayKeepInMemory: true });
  await desk.settle();
  for (const [guid, text] of STORIES) await story(guid, text);
  await desk.settle();
  for (const [guid, , text] of STORIES) await translate(guid, text);
  expect(await learn()).toBe(3);
  expect(await soughtFor('cầu treo')).toEqual([BRIDGE]);
  expect(await soughtFor('cau treo')).toMatchObject([{ term: 'cau treo', as: ['吊桥'] }]);
  expect(await soughtFor('吊桥')).toEqual([
    { term: '吊桥', as: ['cầu treo'], own: ['cầu treo'], language: 'vi' },
  ]);
  expect(await soughtFor('nhà máy')).toEqual([]);
  await desk.agreements.declare(town.hanoi, uid, { kind: 'suspended', reason: 'a quarrel' });
  await town.exchange();
  expect(await soughtFor('cầu treo')).toEqual([]);
  await desk.agreements.declare(town.hanoi, uid, { kind: 'resumed' });
  await town.exchange();
  expect(await soughtFor('cầu treo')).toEqual([BRIDGE]);
});

test('of a killed story nothing is drawn any more, and what it told goes', async () => {
  await desk.kill('urn:two');
  await town.exchange();
  await desk.settle();
  expect(await soughtFor('cầu treo')).toEqual([]);
  const { id } = await desk.itemAt(town.nanning, 'urn:two');
  const kept = async () =>
    inNanning(({ trx }) =>
      trx.selectFrom('memory_text').select('item_id').where('item_id', '=', id).execute(),
    );
  expect(await kept()).toEqual([]);
  await learn();
  expect(await kept()).toEqual([]);
});

test('another agency of the node is told nothing of it', async () => {
  const asked = [{ language: 'vi', keys: ['cau2 treo0', 'ben4 cang3'] }];
  const foundBy = (one: Town['hanoi']) =>
    town.within(one, ({ memory }) => memory.find(termsAsked('bến cảng')));
  expect(await foundBy(town.hanoi)).toEqual([]);
  expect((await foundBy(town.nanning)).length).toBeGreaterThan(0);
  expect(await town.within(town.hanoi, ({ memory }) => memory.find(asked))).toEqual([]);
});
