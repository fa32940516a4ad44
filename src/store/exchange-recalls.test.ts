import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appendReceipt } from '#app/channel/append-receipt.ts';
import { fetchObject } from '#app/channel/fetch-object.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { killItem } from '#app/item/kill-item.ts';
import { withdrawPage } from '#app/publication/withdraw-page.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import type { PartnerNode } from '#ports/partner-node.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
let uid: string;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await twoAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  uid = await desk.agreements.signedByBoth();
  await desk.settle();
});
afterEach(() => town.close());

/** Nanning holds the first version, took it, and shows it to its readers. */
async function published(): Promise<void> {
  await desk.admit({ guid: GUID });
  await desk.settle();
  await desk.take(GUID);
  expect(await desk.publish(GUID)).toMatchObject({ ok: true, value: { state: 'live', version: 1 } });
  await desk.settle();
}

const openNotices = async () =>
  (await desk.noticesOf()).map(({ kind, version, state }) => `${kind} v${version} ${state}`);

describe('a correction', () => {
  test('reaches the holder as one, though a plain update overtook it before anything was sent', async () => {
    await published();
    await desk.correct(GUID, 'River rises by two metres');
    await desk.admit({ guid: GUID, version: 3, headline: 'River rises by two metres, rain goes on' });
    await desk.settle();
    expect(await openNotices()).toEqual(['correction v3 open']);
    expect(await desk.reachOf('correction')).toEqual(['v2 received']);
    expect(await desk.publish(GUID, 'Two metres, not one')).toMatchObject({ value: { version: 3 } });
    await desk.settle();
    expect(await desk.reachOf('correction')).toEqual(['v2 applied']);
  });

  test('reaches the holder as one, though a stop overtook it before anything was sent', async () => {
    await published();
    await desk.correct(GUID, 'River rises by two metres');
    await desk.admit({ guid: GUID, version: 3, pubStatus: 'withheld', headline: 'Stop and wait' });
    await desk.settle();
    expect((await openNotices()).toSorted()).toEqual(['correction v3 open', 'withhold v3 applied']);
    expect(await desk.reachOf('correction')).toEqual(['v2 received']);
    expect((await desk.itemAt(town.nanning, GUID)).state).toBe('withheld');
    await desk.admit({ guid: GUID, version: 4, headline: 'River rises by two metres' });
    await desk.settle();
    expect(await desk.publish(GUID, 'Two metres, not one')).toMatchObject({ value: { version: 4 } });
    await desk.settle();
    expect(await desk.reachOf('correction')).toEqual(['v2 applied']);
  });

  test('reaches the holder while the agreement rests, without the text; the text follows when it is resumed', async () => {
    await published();
    await desk.agreements.declare(town.hanoi, uid, { kind: 'suspended', reason: 'A question' });
    await desk.settle();
    await desk.correct(GUID, 'River rises by two metres');
    await desk.settle();
    expect(await openNotices()).toEqual(['correction v2 open']);
    expect(await desk.reachOf('correction')).toEqual(['v2 received']);
    expect((await desk.itemAt(town.nanning, GUID)).latestVersion).toBe(1);

    await desk.agreements.declare(town.hanoi, uid, { kind: 'resumed' });
    await desk.settle();
    expect((await desk.itemAt(town.nanning, GUID)).latestVersion).toBe(2);
    expect(await desk.publish(GUID, 'Two metres, not one')).toMatchObject({ value: { version: 2 } });
    await desk.settle();
    expect(await desk.reachOf('correction')).toEqual(['v2 applied']);
  });

  test('keeps the version it corrects from going out before its text has come', async () => {
    await desk.admit({ guid: GUID });
    await desk.settle();
    await desk.take(GUID);
    await desk.correct(GUID, 'River rises by two metres');
    await desk.workAt(town.hanoi);
    await town.takeIn(town.nanning, await town.page(town.nanning));
    expect(await desk.publish(GUID)).toMatchObject({
      error: { code: 'use-not-permitted', because: [{ code: 'item.superseded' }] },
    });
    await desk.settle();
    expect(await desk.publish(GUID)).toMatchObject({ value: { version: 2 } });
  });

  test('whose text cannot be read is never answered while the wrong page stands', async () => {
    await published();
    // The same number with other words: Nanning holds a version 2 already.
    await town.within(town.nanning, async (stores) => {
      const [known] = await stores.items.lock([{ provider: town.hanoi.agency.did, guid: GUID, version: 1 }]);
      const item = { ...known!.item!, latestVersion: 2 };
      const stored = (await stores.items.version(item.id, 1))!;
      const content = { ...stored.content, version: 2, headline: 'Something else' };
      const digest = town.nanning.tools.hash.sha256(new TextEncoder().encode('something else'));
      const activity = { what: 'item-new-version', version: 2 };
      await stores.items.record(
        [{ item, version: { ...stored, content, digest }, activity, announce: false }],
        town.now(),
      );
    });
    await desk.correct(GUID, 'River rises by two metres');
    await desk.settle();
    expect(await openNotices()).toEqual(['correction v2 open']);
    expect(await desk.reachOf('correction')).toEqual(['v2 received']);
  });

  test('is answered when the last page behind it is withdrawn', async () => {
    await published();
    await desk.correct(GUID, 'River rises by two metres');
    await desk.settle();
    const [page] = await town.within(town.nanning, async ({ publications, items }) => {
      const item = await items.findByName({ provider: town.hanoi.agency.did, guid: GUID });
      return publications.ofItem(item!.id);
    });
    await withdrawPage(town.nanning.tools, {
      agencyId: town.nanning.agency.id,
      publicationId: page!.id,
      reasonClass: 'error',
      publicReason: 'Wrong',
      personId: desk.by(town.nanning).personId,
      at: town.now(),
    });
    await desk.settle();
    expect(await desk.reachOf('correction')).toEqual(['v2 applied']);
  });

  test('is closed by the kill of its story, also when its text never came', async () => {
    await published();
    await desk.correct(GUID, 'River rises by two metres');
    await desk.workAt(town.hanoi);
    await town.takeIn(town.nanning, await town.page(town.nanning));
    await desk.kill(GUID);
    await desk.settle();
    expect((await openNotices()).toSorted()).toEqual(['correction v2 applied', 'kill v2 applied']);
    expect(await desk.reachOf('correction')).toEqual(['v2 applied']);
    expect(await desk.reachOf('kill')).toEqual(['v2 applied']);
    expect(await town.work(town.nanning, 'fetch-object')).toEqual([]);
  });
});

test('a kill that comes while a version is being offered stands after it: nothing is offered of a killed story (I6)', async () => {
  await desk.admit({ guid: GUID });
  const { id: itemId } = await desk.itemAt(town.hanoi, GUID);
  let offering: Promise<void> | undefined;
  await town.within(town.hanoi, async (stores) => {
    await killItem(stores, {
      name: { provider: town.hanoi.agency.did, guid: GUID },
      reasonClass: 'error',
      publicReason: 'It did not happen',
      at: town.now(),
    });
    offering = desk.offer(itemId);
    // It may not come past the kill, which is not committed yet.
    expect(await Promise.race([offering.then(() => 'offered'), waited(300)])).toBe('waits');
  });
  await offering;
  expect(await town.within(town.hanoi, ({ offers }) => offers.ofItem(itemId))).toEqual([]);
});

const waited = (milliseconds: number) =>
  new Promise<'waits'>((resolve) => {
    setTimeout(() => resolve('waits'), milliseconds);
  });

test('a story withheld is stopped at the holder at once; a partner whose agreement rests hears it without the text', async () => {
  await published();
  await desk.agreements.declare(town.hanoi, uid, { kind: 'suspended', reason: 'A question' });
  await desk.settle();
  await desk.admit({ guid: GUID, version: 2, pubStatus: 'withheld', headline: 'Secret' });
  await desk.workAt(town.hanoi);
  const page = await town.page(town.nanning);
  await town.takeIn(town.nanning, page);
  expect(await town.work(town.nanning, 'fetch-object')).toEqual([]);
  expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'withheld', latestVersion: 1 });
});

test('a story withheld while its text was on its way arrives stopped', async () => {
  const { tools, agency } = town.nanning;
  await desk.admit({ guid: GUID });
  await desk.workAt(town.hanoi);
  await town.takeIn(town.nanning, await town.page(town.nanning));
  const object: PartnerNode['object'] = async (to, digest) => {
    const bytes = await tools.partnerNode.object(to, digest);
    // The stop comes without a text of its own: the agreement rests.
    await desk.agreements.declare(town.hanoi, uid, { kind: 'suspended', reason: 'A question' });
    await desk.admit({ guid: GUID, version: 2, pubStatus: 'withheld' });
    await desk.workAt(town.hanoi);
    await town.takeIn(town.nanning, await town.page(town.nanning));
    return bytes;
  };
  const offered = await town.within(town.nanning, async ({ channels }) => {
    const [into] = (await channels.list()).filter(({ direction }) => direction === 'in');
    const entries = await channels.entriesAfter(into!.ch, 1, 0, 100);
    return entries.find(({ type }) => type === 'item.offered')!;
  });
  const effects = objectEffects(tools);
  const partnerNode = { ...tools.partnerNode, object };
  expect(
    await fetchObject({ ...tools, partnerNode, effects, at: town.now() }, agency, offered),
  ).toMatchObject({
    ok: true,
  });
  expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'withheld', latestVersion: 1 });
});

test('a story withheld before its new embargo ends is stopped now, not at the end (I13)', async () => {
  await published();
  await desk.admit({ guid: GUID, version: 2, pubStatus: 'withheld', embargoEndAt: desk.later(3600) });
  await desk.settle();
  expect(await desk.itemAt(town.nanning, GUID)).toMatchObject({ state: 'withheld', latestVersion: 1 });
});

test('a story that was never offered to a partner is not said to run there, whatever the partner reports', async () => {
  await desk.admit({ guid: GUID, subjects: [{ code: 'medtop:15000000', broader: [] }] });
  await desk.settle();
  await desk.report(GUID);
  await desk.settle();
  const { id } = await desk.itemAt(town.hanoi, GUID);
  expect(await town.within(town.hanoi, ({ usages }) => usages.ofItem(id))).toEqual([]);
});

test('a receipt counts for the very entry that it names, and for no other at its position (I3)', async () => {
  await published();
  await desk.kill(GUID);
  const { agency, now } = { ...town.hanoi, now: town.now() };
  const ch = channelIdOf(agency.did, town.nanning.agency.did, town.hanoi.tools.hash.sha256);
  const entries = await town.within(town.hanoi, ({ channels }) => channels.entriesAfter(ch, 1, 0, 1000));
  const { seq = 0 } = entries.find(({ type }) => type === 'item.killed') ?? {};
  expect(seq).toBeGreaterThan(0);
  await town.within(town.nanning, (stores) =>
    appendReceipt(stores, town.nanning.tools, desk.by(town.nanning), {
      partnerDid: agency.did,
      entry: { ch, epoch: 1, seq },
      hash: town.hanoi.tools.hash.sha256(new Uint8Array()),
      state: 'applied',
      receivedAt: now,
    }),
  );
  await town.takeIn(town.hanoi, await town.page(town.hanoi));
  expect(await desk.reachOf('kill')).toEqual(['v1 written']);
  await desk.settle();
  expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
});
