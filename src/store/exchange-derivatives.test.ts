import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeCopies } from '#app/correction/see-copies.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { saveTranslation } from '#app/translation/save-translation.ts';
import { startTranslation } from '#app/translation/start-translation.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import type { JsonObject } from '#kernel/json.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import type { Town } from '#tests/town/two-agencies.ts';

const LINES = [
  'The river rose three metres overnight, officials of the province said late on Tuesday.',
  'Schools are shut until the end of the week in all four districts along the river.',
];

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];
let stories = 0;

beforeAll(async () => {
  database = await testDatabase();
  ({ town, desk } = await signedPair(database, {
    mayModify: true,
    translateInto: ['vi', 'en'],
    onKill: 'automatic',
  }));
});
afterAll(async () => {
  await town.close();
  await database.drop();
});

async function taken(): Promise<string> {
  const guid = `urn:newsml:wire.example:20270101:made-${(stories += 1)}`;
  const blocks = LINES.map((line, at) => {
    const text = `${line} (${stories})`;
    return { id: `b${at + 1}`, kind: 'paragraph' as const, html: text, text };
  });
  await desk.admit({ guid, language: 'en', blocks });
  await desk.settle();
  await desk.take(guid);
  return guid;
}

/** The partner makes a text of our story and publishes it; what is not named stays as it came. */
async function publishMade(
  guid: string,
  language: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const { agency, personId, at } = desk.by(town.nanning);
  const { id: storyId } = await desk.itemAt(town.nanning, guid);
  const order = { agencyId: agency.id, storyId, personId, at };
  const begun = await startTranslation(town.nanning.tools, { ...order, language });
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  const { id: translationId, revision } = begun.value;
  const blocks = begun.value.blocks.map(({ id, source }) => ({
    id,
    text: texts[id] ?? source,
    state: 'confirmed' as const,
  }));
  const saved = await saveTranslation(town.nanning.tools, { ...order, translationId, revision, blocks });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  const files = { read: async () => undefined };
  const makeDerivative = () => Promise.reject(new Error('these stories have no pictures'));
  const published = await publishStory(
    { ...town.nanning.tools, files, makeDerivative },
    { ...order, translationId },
  );
  if (!published.ok) throw new Error(JSON.stringify(published.error));
  await desk.settle();
}

const uses = async (guid: string) => {
  const { id } = await desk.itemAt(town.hanoi, guid);
  return town.within(town.hanoi, ({ usages }) => usages.ofItem(id));
};

test.each([
  ['a translation', 'vi', { headline: 'Nước sông dâng ba mét trong đêm', b1: 'Nước lên.', b2: 'Nghỉ học.' }],
  ['an adaptation', 'en', { headline: 'River up three metres', b1: 'The river rose, officials said.' }],
  ['an extract', 'en', { b2: '' }],
])('%s is reported as such to whoever made the story, with its headline', async (what, language, texts) => {
  const guid = await taken();
  await publishMade(guid, language, texts);
  const source = (await desk.itemAt(town.hanoi, guid)).id;
  const latest = await town.within(town.hanoi, ({ items }) => items.version(source, 1));
  expect(await uses(guid)).toMatchObject([
    {
      derivative: what.split(' ')[1],
      headline: 'headline' in texts ? texts.headline : latest?.content.headline,
      language,
      state: 'live',
    },
  ]);
});

test('a copy as it came says nothing of a derivative', async () => {
  const guid = await taken();
  await desk.publish(guid);
  await desk.settle();
  const [use] = await uses(guid);
  expect(use).not.toHaveProperty('derivative');
  expect(use).not.toHaveProperty('headline');
});

test('the headline that a partner told of its translation is looked for after a kill, also when it says that the page is gone', async () => {
  const guid = await taken();
  const headline = 'Nước sông Hàn dâng cao ba mét trong đêm, trường học đóng cửa';
  await publishMade(guid, 'vi', { headline, b1: 'Nước lên.', b2: 'Nghỉ học.' });
  await desk.kill(guid);
  await desk.settle();
  expect(await uses(guid)).toMatchObject([{ state: 'removed', headline }]);
  const seePage = async () => ({ status: 200, text: `Báo Sông\n${headline}\nTin mới` });
  await seeCopies({ ...town.hanoi.tools, seePage }, town.hanoi.agency, town.now());
  const [kill] = await desk.recallsOf();
  expect(kill?.reach[0]?.copies).toMatchObject([
    { language: 'vi', derivative: 'translation', finding: 'contradicted', words: [headline] },
  ]);
});

test('a kind of a later version is none, and a headline without an address is not kept', async () => {
  const guid = await taken();
  const say = (data: JsonObject) =>
    town.within(town.nanning, (of) =>
      appendEntry(of, town.nanning.tools, desk.by(town.nanning), {
        partnerDid: town.hanoi.agency.did,
        type: 'usage.reported',
        subject: guid,
        data: { language: 'en', version: 1, state: 'live', publishedAt: town.now(), ...data },
      }),
    );
  await say({ usage: 'later', url: 'https://a.example/1', derivative: 'opera', headline: 7 });
  await say({ usage: 'paper', derivative: 'extract', headline: 'On page 3' });
  await desk.settle();
  const [later, paper] = (await uses(guid)).toSorted((a, b) => a.usageId.localeCompare(b.usageId));
  expect(later).not.toHaveProperty('derivative');
  expect(later).not.toHaveProperty('headline');
  expect(paper).toMatchObject({ derivative: 'extract' });
  expect(paper).not.toHaveProperty('headline');
});
