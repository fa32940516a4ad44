import { afterAll, beforeAll, expect, test } from 'vitest';
import { chaseDeadlines } from '#main/wire/deadline-work.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';
import { logLeafReads } from './reads/log-leaves.ts';

const GUID = 'urn:newsml:wire.example:20270101:bridge';
let database: TestDatabase;
let town: Town;

beforeAll(async () => {
  database = await testDatabase();
  town = await twoAgencies({ database, effects: entryEffects, objectEffects });
});
afterAll(async () => {
  await town.close();
  await database.drop();
});

test('the log is told once an hour how many are late, though letters about ends fail with every look', async () => {
  const desk = exchangeDesk(town);
  await town.pin();
  await desk.hire();
  await desk.agreements.signedByBoth({ onKill: 'desk' });
  await desk.settle();
  await desk.admit({ guid: GUID });
  await desk.settle();
  await desk.take(GUID);
  await desk.publish(GUID);
  await desk.settle();
  await desk.withhold(GUID);
  await desk.settle();
  town.pass(48 * 3600);
  const { agency, tools } = town.hanoi;
  const look = chaseDeadlines({
    ...tools,
    letters: { lay: async () => undefined },
    keysOf() {
      throw new Error('no keys');
    },
  });
  const lookThrice = async () => {
    for (let count = 0; count < 3; count += 1) {
      await expect(look(agency, town.now())).rejects.toThrow('no keys');
      town.pass(1);
    }
    return (await logLeafReads(database.app.db).lateCounts(agency.id, 10)).map(({ overdue }) => overdue);
  };
  expect(await lookThrice()).toEqual([1]);
  town.pass(3600);
  expect(await lookThrice()).toEqual([1, 1]);
});
