import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { addDestination } from '#app/publication/push/add-destination.ts';
import { callEndedBack } from '#app/publication/push/call-ended-back.ts';
import { deliverPlacement } from '#app/publication/push/deliver-placement.ts';
import { mayPush, type MayPush } from '#app/publication/push/may-push.ts';
import { pushStory } from '#app/publication/push/push-story.ts';
import { agencyOf } from '#http/agency-of.ts';
import { parseDuration } from '#kernel/duration.ts';
import { isJsonObject } from '#kernel/json.ts';
import type { DeliveryAnswer } from '#ports/destination.ts';
import { answeringSystem, type AnsweringSystem } from '#tests/town/answering-system.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, PORTAL_DID, testPortal, valueOf } from '#tests/town/test-portal.ts';

const DAY = 86_400;
const made: DeliveryAnswer = { outcome: 'done', answer: 'made', remote: { id: '7' } };
let system: AnsweringSystem;
beforeEach(() => {
  system = answeringSystem(made);
});

const onTheWeb = ({ channels }: MayPush) => channels.find(({ channel }) => channel === 'web')?.may.ok;

async function newsroom(tailPolicy: 'removeAll' | 'keepPublished', quota = 20) {
  const tailPeriod = parseDuration('P30D');
  if (!tailPeriod) throw new Error('not a duration');
  const portal = await testPortal({ quota }, { tailPolicy, tailPeriod });
  onTestFinished(() => portal.close());
  const needs = { ...portal.needs, clock: { now: portal.now }, ...system };
  const asked = { name: 'CMS', kind: 'folder', place: '', settings: {} } as const;
  const { destination } = valueOf(await addDestination(needs, portal.agencyId, asked));
  const by = async () => ({
    agency: await agencyOf(portal.needs.agencies, portal.agencyId),
    personId: portal.personId,
    at: portal.now(),
  });
  const order = async (itemId: string) =>
    pushStory(needs, await by(), { itemId, destinationId: destination.id });
  const may = async (itemId: string) => mayPush(needs, await by(), { itemId });
  const work = async (placementId: string) => deliverPlacement(needs, await by(), placementId);
  return {
    portal,
    work,
    order,
    may,
    pushed: async (guid: string): Promise<string> => {
      const { id } = valueOf(
        await order(await portal.admit(testItem({ guid, provider: GIVER, headline: guid }))),
      );
      expect(await work(id)).toBe('done');
      return id;
    },
    end: () =>
      portal.within(async ({ agreements }) => {
        for (const { digest } of await agreements.list())
          for (const one of [GIVER, PORTAL_DID])
            await agreements.addEvent(
              digest,
              { kind: 'terminated', by: one, at: portal.now() },
              portal.now(),
            );
      }),
    callBack: async () => callEndedBack(needs, await by()),
    calledBack: async () =>
      (await portal.jobs('call-back')).flatMap((job) => (isJsonObject(job) ? [job['placementId']] : [])),
    find: (id: string) => portal.within(({ placements }) => placements.find(id)),
  };
}

test('when the tail of an ended agreement is over, its copies are taken out of other systems; an own story stays', async () => {
  const { portal, pushed, work, order, end, callBack, calledBack, find } = await newsroom('removeAll');
  const id = await pushed('urn:egret:river');
  const own = valueOf(await order(await portal.admit(portal.own('urn:own:1')))).id;
  await work(own);
  expect(await callBack()).toBe(0);
  await end();
  portal.pass(29 * DAY);
  expect(await callBack()).toBe(0);
  portal.pass(2 * DAY);
  expect(await callBack()).toBe(1);
  expect(await calledBack()).toEqual([id]);
  expect(await work(id)).toBe('done');
  expect(system.told.at(-1)).toBe('withdraw');
  expect(await find(id)).toMatchObject({ wanted: 'withdrawn', stands: 'withdrawn' });
  expect(await find(own)).toMatchObject({ stands: 'published' });
  expect(await callBack()).toBe(0);
});

test('what may stay after the end stays, also in another system', async () => {
  const { portal, pushed, end, callBack, find } = await newsroom('keepPublished');
  const id = await pushed('urn:egret:river');
  await end();
  portal.pass(400 * DAY);
  expect(await callBack()).toBe(0);
  expect(await find(id)).toMatchObject({ wanted: 'published', stands: 'published' });
});

test('after the end a copy is corrected as a page is, and nothing else goes there', async () => {
  const { portal, pushed, work, order, may, find, end } = await newsroom('keepPublished');
  const id = await pushed('urn:egret:river');
  const other = await portal.admit(testItem({ guid: 'urn:egret:other', provider: GIVER }));
  await end();
  portal.pass(DAY);
  const standing = valueOf(await may((await find(id))?.itemId ?? ''));
  expect(onTheWeb(standing)).toBe(false);
  expect(standing).toMatchObject({ copies: [{ placementId: id, may: { ok: false } }] });
  const later = testItem({
    guid: 'urn:egret:river',
    provider: GIVER,
    version: 2,
    headline: 'Three, not thirty',
  });
  const itemId = await portal.admit(later, { isCorrection: true });
  // What the desk is told is what pushing it again then does.
  const corrected = valueOf(await may(itemId));
  expect(onTheWeb(corrected)).toBe(false);
  expect(corrected).toMatchObject({ copies: [{ placementId: id, may: { ok: true } }] });
  expect(await order(itemId)).toMatchObject({ ok: true });
  expect(await work(id)).toBe('done');
  expect(system.told).toEqual(['publish urn:egret:river', 'publish Three, not thirty']);
  expect(await order(other)).toMatchObject({ error: { code: 'use-not-permitted' } });
});

test('a story on our page and in our CMS counts once, in every version', async () => {
  const { portal, pushed, work, order } = await newsroom('keepPublished', 1);
  const id = await pushed('urn:egret:river');
  const { itemId } = (await portal.within(({ placements }) => placements.find(id)))!;
  expect(await portal.publish(itemId)).toMatchObject({ ok: true });
  await portal.admit(testItem({ guid: 'urn:egret:river', provider: GIVER, version: 2, headline: 'Next' }));
  expect(await work(id)).toBe('done');
  expect(system.told).toHaveLength(2);
  const other = await portal.admit(testItem({ guid: 'urn:egret:other', provider: GIVER }));
  expect(await order(other)).toMatchObject({
    error: { because: [{ code: 'constraint.countPerPeriod' }] },
  });
});
