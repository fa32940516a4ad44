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
  guid = `story-${(stories += 1)}`;
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
  expect(await copies()).toEqual([{ url }]);
  answer = { status: 200, mark: 'live' };
  await look();
  expect(await copies()).toEqual([{ url, finding: 'contradicted', seenAt: town.now() }]);
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
