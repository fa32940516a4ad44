import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { answerOverride } from '#app/agreement/override/answer-override.ts';
import { askOverride } from '#app/agreement/override/ask-override.ts';
import { addDestination } from '#app/publication/push/add-destination.ts';
import { changeDestination } from '#app/publication/push/change-destination.ts';
import { deliverPlacement } from '#app/publication/push/deliver-placement.ts';
import type { NewDestination } from '#app/publication/push/destination-needs.ts';
import { mayPush } from '#app/publication/push/may-push.ts';
import { pushStory } from '#app/publication/push/push-story.ts';
import { killItem } from '#app/item/kill-item.ts';
import { exportStory } from '#app/take/export-story.ts';
import { judgeTake } from '#app/take/take-item.ts';
import { gatherUse } from '#app/agreement/judge-use.ts';
import type { DirectionAnswers } from '#domain/agreement/template-answers.ts';
import { agencyOf } from '#http/agency-of.ts';
import type { DeliveryAnswer } from '#ports/destination.ts';
import { answeringSystem, type AnsweringSystem } from '#tests/town/answering-system.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, testPortal, valueOf } from '#tests/town/test-portal.ts';

const made: DeliveryAnswer = { outcome: 'done', answer: 'made', remote: { id: '7' } };
let system: AnsweringSystem;
beforeEach(() => {
  system = answeringSystem(made);
});

/** A newsroom whose partner grants these channels, with a story of the partner that it has taken. */
async function newsroom(channels: DirectionAnswers['channels'], quota = 20) {
  const portal = await testPortal({ quota, channels, translateInto: [] });
  onTestFinished(() => portal.close());
  const needs = { ...portal.needs, clock: { now: portal.now }, ...system };
  const by = async () => ({
    agency: await agencyOf(portal.needs.agencies, portal.agencyId),
    personId: portal.personId,
    at: portal.now(),
  });
  return {
    portal,
    needs,
    by,
    story: (guid = 'urn:egret:river') => portal.admit(testItem({ guid, provider: GIVER, headline: guid })),
    add: async (over: Partial<NewDestination> = {}) => {
      const asked = { name: 'CMS', kind: 'folder', place: '', settings: {}, ...over } as const;
      return valueOf(await addDestination(needs, portal.agencyId, asked)).destination.id;
    },
    set: async (id: string, deliveryChannel: string) =>
      changeDestination(needs, portal.agencyId, { id, settings: { deliveryChannel } }),
    push: async (destinationId: string, itemId: string) =>
      pushStory(needs, await by(), { itemId, destinationId }),
    work: async (placementId: string) => deliverPlacement(needs, await by(), placementId),
    find: (id: string) => portal.within(({ placements }) => placements.find(id)),
    lastOf: async (destinationId: string) =>
      (await portal.within(({ placements }) => placements.deliveries(destinationId)))[0],
  };
}

test('a destination asks for its own channel: what is granted for print goes to a paper and to no site', async () => {
  const { add, push, work, story, find, needs, by } = await newsroom(['print']);
  const itemId = await story();
  const site = await add();
  const paper = await add({ name: 'Báo in', settings: { deliveryChannel: 'print' } });
  const said = valueOf(await mayPush(needs, await by(), { itemId }));
  expect(said.channels.filter(({ may }) => may.ok).map(({ channel }) => channel)).toEqual(['print']);
  expect(await push(site, itemId)).toMatchObject({
    error: {
      code: 'use-not-permitted',
      because: [{ code: 'refinement.deliveryChannel', clause: { number: 1 } }],
    },
  });
  const { id } = valueOf(await push(paper, itemId));
  expect(await work(id)).toBe('done');
  expect(await find(id)).toMatchObject({ stands: 'published', shown: { channel: 'print' } });
});

test('mail is a newsletter where it is not set otherwise', async () => {
  const { add, push, story } = await newsroom(['web']);
  const itemId = await story();
  const settings = { from: 'wire@egret.example', to: 'readers@one.example' };
  const mail = { kind: 'mail', place: 'smtps://mail.example', secret: '' } as const;
  expect(await push(await add({ ...mail, settings }), itemId)).toMatchObject({ ok: false });
  const asWeb = { ...settings, deliveryChannel: 'web' };
  expect(await push(await add({ ...mail, settings: asWeb }), itemId)).toMatchObject({ ok: true });
});

test('the channel is asked at send time too: set to another meanwhile, nothing leaves and the clause stands in the log', async () => {
  const { add, set, push, work, story, lastOf, find } = await newsroom(['web']);
  const itemId = await story();
  const site = await add();
  const { id } = valueOf(await push(site, itemId));
  expect(await set(site, 'broadcast')).toMatchObject({ ok: true });
  expect(await work(id)).toBe('done');
  expect(system.told).toEqual([]);
  const held = await lastOf(site);
  expect(held).toMatchObject({
    outcome: 'held',
    answer: expect.stringContaining('refinement.deliveryChannel'),
  });
  expect(await find(id)).toMatchObject({ stands: 'nothing' });
  expect(await set(site, 'no such')).toMatchObject({ error: { at: 'deliveryChannel' } });
});

test('what stands keeps the channel that it went out by: its correction is asked for that, and a kill asks nothing', async () => {
  const { portal, add, set, push, work, story, find } = await newsroom(['web']);
  const itemId = await story();
  const site = await add();
  const { id } = valueOf(await push(site, itemId));
  await work(id);
  await set(site, 'print');
  const later = testItem({
    guid: 'urn:egret:river',
    provider: GIVER,
    version: 2,
    headline: 'Three, not thirty',
  });
  await portal.admit(later, { isCorrection: true });
  expect(await push(site, itemId)).toMatchObject({ ok: true });
  await work(id);
  expect(await find(id)).toMatchObject({ shown: { channel: 'web', version: 2 } });
  const other = await story('urn:egret:other');
  expect(await push(site, other)).toMatchObject({ error: { code: 'use-not-permitted' } });
  await portal.within((stores) =>
    killItem(stores, {
      name: { guid: 'urn:egret:river', provider: GIVER },
      reasonClass: 'error',
      publicReason: 'False',
      at: portal.now(),
    }),
  );
  await work(id);
  expect(system.told.at(-1)).toBe('kill');
});

test('what is granted for print alone may be taken, and handed over with its rights in it', async () => {
  const { portal, needs, by, story } = await newsroom(['print']);
  const itemId = await story();
  const { agency, at } = await by();
  const may = await portal.within(async ({ items, useState }) => {
    const item = (await items.find(itemId))!;
    const version = (await items.version(itemId, 1))!.content;
    return judgeTake(await gatherUse(useState, { item, version, actor: agency.did, at }), agency, at);
  });
  expect(may.permitted).toBe(true);
  expect(await exportStory(needs, await by(), { itemId, as: 'ninjs' })).toMatchObject({ ok: true });
});

test('a copy by another channel counts against the quota of the permission that let it out', async () => {
  const { add, push, work, story } = await newsroom(['print'], 1);
  const paper = await add({ settings: { deliveryChannel: 'print' } });
  const { id } = valueOf(await push(paper, await story()));
  await work(id);
  expect(await push(paper, await story('urn:egret:other'))).toMatchObject({
    error: { because: [{ code: 'constraint.countPerPeriod' }] },
  });
});

test('an override is for the channel that was asked for, and for no other', async () => {
  const { portal, needs, by, add, push, work, story, find } = await newsroom(['web']);
  const second = randomUUID();
  await portal.database.migrator.db
    .insertInto('person')
    .values({ id: second, email: 'm@demo.example', name: 'Minh', language: 'vi', created_at: portal.now() })
    .execute();
  await portal.within(async ({ members, overrides }) => {
    await members.save({ personId: second, roles: ['chief'] }, portal.now());
    await overrides.setOpenCodes(['refinement.deliveryChannel'], second, portal.now());
  });
  const itemId = await story();
  const order = { itemId, action: 'publish', reason: 'Bão số 9' } as const;
  expect(await askOverride(needs, await by(), order)).toMatchObject({ error: { code: 'override-needless' } });
  const asked = valueOf(await askOverride(needs, await by(), { ...order, channel: 'print' }));
  expect(asked).toMatchObject({ channel: 'print', waived: ['refinement.deliveryChannel'] });
  const approval = { id: asked.id, outcome: 'approved' } as const;
  valueOf(await answerOverride(needs, { ...(await by()), personId: second }, approval));
  const paper = await add({ settings: { deliveryChannel: 'print' } });
  const { id } = valueOf(await push(paper, itemId));
  await work(id);
  expect(await find(id)).toMatchObject({ stands: 'published', shown: { channel: 'print' } });
  const air = await add({ settings: { deliveryChannel: 'broadcast' } });
  expect(await push(air, itemId)).toMatchObject({ error: { code: 'use-not-permitted' } });
});
