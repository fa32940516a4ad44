import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seeCopies } from '#app/correction/see-copies.ts';
import type { SeenPage } from '#domain/correction/judge-copy.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import type { Town } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];
/** Addresses that were asked for, and what they answer. */
let asked: string[];
let answer: SeenPage | undefined;
let stories = 0;
let guid: string;

beforeAll(async () => {
  database = await testDatabase();
  ({ town, desk } = await signedPair(database, { onKill: 'automatic' }));
});
afterAll(async () => {
  await town.close();
  await database.drop();
});
beforeEach(async () => {
  asked = [];
  guid = `urn:newsml:wire.example:20270101:story-${(stories += 1)}`;
  await desk.admit({ guid });
  await desk.workAt(town.hanoi);
  await desk.settle();
  await desk.take(guid);
  await desk.publish(guid);
});

const look = () =>
  seeCopies(
    {
      ...town.hanoi.tools,
      async seePage(url) {
        asked.push(url);
        return answer;
      },
    },
    town.hanoi.agency,
    town.now(),
  );
const copies = async () => (await desk.recallsOf())[0]?.reach[0]?.copies;

test('the address that a holder names for a kill is looked at until it agrees, ever more rarely', async () => {
  await desk.kill(guid);
  await desk.settle();
  const url = expect.stringContaining('https://');
  const shown = { language: 'en', channel: 'web', version: 1 };
  const use = { ...shown, publishedAt: expect.any(String), removedAt: expect.any(String) };
  expect(await copies()).toEqual([{ url, standing: 'applied', ...use }]);
  answer = { status: 200, mark: 'live' };
  await look();
  expect(await copies()).toMatchObject([{ url, finding: 'contradicted', seenAt: town.now() }]);
  await look();
  expect(asked).toHaveLength(1);
  town.pass(5);
  answer = undefined;
  await look();
  expect(await copies()).toMatchObject([{ finding: 'unreached' }]);
  town.pass(5);
  await look();
  expect(asked).toHaveLength(2);
  town.pass(5);
  answer = { status: 410, mark: 'withdrawn' };
  await look();
  expect(await copies()).toMatchObject([{ finding: 'confirmed', seenAt: town.now() }]);
  town.pass(100_000);
  await look();
  expect(asked).toHaveLength(3);
});

test('words of the story that still stand at a partner contradict its word, and are kept until they are gone', async () => {
  const line = 'The river rose three metres overnight and took twenty houses along.';
  const own = 'urn:newsml:wire.example:20270101:story-of-words';
  await desk.admit({ guid: own, blocks: [{ id: 'b1', kind: 'paragraph', html: line, text: line }] });
  await desk.workAt(town.hanoi);
  await desk.settle();
  await desk.take(own);
  await desk.publish(own);
  await desk.kill(own);
  await desk.settle();
  answer = { status: 200, text: `Menu\n${line}\nMost read` };
  await look();
  expect(await copies()).toMatchObject([{ finding: 'contradicted', words: [line] }]);
  town.pass(5);
  answer = { status: 200, text: 'Menu\nMost read' };
  await look();
  expect(await copies()).toMatchObject([{ finding: 'unclear' }]);
  expect((await copies())?.[0]).not.toHaveProperty('words');
  town.pass(10);
  answer = { status: 410 };
  await look();
  expect(await copies()).toMatchObject([{ finding: 'confirmed' }]);
});

test('a corrected headline proves a correction at a partner whose pages say nothing of themselves', async () => {
  await desk.correct(guid, 'The old bridge over the harbour stands after all');
  await desk.settle();
  await desk.publish(guid, 'It stands');
  await desk.settle();
  answer = { status: 200, text: 'The old bridge over the harbour stands after all' };
  await look();
  expect(await copies()).toMatchObject([
    { finding: 'confirmed', words: ['The old bridge over the harbour stands after all'] },
  ]);
});

test('a stop asks nothing of a page once it is over, and what was seen stays beside it', async () => {
  await desk.withhold(guid);
  await desk.settle();
  answer = { status: 200, mark: 'live' };
  await look();
  town.pass(3600);
  await desk.release(guid);
  await desk.settle();
  asked = [];
  await look();
  expect(asked).toEqual([]);
  const [release, stop] = await desk.recallsOf();
  expect(release).toMatchObject({ kind: 'release' });
  expect(stop?.reach[0]?.copies).toMatchObject([{ finding: 'contradicted' }]);
});

test('a corrected page is asked for its version', async () => {
  await desk.correct(guid, 'The bridge stands');
  await desk.settle();
  await desk.publish(guid, 'It stands');
  await desk.settle();
  answer = { status: 200, mark: 'live', version: 1 };
  await look();
  expect(await copies()).toMatchObject([{ finding: 'contradicted' }]);
  town.pass(5);
  answer = { status: 200, mark: 'live', version: 2 };
  await look();
  expect(await copies()).toMatchObject([{ finding: 'confirmed' }]);
});

test('a copy is followed from its report on: it waits, it is late, and its holder’s last word names it or passes over it', async () => {
  await desk.settle();
  await desk.report(guid);
  await desk.settle();
  await desk.kill(guid);
  const standings = async () => (await copies())?.map(({ standing, language }) => `${language} ${standing}`);
  await desk.workAt(town.hanoi);
  expect(await standings()).toEqual(['en waiting', 'vi waiting']);
  town.pass(3601);
  expect(await standings()).toEqual(['en overdue', 'vi overdue']);
  await desk.settle();
  expect(await standings()).toEqual(['en applied', 'vi unnamed']);
});

test('a page that came after a correction is none of its, and off offer copies may stay', async () => {
  await desk.settle();
  await desk.correct(guid, 'The bridge stands');
  await desk.workAt(town.hanoi);
  town.pass(60);
  await desk.report(guid);
  await desk.withdrawOffer(guid);
  await desk.settle();
  const recalls = await desk.recallsOf();
  const standings = (kind: string) =>
    recalls.find((one) => one.kind === kind)?.reach[0]?.copies.map(({ standing }) => standing);
  expect(standings('correction')).toEqual(['waiting']);
  expect(standings('withdraw')).toEqual(['applied']);
});
