import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendEntry } from '#app/channel/append-entry.ts';
import { applyNotice } from '#app/correction/answer-notice.ts';
import { addDestination } from '#app/publication/push/add-destination.ts';
import { deliverPlacement } from '#app/publication/push/deliver-placement.ts';
import type { PushNeeds } from '#app/publication/push/push-needs.ts';
import { pushStory, resendStory } from '#app/publication/push/push-story.ts';
import { confirmGone, recordRun } from '#app/publication/push/record-run.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { destinationReads } from '#store/reads/destinations.ts';
import { storyReads } from '#store/reads/story.ts';
import { answeringSystem } from '#tests/town/answering-system.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { valueOf } from '#tests/town/test-portal.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';
const system = answeringSystem({ outcome: 'done', answer: 'made', remote: { id: '7' } });

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  system.told.length = 0;
  town = await twoAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth({ channels: ['print'], quota: 1 });
  await desk.admit({ guid: GUID });
  await desk.settle();
  await desk.take(GUID);
});
afterEach(() => town.close());

const pushing = ({ tools }: TownAgency): PushNeeds & Parameters<typeof addDestination>[0] => ({
  ...tools,
  ...system,
});
const here = () => ({ needs: pushing(town.nanning), by: desk.by(town.nanning) });

/** A paper, or an hour on air, that people of Nanning fill by hand. */
async function outlet(settings: Readonly<Record<string, string>> = {}): Promise<string> {
  const asked = { name: 'Evening paper', kind: 'hand', place: 'city pages', settings } as const;
  return valueOf(await addDestination(here().needs, town.nanning.agency.id, asked)).destination.id;
}
const ran = async (destinationId: string, more: { ranOn?: string; where?: string; guid?: string } = {}) => {
  const { id: itemId } = await desk.itemAt(town.nanning, more.guid ?? GUID);
  const { needs, by } = here();
  const ranOn = more.ranOn ?? town.now().slice(0, 10);
  return recordRun(needs, by, { itemId, destinationId, ranOn, where: more.where ?? 'page 3' });
};
const gone = async (placementId: string, isTold: boolean) =>
  confirmGone(here().needs, here().by, { placementId, isTold, note: 'a box on page 1' });
/** What the giver knows of the uses of its story. */
const uses = async () => {
  const { id } = await desk.itemAt(town.hanoi, GUID);
  return town.within(town.hanoi, ({ usages }) => usages.ofItem(id));
};
const notices = async () =>
  (await desk.noticesOf()).map(({ kind, state, ownCopies }) => [
    `${kind} ${state}`,
    ...ownCopies.map(({ standing, isByHand }) => `${standing} ${isByHand}`),
  ]);
const placed = async (destinationId: string) => {
  const { lines } = await destinationReads(database.app.db).placements(town.nanning.agency.id, {
    destinationId,
  });
  return lines.map(({ state }) => state);
};

test('what ran in a paper is asked of the agreement by its channel, counts, and is told to its provider', async () => {
  const paper = await outlet();
  const air = await outlet({ deliveryChannel: 'broadcast' });
  expect(await ran(air)).toMatchObject({
    error: { code: 'use-not-permitted', because: [{ code: 'refinement.deliveryChannel' }] },
  });
  const { id } = valueOf(await ran(paper));
  expect(await placed(paper)).toEqual(['there']);
  await desk.settle();
  const told = { usageId: id, channel: 'print', place: 'page 3', version: 1, state: 'live' };
  expect(await uses()).toMatchObject([told]);
  const { id: itemId } = await desk.itemAt(town.hanoi, GUID);
  const story = await storyReads(database.app.db).read(town.hanoi.agency.id, itemId, town.now());
  expect(story).toMatchObject({ uses: [{ channel: 'print', place: 'page 3', state: 'live' }] });
  // The same again costs nothing; another one is one too many.
  expect(await ran(paper)).toMatchObject({ ok: true });
  await desk.admit({ guid: `${GUID}:2` });
  await desk.settle();
  await desk.take(`${GUID}:2`);
  expect(await ran(paper, { guid: `${GUID}:2` })).toMatchObject({
    error: { because: [{ code: 'constraint.countPerPeriod' }] },
  });
  expect(system.told).toEqual([]);
});

test('a day on which it cannot have run is refused, and nothing is kept', async () => {
  const paper = await outlet();
  const refused = { error: { code: 'run-day-invalid', latest: expect.any(String) } };
  expect(await ran(paper, { ranOn: '2031-01-01' })).toMatchObject(refused);
  expect(await ran(paper, { ranOn: '2026-01-01' })).toMatchObject(refused);
  expect(await placed(paper)).toEqual([]);
});

test('a kill waits for the person who prints the notice, and the last word says that the paper cannot be taken back', async () => {
  const paper = await outlet();
  const { id } = valueOf(await ran(paper));
  await desk.settle();
  await desk.kill(GUID);
  await desk.settle();
  // The node has nothing to send, and does not take its own word for it.
  expect(await deliverPlacement(here().needs, here().by, id)).toBe('done');
  expect(system.told).toEqual([]);
  expect(await notices()).toEqual([['kill open', 'waiting true']]);
  expect(await placed(paper)).toEqual(['leaving']);
  const [notice] = await desk.noticesOf();
  const applied = await applyNotice(town.nanning.tools, here().by, notice?.id ?? '');
  expect(applied).toMatchObject({ value: { copiesUp: 1 } });
  expect(await desk.reachOf('kill')).toEqual(['v1 received']);
  expect(await gone(id, true)).toMatchObject({ ok: true });
  await desk.settle();
  expect(await notices()).toEqual([['kill applied', 'told true']]);
  expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
  expect(await placed(paper)).toEqual(['told']);
  expect(await uses()).toMatchObject([{ state: 'live' }]);
  expect(await gone(id, false)).toMatchObject({ error: { code: 'placement-unknown' } });
  expect(await ran(paper)).toMatchObject({ error: { code: 'story-stopped' } });
});

test('what was taken down by hand is reported as removed, and a kill after that asks nobody again', async () => {
  const paper = await outlet();
  const { id } = valueOf(await ran(paper));
  await desk.withhold(GUID);
  await desk.settle();
  await gone(id, false);
  await desk.settle();
  expect(await desk.reachOf('withhold')).toEqual(['v1 applied']);
  expect(await uses()).toMatchObject([{ state: 'removed', channel: 'print' }]);
  await desk.kill(GUID);
  await desk.settle();
  expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
  expect(await placed(paper)).toEqual(['gone']);
});

test('a correction waits until somebody records that it ran', async () => {
  const paper = await outlet();
  const first = valueOf(await ran(paper));
  await desk.correct(GUID, 'River rises by two metres');
  await desk.settle();
  expect(await notices()).toEqual([['correction open', 'waiting true']]);
  expect(await placed(paper)).toEqual(['waiting']);
  const second = valueOf(await ran(paper, { where: 'page 1, corrections' }));
  expect(second.id).toBe(first.id);
  await desk.settle();
  expect(await notices()).toEqual([['correction applied']]);
  expect(await placed(paper)).toEqual(['there']);
  expect(await uses()).toMatchObject([{ version: 2, place: 'page 1, corrections' }]);
});

test('nothing is pushed to where people publish by hand, and nothing is recorded where the node pushes', async () => {
  const paper = await outlet();
  const { needs, by } = here();
  const { id: itemId } = await desk.itemAt(town.nanning, GUID);
  const byHand = { error: { code: 'destination-by-hand' } };
  expect(await pushStory(needs, by, { itemId, destinationId: paper })).toMatchObject(byHand);
  const { id } = valueOf(await ran(paper));
  expect(await resendStory(needs, by, id)).toMatchObject(byHand);
  const asked = {
    name: 'Folder',
    kind: 'folder',
    place: '',
    settings: { deliveryChannel: 'print' },
  } as const;
  const folder = valueOf(await addDestination(needs, town.nanning.agency.id, asked)).destination.id;
  expect(await ran(folder)).toMatchObject({ error: { code: 'destination-not-by-hand' } });
  const pushed = valueOf(await pushStory(needs, by, { itemId, destinationId: folder }));
  expect(await gone(pushed.id, true)).toMatchObject({ error: { code: 'destination-not-by-hand' } });
});

test('a report of an older node, without a channel or words of place, is read as before', async () => {
  const { nanning, hanoi } = town;
  const { guid } = await desk.itemAt(nanning, GUID);
  await town.within(nanning, (stores) =>
    appendEntry(stores, nanning.tools, desk.by(nanning), {
      partnerDid: hanoi.agency.did,
      type: 'usage.reported',
      subject: printItemUri(guid),
      agreements: [],
      data: { usage: 'old-1', language: 'en', version: 1, state: 'live', publishedAt: town.now() },
    }),
  );
  await desk.settle();
  const [use] = await uses();
  expect([use?.channel, use?.place, use?.usageId]).toEqual(['other', undefined, 'old-1']);
});
