import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { confirmRestrictions } from '#app/agreement/confirm-restrictions.ts';
import { killItem } from '#app/item/kill-item.ts';
import { addDestination } from '#app/publication/push/add-destination.ts';
import { callArchivedBack } from '#app/publication/push/call-archived-back.ts';
import { callEndedBack } from '#app/publication/push/call-ended-back.ts';
import { changeDestination } from '#app/publication/push/change-destination.ts';
import { deliverPlacement } from '#app/publication/push/deliver-placement.ts';
import type { NewDestination } from '#app/publication/push/destination-needs.ts';
import { mayPush } from '#app/publication/push/may-push.ts';
import { pushStory } from '#app/publication/push/push-story.ts';
import { confirmGone, recordRun } from '#app/publication/push/record-run.ts';
import type { DirectionAnswers } from '#domain/agreement/template-answers.ts';
import type { AgreementEvent } from '#domain/agreement/agreement-record.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { agencyOf } from '#http/agency-of.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import type { DeliveryAnswer } from '#ports/destination.ts';
import { answeringSystem, type AnsweringSystem } from '#tests/town/answering-system.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, PICTURE, PORTAL_DID, testPortal, valueOf } from '#tests/town/test-portal.ts';
import { destinationReads } from './reads/destinations.ts';

const DAY = 86_400;
const HOUR = 3600;
const made: DeliveryAnswer = { outcome: 'done', answer: 'kept', remote: { id: '7' } };
let system: AnsweringSystem;
beforeEach(() => {
  system = answeringSystem(made);
});

const ARCHIVE = { name: 'Kho', kind: 'folder', place: '', settings: { deliveryChannel: 'archive' } } as const;

/** A newsroom with an archive; its partner lets stories stay there for ten days from the first offer, or as is said. */
async function newsroom(give: Partial<DirectionAnswers> = { archiveFor: durationOf('P10D') }) {
  const portal = await testPortal({ quota: 1, translateInto: [], ...give });
  onTestFinished(() => portal.close());
  const needs = { ...portal.needs, clock: { now: portal.now }, ...system };
  const by = async () => ({
    agency: await agencyOf(portal.needs.agencies, portal.agencyId),
    personId: portal.personId,
    at: portal.now(),
  });
  const add = async (asked: NewDestination = ARCHIVE) => addDestination(needs, portal.agencyId, asked);
  const archive = valueOf(await add()).destination.id;
  const push = async (itemId: string, destinationId = archive) =>
    pushStory(needs, await by(), { itemId, destinationId });
  const work = async (placementId: string) => deliverPlacement(needs, await by(), placementId);
  return {
    portal,
    needs,
    by,
    add,
    push,
    work,
    archive,
    story: (over: Partial<ItemVersion> = {}) =>
      portal.admit(
        testItem({ guid: 'urn:egret:river', provider: GIVER, headline: 'River', ...over }),
        over.version === undefined ? {} : { isCorrection: true },
      ),
    kept: async (itemId: string): Promise<string> => {
      const { id } = valueOf(await push(itemId));
      expect(await work(id)).toBe('done');
      return id;
    },
    look: async () => callArchivedBack(needs, await by()),
    find: (id: string) => portal.within(({ placements }) => placements.find(id)),
    lines: (itemId: string) => destinationReads(portal.database.app.db).ofStory(portal.agencyId, itemId),
    said: async (itemId: string) => {
      const { channels } = valueOf(await mayPush(needs, await by(), { itemId }));
      return channels.find(({ channel }) => channel === 'archive');
    },
    declare: (kind: 'suspended' | 'terminated') =>
      portal.within(async ({ agreements }) => {
        const event = (one: string): AgreementEvent =>
          kind === 'suspended'
            ? { kind, by: one, at: portal.now(), reason: '' }
            : { kind, by: one, at: portal.now() };
        for (const { digest } of await agreements.list())
          for (const one of kind === 'suspended' ? [GIVER] : [GIVER, PORTAL_DID])
            await agreements.addEvent(digest, event(one), portal.now());
      }),
  };
}

test('a partner’s story goes into an archive only where the agreement lets it be archived; an own one goes freely', async () => {
  const { portal, push, story, said, kept, find, look } = await newsroom({});
  const itemId = await story();
  expect(await push(itemId)).toMatchObject({
    error: { code: 'use-not-permitted', because: [{ code: 'no.rule' }] },
  });
  expect(await said(itemId)).toMatchObject({ may: { ok: false, because: [{ code: 'no.rule' }] } });
  const own = await kept(await portal.admit(portal.own('urn:own:1')));
  portal.pass(4000 * DAY);
  expect(await look()).toBe(0);
  expect(await find(own)).toMatchObject({ stands: 'published', shown: { channel: 'archive' } });
});

test('what may be archived is kept until its time is over, called back before that, and its story says why', async () => {
  const { portal, story, said, kept, look, work, find, lines, push } = await newsroom();
  const itemId = await story();
  const until = { code: 'archive.until', clause: expect.any(String) };
  expect(await said(itemId)).toMatchObject({ may: { ok: true }, kept: [until] });
  const id = await kept(itemId);
  expect(await lines(itemId)).toMatchObject([
    { state: 'there', channel: 'archive', archived: { isOver: false, because: [until] } },
  ]);
  portal.pass(9 * DAY + 23 * HOUR);
  await portal.beFresh();
  expect(await look()).toBe(0);
  portal.pass(HOUR - 60);
  expect(await look()).toBe(1);
  expect(await portal.jobs('call-back')).toEqual([{ placementId: id }]);
  expect(await work(id)).toBe('done');
  expect(system.told).toEqual(['publish River', 'withdraw']);
  expect(await find(id)).toMatchObject({ wanted: 'withdrawn', stands: 'withdrawn' });
  expect(await lines(itemId)).toMatchObject([
    { state: 'gone', archived: { isOver: true, because: [{ code: 'constraint.elapsedTime' }] } },
  ]);
  portal.pass(HOUR);
  expect(await look()).toBe(0);
  await portal.beFresh();
  expect(await push(itemId)).toMatchObject({ error: { code: 'use-not-permitted' } });
});

test('an archive is no publication: it is reported to nobody and takes nothing of the quota', async () => {
  const { portal, story, kept, add, push } = await newsroom();
  await kept(await story());
  expect(await portal.jobs('usage-report')).toEqual([]);
  const site = valueOf(await add({ name: 'CMS', kind: 'folder', place: '', settings: {} })).destination.id;
  const other = await story({ guid: 'urn:egret:other' });
  expect(await push(other, site)).toMatchObject({ ok: true });
});

test('when its agreement is ended a copy is called back; a suspension and a silent partner take nothing out', async () => {
  const { portal, story, kept, look, declare, find, needs, by } = await newsroom();
  const id = await kept(await story());
  await declare('suspended');
  portal.pass(2 * HOUR);
  expect(await look()).toBe(0);
  await declare('terminated');
  portal.pass(60);
  expect(await look()).toBe(0);
  // What a signed change of an agreement sets off.
  await portal.within(({ placements }) => placements.askArchivedAnew(portal.now()));
  expect(await look()).toBe(1);
  expect(await find(id)).toMatchObject({
    wanted: 'withdrawn',
    archived: { isOver: true, because: [{ code: 'agreement.terminated' }] },
  });
  expect(await callEndedBack(needs, await by())).toBe(0);
});

test('words that forbid archiving keep a story out, and call back what stands once they are confirmed', async () => {
  const { portal, story, push, kept, look, needs, by } = await newsroom();
  const early = await kept(await story());
  const held = await story({ guid: 'urn:egret:words', usageTerms: 'NO ARCHIVES' });
  expect(await push(held)).toMatchObject({ error: { because: [{ code: 'item.restrictions.unconfirmed' }] } });
  const later = await story({ version: 2, usageTerms: 'NO ARCHIVES', headline: 'Later' });
  portal.pass(2 * HOUR);
  expect(await look()).toBe(0);
  const terms = [{ code: 'no-archive', words: 'NO ARCHIVES' }] as const;
  valueOf(await confirmRestrictions(needs, await by(), { itemId: later, text: 'NO ARCHIVES', terms }));
  await portal.beFresh();
  expect(await push(later)).toMatchObject({ error: { because: [{ code: 'item.restricted' }] } });
  expect(await look()).toBe(1);
  expect(await portal.jobs('call-back')).toEqual([{ placementId: early }]);
});

test('a correction and a kill reach an archive as any copy, a correction also during a suspension', async () => {
  const { portal, story, kept, work, find, declare } = await newsroom();
  const itemId = await story();
  const id = await kept(itemId);
  await declare('suspended');
  portal.pass(60);
  await story({ version: 2, headline: 'Three, not thirty' });
  expect(await work(id)).toBe('done');
  expect(await find(id)).toMatchObject({ shown: { version: 2 }, archived: { isOver: false } });
  const name = { guid: 'urn:egret:river', provider: GIVER };
  await portal.within((stores) =>
    killItem(stores, { name, reasonClass: 'error', publicReason: 'False', at: portal.now() }),
  );
  expect(await work(id)).toBe('done');
  expect(system.told).toEqual(['publish River', 'publish Three, not thirty', 'kill']);
});

test('an archive and what readers get are two destinations, and an archive is of a kind that gives back what it has', async () => {
  const { portal, story, kept, needs, archive, add } = await newsroom();
  const change = (deliveryChannel: string) =>
    changeDestination(needs, portal.agencyId, { id: archive, settings: { deliveryChannel } });
  expect(await change('web')).toMatchObject({ ok: true });
  expect(await change('archive')).toMatchObject({ ok: true });
  await kept(await story());
  expect(await change('web')).toMatchObject({
    error: { code: 'destination-invalid', at: 'deliveryChannel' },
  });
  const settings = { from: 'a@egret.example', to: 'b@egret.example', deliveryChannel: 'archive' };
  const mail = { name: 'Mail', kind: 'mail', place: 'smtps://mail.example', settings, secret: '' } as const;
  expect(await add(mail)).toMatchObject({ error: { at: 'deliveryChannel' } });
});

test('what people archive by hand is asked as archived, and a day before its time is over a person is asked to take it out', async () => {
  const { portal, story, add, needs, by, look, find, lines } = await newsroom();
  const shelf = { name: 'Kệ tư liệu', kind: 'hand', place: '', settings: ARCHIVE.settings } as const;
  const destinationId = valueOf(await add(shelf)).destination.id;
  const itemId = await story();
  const ranOn = portal.now().slice(0, 10);
  const record = async () =>
    recordRun(needs, await by(), { itemId, destinationId, ranOn, where: 'Kệ 3, số 112' });
  const { id } = valueOf(await record());
  const until = { code: 'archive.until', clause: expect.any(String) };
  expect(await lines(itemId)).toMatchObject([
    { state: 'there', channel: 'archive', archived: { isOver: false, because: [until] } },
  ]);
  portal.pass(9 * DAY - HOUR);
  await portal.beFresh();
  expect(await look()).toBe(0);
  portal.pass(HOUR + 60);
  expect(await look()).toBe(1);
  // The node has nobody to tell: it stands there until a person says that it is out.
  expect(await deliverPlacement(needs, await by(), id)).toBe('done');
  const troubles = () => destinationReads(portal.database.app.db).troubles(portal.agencyId);
  expect(await troubles()).toMatchObject([{ name: 'Kệ tư liệu', isByHand: true, leaving: 1 }]);
  expect(await lines(itemId)).toMatchObject([{ state: 'leaving', archived: { isOver: true } }]);
  const gone = async (isTold: boolean) =>
    confirmGone(needs, await by(), { placementId: id, isTold, note: '' });
  expect(await gone(true)).toMatchObject({ error: { code: 'archive-only-told' } });
  expect(await gone(false)).toMatchObject({ ok: true });
  expect(await find(id)).toMatchObject({ wanted: 'withdrawn', stands: 'withdrawn' });
  expect(await lines(itemId)).toMatchObject([
    { state: 'gone', archived: { isOver: true, because: [{ code: 'constraint.elapsedTime' }] } },
  ]);
  expect(await troubles()).toEqual([]);
  expect(await portal.jobs('usage-report')).toEqual([]);
  expect(system.told).toEqual([]);
  portal.pass(2 * DAY);
  await portal.beFresh();
  expect(await record()).toMatchObject({ error: { code: 'use-not-permitted' } });
});

test('a picture whose own words forbid archiving stays behind, and one that may not stay takes its copy out', async () => {
  const { portal, story, kept, find, look, needs, by } = await newsroom();
  const renditions = [
    { role: 'main', href: 'https://egret.example/p', mediaType: 'image/jpeg', digest: PICTURE },
  ];
  const open = { guid: 'urn:egret:open', newsType: 'picture', caption: 'The harbour', renditions } as const;
  const closed = { ...open, guid: 'urn:egret:closed', usageTerms: 'NO ARCHIVES' };
  const itemId = await story({ associations: [open, closed] });
  const id = await kept(itemId);
  expect(await find(id)).toMatchObject({ archived: { isOver: false, pictures: [open.guid] } });
  portal.pass(2 * HOUR);
  expect(await look()).toBe(0);
  await portal.admit(
    testItem({
      guid: 'urn:egret:river',
      provider: GIVER,
      version: 2,
      associations: [{ ...open, usageTerms: 'NARCH' }],
    }),
  );
  const terms = [{ code: 'no-archive', words: 'NARCH' }] as const;
  valueOf(await confirmRestrictions(needs, await by(), { itemId, text: 'NARCH', terms }));
  expect(await look()).toBe(1);
  expect(await find(id)).toMatchObject({ archived: { because: [{ code: 'item.restricted' }] } });
});
