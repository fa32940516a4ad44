import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { applyNotice } from '#app/correction/answer-notice.ts';
import { addDestination } from '#app/publication/push/add-destination.ts';
import { deliverPlacement, type Delivered } from '#app/publication/push/deliver-placement.ts';
import type { NewDestination } from '#app/publication/push/destination-needs.ts';
import type { PushNeeds } from '#app/publication/push/push-needs.ts';
import { callStoryBack, pushStory } from '#app/publication/push/push-story.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import type { DeliveryAnswer } from '#ports/destination.ts';
import { answeringSystem } from '#tests/town/answering-system.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { valueOf } from '#tests/town/test-portal.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';
const URL_THERE = 'https://cms.example/river';

const failed: DeliveryAnswer = { outcome: 'failed', status: 503, answer: 'closed for the night' };
const made: DeliveryAnswer = { outcome: 'done', answer: 'made', remote: { id: '7', url: URL_THERE } };
const system = answeringSystem(made);

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  system.answer = made;
  town = await twoAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth();
  await desk.admit({ guid: GUID });
  await desk.settle();
});
afterEach(() => town.close());

const pushing = ({ tools }: TownAgency): PushNeeds & Parameters<typeof addDestination>[0] => ({
  ...tools,
  ...system,
});

/** The story as it came stands in a system of this newsroom; gives its placement. */
async function pushed(one: TownAgency, to: Partial<NewDestination> = {}): Promise<string> {
  const needs = pushing(one);
  const asked = { name: 'CMS', kind: 'folder', place: '', settings: {}, ...to } as const;
  const { destination } = valueOf(await addDestination(needs, one.agency.id, asked));
  const { id: itemId } = await desk.itemAt(one, GUID);
  const { id } = valueOf(await pushStory(needs, desk.by(one), { itemId, destinationId: destination.id }));
  expect(await work(one, id)).toBe('done');
  return id;
}

const work = async (one: TownAgency, placementId: string): Promise<Delivered> =>
  deliverPlacement(pushing(one), desk.by(one), placementId);
async function taken(): Promise<string> {
  await desk.take(GUID);
  return pushed(town.nanning);
}
/** What the giver knows of the uses of its story. */
const uses = async () => {
  const { id } = await desk.itemAt(town.hanoi, GUID);
  return town.within(town.hanoi, ({ usages }) => usages.ofItem(id));
};
const payloadOf = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
const notices = async () =>
  (await desk.noticesOf()).map(({ kind, state, ownCopies }) => [
    `${kind} ${state}`,
    ...ownCopies.map(({ standing }) => standing),
  ]);
const openOnes = async () => (await desk.noticesOf()).map(({ kind, state }) => `${kind} ${state}`).toSorted();
const lanes = async () =>
  (await desk.recallsOf()).flatMap(({ reach }) =>
    reach.flatMap(({ state, copies }) => copies.map(({ url, standing }) => [state, url, standing])),
  );

test('a story that stands in our CMS is a use: its provider hears the address, the version, and that it is taken out', async () => {
  const id = await taken();
  await desk.settle();
  expect(await uses()).toMatchObject([
    { usageId: id, url: URL_THERE, channel: 'web', language: 'en', version: 1, state: 'live' },
  ]);
  await desk.correct(GUID, 'River rises by two metres');
  await desk.settle();
  town.pass(60);
  await work(town.nanning, id);
  await desk.settle();
  const [corrected] = await uses();
  expect(corrected).toMatchObject({ version: 2, state: 'live' });
  valueOf(await callStoryBack(pushing(town.nanning), desk.by(town.nanning), id));
  await work(town.nanning, id);
  await desk.settle();
  expect(await uses()).toEqual([{ ...corrected, state: 'removed', reportedAt: expect.any(String) }]);
});

test('a copy without a public address is reported all the same, and its removal ends its lane', async () => {
  system.answer = { ...made, remote: { id: '7' } };
  const id = await taken();
  await desk.settle();
  const [use] = await uses();
  expect([use?.state, use?.url]).toEqual(['live', undefined]);
  await desk.kill(GUID);
  await desk.settle();
  expect(await lanes()).toEqual([['received', undefined, 'waiting']]);
  await work(town.nanning, id);
  await desk.settle();
  expect(await lanes()).toEqual([['applied', undefined, 'removed']]);
});

test('a mail is taken back by a word alone: the last word says so, and nobody is told that it is gone', async () => {
  const mail = { subject: 'River', reached: ['desk@one.example'], refused: [] };
  system.answer = { ...made, remote: { id: '<7>', mail } };
  const id = await taken();
  await desk.settle();
  await desk.kill(GUID);
  await desk.settle();
  const told = { messageId: '<8>', to: mail.reached };
  system.answer = { outcome: 'told', answer: 'queued', remote: { id: '<7>', mail: { ...mail, told } } };
  await work(town.nanning, id);
  await desk.settle();
  expect(await notices()).toEqual([['kill applied', 'told']]);
  expect(await uses()).toMatchObject([{ state: 'live' }]);
  expect(await lanes()).toEqual([['applied', undefined, 'unnamed']]);
  const entries = await town.within(town.hanoi, async ({ channels }) => {
    const [into] = (await channels.list()).filter(({ direction }) => direction === 'in');
    return channels.entriesAfter(into!.ch, 1, 0, 1000);
  });
  const { data } = payloadOf(entries.findLast(({ type }) => type === 'receipt')?.jws ?? '');
  expect(data).toMatchObject({ state: 'applied' });
  expect(data.actions).toEqual([{ usage: id, channel: 'web', done: 'told', at: expect.any(String) }]);
});

test('what arrives in a CMS as a draft is reported to nobody as live', async () => {
  await desk.take(GUID);
  const site = { kind: 'wordpress', place: 'https://cms.example', secret: 'sesame-7-open' } as const;
  await pushed(town.nanning, { ...site, settings: { user: 'lan', status: 'draft' } });
  await desk.settle();
  expect(await uses()).toEqual([]);
  await pushed(town.nanning, { ...site, settings: { user: 'lan' } });
  await desk.settle();
  expect(await uses()).toMatchObject([{ state: 'live' }]);
});

test('an own story that stands in our CMS is reported to nobody', async () => {
  const id = await pushed(town.hanoi);
  const jobs = await town.within(town.hanoi, ({ outbox }) => outbox.waiting(['usage-report'], 0, 10));
  expect([id === '', jobs]).toEqual([false, []]);
});

test('a kill is not done while our CMS shows the story: the last word goes when it is out, and names the copy', async () => {
  const id = await taken();
  await desk.settle();
  await desk.kill(GUID);
  await desk.settle();
  expect(await notices()).toEqual([['kill open', 'waiting']]);
  expect(await desk.reachOf('kill')).toEqual(['v1 received']);
  system.answer = failed;
  town.pass(60);
  await work(town.nanning, id);
  await desk.settle();
  expect(await notices()).toEqual([['kill open', 'failing']]);
  expect((await desk.noticesOf())[0]?.ownCopies).toMatchObject([
    { destination: 'CMS', answer: 'closed for the night', url: URL_THERE },
  ]);
  // The desk applies it, and it is not done all the same.
  const [notice] = await desk.noticesOf();
  const applied = valueOf(await applyNotice(town.nanning.tools, desk.by(town.nanning), notice?.id ?? ''));
  expect(applied).toEqual({ copiesUp: 1 });
  expect(await desk.reachOf('kill')).toEqual(['v1 received']);
  system.answer = made;
  expect(await work(town.nanning, id)).toBe('done');
  await desk.settle();
  expect(await notices()).toEqual([['kill applied', 'applied']]);
  expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
  expect(await lanes()).toEqual([['applied', URL_THERE, 'applied']]);
});

test('a kill that finds a page and a copy waits for both, and open corrections end with it', async () => {
  const id = await taken();
  expect(await desk.publish(GUID)).toMatchObject({ ok: true });
  await desk.correct(GUID, 'River rises by two metres');
  await desk.settle();
  await desk.kill(GUID);
  await desk.settle();
  expect(await openOnes()).toEqual(['correction open', 'kill open']);
  await work(town.nanning, id);
  await desk.settle();
  expect(await openOnes()).toEqual(['correction applied', 'kill applied']);
});

test('of two copies that are taken out at the same moment the last one answers the notice', async () => {
  const ids = [await taken(), await pushed(town.nanning)];
  await desk.kill(GUID);
  await desk.settle();
  const { transact } = town.nanning.tools;
  let arrived = 0;
  // Each has written that its own is out, and has not yet looked at the other.
  const slowly: typeof transact = (agencyId, story) =>
    transact(agencyId, (stores) => {
      const applyStops: typeof stores.placements.applyStops = async (...asked) => {
        arrived += 1;
        for (let waits = 0; arrived < ids.length && waits < 30; waits += 1) await setTimeout(50);
        const answered = await stores.placements.applyStops(...asked);
        await setTimeout(300);
        return answered;
      };
      return story({ ...stores, placements: { ...stores.placements, applyStops } });
    });
  const needs = { ...pushing(town.nanning), transact: slowly };
  await Promise.all(ids.map((id) => deliverPlacement(needs, desk.by(town.nanning), id)));
  await desk.settle();
  expect(await notices()).toEqual([['kill applied', 'applied', 'applied']]);
});

test('a stop waits for our CMS, and after the release the copy comes back', async () => {
  const id = await taken();
  await desk.settle();
  await desk.withhold(GUID);
  await desk.settle();
  expect(await notices()).toEqual([['withhold open', 'waiting']]);
  await work(town.nanning, id);
  await desk.settle();
  expect(await desk.reachOf('withhold')).toEqual(['v1 applied']);
  expect(await uses()).toMatchObject([{ state: 'removed' }]);
  await desk.release(GUID);
  await desk.settle();
  await work(town.nanning, id);
  await desk.settle();
  expect(await uses()).toMatchObject([{ state: 'live' }]);
});

test('a correction is not done while our CMS shows the older version', async () => {
  const id = await taken();
  await desk.settle();
  await desk.correct(GUID, 'River rises by two metres');
  await desk.settle();
  expect(await notices()).toEqual([['correction open', 'waiting']]);
  const [notice] = await desk.noticesOf();
  expect(await applyNotice(town.nanning.tools, desk.by(town.nanning), notice?.id ?? '')).toMatchObject({
    error: { code: 'correction-not-published', pages: 1 },
  });
  await work(town.nanning, id);
  await desk.settle();
  expect(await desk.reachOf('correction')).toEqual(['v2 applied']);
});

test('our own kill shows each of our systems until the story is out there', async () => {
  const id = await pushed(town.hanoi);
  const standing = async () =>
    (await desk.recallsOf()).flatMap(({ kind, ownCopies }) =>
      ownCopies.map((copy) => [kind, copy.destination, copy.standing]),
    );
  await desk.correct(GUID, 'River rises by two metres');
  expect(await standing()).toEqual([['correction', 'CMS', 'waiting']]);
  await work(town.hanoi, id);
  expect(await standing()).toEqual([['correction', 'CMS', 'applied']]);
  town.pass(60);
  await desk.kill(GUID);
  system.answer = failed;
  await work(town.hanoi, id);
  expect((await standing())[0]).toEqual(['kill', 'CMS', 'failing']);
  system.answer = made;
  await work(town.hanoi, id);
  expect((await standing())[0]).toEqual(['kill', 'CMS', 'applied']);
});

test('a copy whose answer was lost counts as one that readers may see', async () => {
  const id = await taken();
  valueOf(await callStoryBack(pushing(town.nanning), desk.by(town.nanning), id));
  await work(town.nanning, id);
  const { itemId, destinationId } = (await town.within(town.nanning, ({ placements }) =>
    placements.find(id),
  ))!;
  valueOf(await pushStory(pushing(town.nanning), desk.by(town.nanning), { itemId, destinationId }));
  system.answer = { outcome: 'failed', answer: 'timeout' };
  await work(town.nanning, id);
  await desk.withhold(GUID);
  await desk.settle();
  expect(await notices()).toEqual([['withhold open', 'failing']]);
  system.answer = made;
  await work(town.nanning, id);
  await desk.settle();
  expect(await desk.reachOf('withhold')).toEqual(['v1 applied']);
});
