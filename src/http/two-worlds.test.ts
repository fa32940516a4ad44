import fc from 'fast-check';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemIds } from '#engines/world.ts';
import { instantOf } from '#kernel/instant.ts';
import { openDatabase, type OpenDatabase } from '#store/open-database.ts';
import { storyReads } from '#store/reads/story.ts';
import { wireReads } from '#store/reads/wire.ts';
import { refreshShares } from '#store/search-shares.ts';
import type { Database } from '#store/tables/database.ts';
import { transactWith } from '#store/transact.ts';
import { readingDoors, type ReadingDoors } from '#tests/town/reading-doors.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { TEST_PASSWORDS } from '#tests/town/test-passwords.ts';
import { agree, arbitraryWorld, asksOf, furnish, hide, type World } from '#tests/town/two-worlds.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const NOWHERE = '01900000-0000-7000-8000-000000000000';
const WITHOUT_LIMIT = { callsPerMinute: 10_000_000, keyCallsPerMinute: 600 };
let database: TestDatabase;
/** Whom row-level security does not bind. */
let unbound: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
  unbound = openDatabase(
    { ...database.address('pactwire_app'), user: 'postgres', password: TEST_PASSWORDS.postgres },
    { connections: 4, waitMs: 60_000 },
  );
});
afterAll(async () => {
  await unbound.close();
  await database.drop();
});

const noCondition = () => sql<boolean>`true`;

function doorsOn(db: Kysely<Database>, isAsked: boolean): Promise<ReadingDoors> {
  const reads = isAsked ? {} : { wire: wireReads(db, noCondition), stories: storyReads(db, noCondition) };
  return readingDoors(database, { ...WITHOUT_LIMIT, now: () => AT, db, reads });
}

const count = ({ agencyId }: TestNewsroom) =>
  transactWith(database.app.db, (transaction) => transaction)(agencyId, (transaction) =>
    refreshShares(transaction, AT),
  );

/** Of all questions every tenth is put again, another part in each world; that about the hidden thing itself in all. */
const PARTS = 10;

/** The first answer that differs once something was hidden, or nothing; how many worlds were compared is counted. */
async function differenceIn(doors: ReadingDoors, world: World, compared: { worlds: number }) {
  const here = await testNewsroom(database, AT);
  const elsewhere = await testNewsroom(database, AT);
  const seat = await doors.seat(here.agencyId, 'chief');
  await agree(here, AT);
  const seen = await furnish(here, world, AT);
  await count(here);
  const before = new Map<string, string>();
  for (const { name, answer } of asksOf(doors, seat, { seen, missing: NOWHERE }))
    before.set(name, await answer());
  for (const hidden of world.hidden) {
    const missing = await hide({ here, elsewhere }, hidden, AT);
    if (hidden.isCounted) await count(here);
    compared.worlds += 1;
    const asks = asksOf(doors, seat, { seen, missing });
    const again = asks.filter((_ask, place) => place === 0 || (place + compared.worlds) % PARTS === 0);
    for (const { name, answer } of again) {
      const after = await answer();
      if (after !== before.get(name)) return { hidden, name, without: before.get(name), with: after };
    }
  }
  return undefined;
}

async function compare(doors: ReadingDoors, groups: number, each: number): Promise<number> {
  const compared = { worlds: 0 };
  await fc.assert(
    fc.asyncProperty(arbitraryWorld(each), async (world) => {
      expect(await differenceIn(doors, world, compared)).toBeUndefined();
    }),
    { numRuns: groups, endOnFailure: true },
  );
  await doors.server.close();
  return compared.worlds;
}

test('300 worlds with a hidden thing give the answers of those without it, byte for byte (T07, I12)', async () => {
  const worlds = await compare(await doorsOn(database.app.db, true), 15, 20);
  expect(worlds).toBeGreaterThanOrEqual(300);
}, 900_000);

test('row-level security holds alone, though no query asks who may see (I14)', async () => {
  await compare(await doorsOn(database.app.db, false), 4, 12);
}, 600_000);

test('our own queries hold alone, though row-level security does not bind them (I14)', async () => {
  await compare(await doorsOn(unbound.db, true), 4, 12);
}, 600_000);

test('canary: with both walls away what is hidden shows, and is found', async () => {
  const doors = await doorsOn(unbound.db, false);
  const story = { words: ['flood'], topic: 'medtop:03000000', newsType: 'text', isEmbargoed: false } as const;
  const world: World = {
    seen: [{ ...story, origin: 'own' }],
    hidden: [{ ...story, kind: 'partner', language: 'lo', isCounted: false }],
  };
  const found = await differenceIn(doors, world, { worlds: 0 });
  expect(found).toMatchObject({
    name: '/api/stories/MISSING',
    without: expect.stringContaining('[404,'),
    with: expect.stringContaining('[200,'),
  });
  await doors.server.close();
});

test('what cannot be seen does not answer to its id in any spelling', async () => {
  const doors = await doorsOn(database.app.db, true);
  const here = await testNewsroom(database, AT);
  const seat = await doors.seat(here.agencyId, 'chief');
  const hidden = await here.received({ guid: systemIds.uuid(), language: 'lo' });
  const ask = (url: string) => doors.server.inject({ method: 'GET', url, headers: { ...seat.headers } });
  const answers = [hidden, hidden.toUpperCase(), NOWHERE].map((id) => ask(`/api/stories/${id}`));
  expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
  await doors.server.close();
});
