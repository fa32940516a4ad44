import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { offerStanding } from '#app/offer/offer-standing.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { readingDoors, type ReadingDoors } from '#tests/town/reading-doors.ts';
import { talksDesk } from '#tests/town/talks-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let doors: ReadingDoors;
let uid: string;
let look: () => Promise<readonly string[]>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Nanning has received one story of Hanoi under an agreement that both signed. */
beforeEach(async () => {
  town = await twoAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin();
  doors = await readingDoors(database, { now: () => town.now() });
  const seat = await doors.seat(town.nanning.agency.id, 'administrator');
  const key = await doors.key(seat, { days: 366 });
  /** What a person, a program and a search of Nanning find now. */
  look = async () => {
    const asked = [
      ['/api/wire', seat.headers],
      ['/api/wire', { authorization: `Bearer ${key}` }],
      ['/api/wire?q=river', seat.headers],
    ] as const;
    const answers = await Promise.all(
      asked.map(([url, headers]) => doors.server.inject({ method: 'GET', url, headers: { ...headers } })),
    );
    return answers.map((answer) =>
      answer
        .json()
        .stories.map(({ headline }: { headline: string }) => headline)
        .join(),
    );
  };
  return async () => {
    await doors.server.close();
    await town.close();
  };
});

/** One side declares something, and both work and read as their nodes do by themselves. */
async function declare(who: 'hanoi' | 'nanning', kind: 'suspended' | 'resumed'): Promise<void> {
  const desk = exchangeDesk(town);
  const declaration = kind === 'suspended' ? { kind, reason: 'A key was lost' } : { kind };
  expect(await desk.agreements.declare(town[who], uid, declaration)).toMatchObject({ ok: true });
  if (who === 'hanoi') await town.exchange();
  await desk.workAt(town.nanning);
}

const SEEN = ['River rises', 'River rises', 'River rises'];
const NOTHING = ['', '', ''];

async function offered(): Promise<void> {
  const desk = exchangeDesk(town);
  await desk.hire();
  await desk.admit({ guid: 'urn:river' });
  uid = await desk.agreements.signedByBoth();
  expect(await look()).toEqual(NOTHING);
  await desk.settle();
}

test('what an agreement lets in is seen once it is signed, and what either side suspends or lets run out is not', async () => {
  await offered();
  expect(await look()).toEqual(SEEN);
  for (const side of ['nanning', 'hanoi'] as const) {
    await declare(side, 'suspended');
    expect(await look()).toEqual(NOTHING);
    await declare(side, 'resumed');
    expect(await look()).toEqual(SEEN);
  }
  town.pass(362 * 86_400);
  expect(await look()).toEqual(NOTHING);
});

test('an amendment that speaks of other topics takes the story from sight once both have signed', async () => {
  const talks = talksDesk(town);
  const { workAt } = exchangeDesk(town);
  await offered();
  await talks.lay(town.hanoi, uid, { topics: ['medtop:15000000'] });
  await town.exchange();
  await talks.signHead(town.hanoi, uid);
  await town.exchange();
  await workAt(town.nanning);
  expect(await look()).toEqual(SEEN);
  await talks.signHead(town.nanning, uid);
  await workAt(town.nanning);
  expect(await look()).toEqual(NOTHING);
});

test('a suspension is out of sight before the items under it were looked at', async () => {
  await offered();
  const { agency, tools } = town.nanning;
  await exchangeDesk(town).agreements.declare(town.nanning, uid, { kind: 'suspended', reason: 'x' });
  let commits = 0;
  const stopped = new Error('the node dies after the first commit');
  const transact: typeof tools.transact = async (agencyId, work) => {
    if (commits > 0) throw stopped;
    commits += 1;
    return tools.transact(agencyId, work);
  };
  await expect(offerStanding({ transact }, { agency, at: town.now() })).rejects.toBe(stopped);
  expect(await look()).toEqual(NOTHING);
});
