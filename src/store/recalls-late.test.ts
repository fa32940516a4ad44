import { afterAll, beforeAll, expect, test } from 'vitest';
import { chaseLate } from '#app/correction/chase-late.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import type { Town } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];

beforeAll(async () => {
  database = await testDatabase();
  ({ town, desk } = await signedPair(database, { onKill: 'desk' }));
});
afterAll(async () => {
  await town.close();
  await database.drop();
});

test('of what is late, what nobody was told of comes first, whatever its deadline', async () => {
  await withheldTooLong('first');
  const needs = { ...town.hanoi.tools, letters: { lay: async () => undefined } };
  await chaseLate(needs, town.hanoi.agency, town.now());
  await withheldTooLong('second');
  const late = await town.within(town.hanoi, ({ recalls }) => recalls.late(town.now()));
  expect(late.map(({ guid }) => guid)).toEqual(['second', 'first']);
});

async function withheldTooLong(guid: string): Promise<void> {
  await desk.admit({ guid });
  await desk.workAt(town.hanoi);
  await desk.settle();
  await desk.take(guid);
  await desk.publish(guid);
  await desk.withhold(guid);
  town.pass(2 * 3600);
}
