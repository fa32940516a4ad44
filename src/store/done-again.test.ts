import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { openStores } from './open-stores.ts';
import { doAgain, jobQueue } from './outbox.ts';
import { transactWith } from './transact.ts';

let database: TestDatabase;
let agencyId: string;
beforeAll(async () => {
  database = await testDatabase();
  agencyId = await testAgency(database);
});
afterAll(() => database.drop());

test('what was done by a clock that was wrong is done again, the last of it first; what was done before and after is not (I27)', async () => {
  const queue = jobQueue(database.app.db);
  const at = instantOf(Date.UTC(2027, 2, 10, 8));
  const topics = ['item-admitted'] as const;
  const look = (itemId: string) => ({ topic: topics[0], payload: { itemId, version: 1 } });
  // Seconds of a clock that was wrong from the tenth to the twentieth.
  for (const [itemId, second] of [
    ['before', 9],
    ['first', 11],
    ['last', 19],
    ['after', 21],
  ] as const) {
    const then = plusSeconds(at, second);
    await transactWith(database.app.db, openStores)(agencyId, ({ outbox }) => outbox.put(look(itemId), then));
    const claimed = await queue.claim(agencyId, topics, then);
    if (claimed) await queue.settle(claimed, { doneAt: then });
  }
  const now = plusSeconds(at, 3600);
  const wrong = { topics, from: plusSeconds(at, 10), to: plusSeconds(at, 20) };
  await doAgain(database.app.db, agencyId, wrong, now);
  const again = [];
  for (let one; (one = await queue.claim(agencyId, topics, plusSeconds(now, 1))); again.push(one.job));
  expect(again).toEqual([look('last'), look('first')]);
});
