import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ingestDocument } from '#app/item/ingest-document.ts';
import { refuse } from '#kernel/result.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { readHere } from '#tests/town/read-here.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testSource } from '#tests/town/test-source.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
let stories = 0;
let GUID: string;
const source = testSource({ id: '22222222-2222-4222-8222-222222222222' });

beforeAll(async () => {
  database = await testDatabase();
  town = await twoAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth({ onKill: 'desk' });
  await desk.settle();
  await town.within(town.hanoi, ({ sources }) => sources.add(source));
});
afterAll(async () => {
  await town.close();
  await database.drop();
});
beforeEach(() => {
  GUID = `urn:newsml:wire.example:20270101:notice-${(stories += 1)}`;
});

/** Hanoi's own wire sends a notice about another story. */
async function arrives(rel: string): Promise<void> {
  const notice = `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${GUID}:${rel}" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="a"/><versionCreated>2027-01-01T00:00:00Z</versionCreated><link rel="irel:${rel}" residref="${GUID}"/></itemMeta><contentMeta><headline>About a story of ours</headline></contentMeta></newsItem>`;
  const ingested = await ingestDocument(
    {
      transact: town.hanoi.tools.transact,
      ids: town.hanoi.tools.ids,
      hash: town.hanoi.tools.hash,
      readForeign: readHere,
      keepPicture: () => Promise.resolve(refuse('no pictures here')),
    },
    {
      agency: { id: town.hanoi.agency.id, did: town.hanoi.agency.did },
      source,
      name: 'notice.xml',
      bytes: Buffer.from(notice),
      at: town.now(),
      pictures: () => Promise.resolve(refuse('no pictures here')),
    },
  );
  expect(ingested).toMatchObject({ ok: true });
}

const stateAt = async (one: Town['hanoi']) => (await desk.itemAt(one, GUID)).state;

test('a notice that withholds another story stops it here and at every partner, until the desk lets it go on', async () => {
  await desk.admit({ guid: GUID });
  await desk.settle();
  expect(await stateAt(town.nanning)).toBe('usable');

  await arrives('withholds');
  await desk.settle();
  expect([await stateAt(town.hanoi), await stateAt(town.nanning)]).toEqual(['withheld', 'withheld']);

  expect(await desk.release(GUID)).toMatchObject({ ok: true });
  await arrives('withholds');
  await desk.settle();
  // A feed shows the same notice at every poll.
  expect([await stateAt(town.hanoi), await stateAt(town.nanning)]).toEqual(['usable', 'usable']);
});

test('a notice that comes before its story stops it when it comes, and nobody is offered its text', async () => {
  await arrives('withholds');
  await desk.admit({ guid: GUID });
  await desk.settle();
  expect(await stateAt(town.hanoi)).toBe('withheld');
  await expect(desk.itemAt(town.nanning, GUID)).rejects.toThrow('no item');
});

test.each([
  ['kills', 'withholds'],
  ['withholds', 'kills'],
])('a story that notices %s and then %s is killed in either order', async (...notices) => {
  await desk.admit({ guid: GUID });
  await desk.settle();
  for (const rel of notices) await arrives(rel);
  await desk.settle();
  expect([await stateAt(town.hanoi), await stateAt(town.nanning)]).toEqual(['killed', 'killed']);
});

test('a correction that names another story changes nothing of it', async () => {
  await desk.admit({ guid: GUID });
  await arrives('corrects');
  await desk.settle();
  expect(await stateAt(town.nanning)).toBe('usable');
});
