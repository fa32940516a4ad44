import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { killItem } from '#app/item/kill-item.ts';
import { deliverPlacement, MOST_ATTEMPTS } from '#app/publication/push/deliver-placement.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { mailDestination } from '#engines/destinations/mail.ts';
import { destinationOpener } from '#engines/destinations/open-destination.ts';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { makeSeal } from '#engines/seal.ts';
import { agencyOf } from '#http/agency-of.ts';
import { instantOf, millisecondsOf } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import { oneAtATime } from '#store/one-at-a-time.ts';
import { destinationReads } from '#store/reads/destinations.ts';
import { storyReads } from '#store/reads/story.ts';
import { listeningSystem, type ListeningSystem } from '#tests/town/listening-system.ts';
import { letterbox, type Letterbox } from '#tests/town/smtp-server.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { GIVER, testPortal, type TestPortal } from '#tests/town/test-portal.ts';
import { checkPush } from '../push/push-signature.ts';
import { makeServer } from '../server.ts';
import { mountDestinations, type DestinationDeskNeeds } from './destination.ts';
import { mountPushes, type PushDeskNeeds } from './push.ts';

const MADE = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const KEY = 'abcd efgh ijkl mnop';

let portal: TestPortal;
let system: ListeningSystem;
let box: Letterbox;
let server: FastifyInstance;
let needs: DestinationDeskNeeds & PushDeskNeeds;
let seatAt: string;
beforeAll(async () => {
  portal = await testPortal({ quota: 50 });
  system = await listeningSystem();
  box = await letterbox();
  const open = destinationOpener({ fetch: guardedFetcher().fetch, allowHosts: [system.host] });
  const mail = { allowHosts: [`localhost:${box.tlsPort}`], ca: box.ca };
  const { db } = portal.database.app;
  const seal = makeSeal(new Uint8Array(32));
  needs = {
    ...portal.needs,
    clock: { now: portal.now },
    stories: storyReads(db),
    destinationReads: destinationReads(db),
    destinations: {
      open: (address) => (address.kind === 'mail' ? mailDestination(mail, address) : open(address)),
      seal: (secret, id) => seal.seal(secret, id),
      unseal: (sealed, id) => seal.open(sealed, id),
      underway: oneAtATime(),
    },
    outgoingFolder: async ({ place }) => accept(place === '' ? '/made' : place),
    kinds: DESTINATION_NEEDS,
    newWebhookSecret: () => MADE,
  };
  server = await makeServer({
    publicOrigin: 'http://localhost:4100',
    now: portal.now,
    findSession: async () => {
      const person = { personId: portal.personId, agencyId: seatAt, csrf: 'c' };
      return startSession({ ...person, roles: ['chief'] }, 'account', portal.now());
    },
    checkReplies: true,
  });
  mountDestinations(server, needs);
  mountPushes(server, needs);
});
afterAll(async () => {
  await server.close();
  await system.close();
  await box.close();
  await portal.close();
});
beforeEach(() => {
  seatAt = portal.agencyId;
  system.heard.length = 0;
  system.answers(() => ({ status: 200, body: '{"ok":true}' }));
});

async function call(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  const { name } = server.door.cookie;
  const headers = { cookie: `${name}=${'me'.padEnd(43, '-')}`, 'x-csrf-token': 'c' };
  const reply = await server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { text: reply.body, ...reply.json() };
}
const hook = () => ({ name: 'Hook', kind: 'webhook', place: `${system.origin}/in` });
const cms = () => ({
  name: 'CMS',
  kind: 'wordpress',
  place: system.origin,
  settings: { user: 'lan', tags: '' },
  secret: KEY,
});
const added = async (asked: object = hook()): Promise<string> =>
  (await call('POST', '/api/destinations', asked)).destination.id;
let count = 0;
const story = (over: Partial<ItemVersion> = {}): ItemVersion => {
  count += 1;
  return portal.own(`urn:own:${count}`, over);
};
const push = async (id: string, storyId: string, translationId?: string) =>
  call('POST', `/api/destinations/${id}/placements`, {
    storyId,
    ...(translationId === undefined ? {} : { translationId }),
  });
const work = async (placementId: string) =>
  deliverPlacement(
    needs,
    { agency: await agencyOf(portal.needs.agencies, portal.agencyId), at: portal.now() },
    placementId,
  );
const placed = async (id: string, only = '') =>
  (await call('GET', `/api/destinations/${id}/placements${only}`)).placements;
const kill = ({ guid, provider }: ItemVersion) =>
  portal.within((stores) =>
    killItem(stores, {
      name: { guid, provider },
      reasonClass: 'error',
      publicReason: 'False',
      at: portal.now(),
    }),
  );
const onTheWeb = async (itemId: string, which = '') =>
  (await call('GET', `/api/stories/${itemId}/placements${which}`)).channels[0].may;

test('a secret is told once when it is made, once when it is made anew, and never shown', async () => {
  const first = await call('POST', '/api/destinations', hook());
  expect(first).toMatchObject({ secret: MADE, destination: { hasSecret: true, counts: { there: 0 } } });
  const { id } = first.destination;
  expect(await call('PATCH', `/api/destinations/${id}`, { newSecret: true })).toMatchObject({ secret: MADE });
  expect(await call('PATCH', `/api/destinations/${id}`, { name: 'Web' })).not.toHaveProperty('secret');
  const own = await call('POST', '/api/destinations', cms());
  expect(own.destination.settings).toEqual({ user: 'lan' });
  const shown = `${own.text} ${(await call('GET', '/api/destinations')).text} ${(await call('GET', `/api/destinations/${id}`)).text}`;
  expect(shown).toContain('"name":"Web"');
  expect(shown).not.toMatch(new RegExp(`${MADE.slice(6)}|${KEY}|sealed`));
});

test('what a kind needs is asked before it is kept, and the refusal names the field', async () => {
  for (const [asked, at] of [
    [{ ...cms(), settings: {} }, 'user'],
    [{ ...cms(), place: 'cms.example' }, 'place'],
    [{ ...cms(), secret: 'no' }, 'secret'],
  ] as const)
    expect(await call('POST', '/api/destinations', asked)).toMatchObject({
      code: 'destination-invalid',
      facts: { at },
    });
});

test('it is tried before it is kept, with the exact answer and without its secret', async () => {
  const before = (await call('GET', '/api/destinations')).destinations.length;
  system.answers(({ headers }) => ({ status: 401, body: `who is ${headers.authorization}?` }));
  const basic = Buffer.from(`lan:${KEY}`).toString('base64');
  const tried = await call('POST', '/api/destinations/trial', cms());
  expect(tried.steps.at(-1)).toMatchObject({ isDone: false, status: 401, answer: 'who is Basic …?' });
  expect(system.heard.at(-1)?.headers.authorization).toBe(`Basic ${basic}`);
  expect(await call('POST', '/api/destinations/trial', { name: 'F', kind: 'folder' })).toMatchObject({
    code: 'destination-invalid',
    facts: { at: 'place' },
  });
  expect((await call('GET', '/api/destinations')).destinations).toHaveLength(before);
});

test('one that is kept is tried with the secret that it has', async () => {
  const id = await added();
  const { steps } = await call('POST', `/api/destinations/${id}/trial`);
  expect(steps.map((one: { name: string; isDone: boolean }) => [one.name, one.isDone])).toEqual([
    ['reachable', true],
    ['credentials', true],
  ]);
  const [asked] = system.heard;
  const signed = { headers: asked?.headers ?? {}, body: Buffer.from(asked?.body ?? '') };
  expect(checkPush(signed, MADE, portal.now())).toMatchObject({ ok: true });
  const nobody = '0190c1a0-0000-7000-8000-000000000001';
  expect((await call('POST', `/api/destinations/${nobody}/trial`)).code).toBe('destination-unknown');
});

test('a password is not told to another host, and numbers of one system are not used in another', async () => {
  const id = await added(cms());
  const change = (body: object) => call('PATCH', `/api/destinations/${id}`, body);
  const place = `http://localhost:${system.host.split(':')[1]}`;
  expect(await change({ place })).toMatchObject({ code: 'destination-invalid', facts: { at: 'secret' } });
  expect((await change({ place: `${system.origin}/blog` })).destination.place).toBe(`${system.origin}/blog`);
  await push(id, await portal.admit(story()));
  expect(await change({ place, secret: KEY })).toMatchObject({
    code: 'destination-invalid',
    facts: { at: 'place' },
  });
  expect((await change({ place, secret: KEY, hasMoved: true })).destination.place).toBe(place);
});

test('a setting that says where stories stand is guarded as the address is', async () => {
  const mail = { from: 'wire@song-han.example', to: 'desk@one.example' };
  const server = { name: 'Mail', kind: 'mail', place: 'smtps://mail.example', settings: mail };
  const id = await added(server);
  const change = (body: object) => call('PATCH', `/api/destinations/${id}`, body);
  const settings = { ...mail, to: 'desk@two.example' };
  expect((await change({ settings })).destination.settings).toEqual(settings);
  await push(id, await portal.admit(story()));
  expect((await change({ settings: mail })).facts).toMatchObject({ at: 'to' });
  expect((await change({ settings: mail, hasMoved: true })).destination.settings).toEqual(mail);
});

test('a story is pushed, stands there, is taken back and is gone, and each attempt is in the log', async () => {
  const id = await added();
  const itemId = await portal.admit(story({ headline: 'Cảng mở lại' }));
  expect(await onTheWeb(itemId)).toMatchObject({ ok: true });
  const { placementId } = await push(id, itemId);
  expect(await placed(id)).toMatchObject([
    {
      id: placementId,
      state: 'waiting',
      headline: 'Cảng mở lại',
      orderedBy: 'Lan',
      triedNextAt: portal.now(),
    },
  ]);
  await work(placementId);
  const [there] = await placed(id);
  expect(there).toMatchObject({ state: 'there', version: 1, last: { outcome: 'done', status: 200 } });
  expect(there).not.toHaveProperty('triedNextAt');
  await call('POST', `/api/placements/${placementId}/call-back`);
  expect(await placed(id, '?only=open')).toMatchObject([{ state: 'leaving', isKill: false }]);
  await work(placementId);
  expect((await call('GET', `/api/stories/${itemId}/placements`)).placements).toMatchObject([
    { state: 'gone', destination: { id, name: 'Hook' } },
  ]);
  expect(await placed(id, '?only=open')).toEqual([]);
  const log = await call('GET', `/api/destinations/${id}/deliveries`);
  expect(log.deliveries).toMatchObject([
    { deed: 'withdraw', outcome: 'done', headline: 'Cảng mở lại', placementState: 'gone' },
    { deed: 'publish', outcome: 'done', answer: '{"ok":true}' },
  ]);
  expect((await call('GET', `/api/destinations/${id}`)).destination).toMatchObject({
    counts: { gone: 1, there: 0 },
    last: { deed: 'withdraw' },
  });
});

test('a story that went out as mail and is killed is told, and never said to be gone', async () => {
  const id = await added({
    name: 'Radio desks',
    kind: 'mail',
    place: `smtps://localhost:${box.tlsPort}`,
    settings: { from: 'wire@song-han.example', to: 'desk@one.example', user: box.user },
    secret: box.password,
  });
  const version = story({ headline: 'Cảng mở lại' });
  const { placementId } = await push(id, await portal.admit(version));
  await work(placementId);
  expect(await placed(id)).toMatchObject([{ state: 'there' }]);
  await kill(version);
  await work(placementId);
  expect(await placed(id)).toMatchObject([{ state: 'told', isKill: true, last: { outcome: 'told' } }]);
  expect(await placed(id, '?only=open')).toEqual([]);
  expect((await call('GET', `/api/destinations/${id}`)).destination.counts).toMatchObject({
    told: 1,
    gone: 0,
  });
  expect((await call('GET', `/api/destinations/${id}/deliveries`)).deliveries).toMatchObject([
    { deed: 'kill', outcome: 'told' },
    { deed: 'publish', outcome: 'done' },
  ]);
  expect(await work(placementId)).toBe('done');
  expect(box.mails).toHaveLength(2);
  expect(box.mails[1]?.text).toContain('KILL: do not use this story');
});

const states = async (id: string) => (await placed(id)).map(({ state }: { state: string }) => state);

test('what fails is told until it is given up, and is sent again on demand', async () => {
  const id = await added();
  system.answers(() => ({ status: 500, body: 'disk full' }));
  const { placementId } = await push(id, await portal.admit(story()));
  await work(placementId);
  expect(await states(id)).toEqual(['failed']);
  expect(await needs.destinationReads.troubles(portal.agencyId)).toContainEqual(
    expect.objectContaining({ id, failing: 1, leaving: 0, answer: 'disk full' }),
  );
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) await work(placementId);
  expect(await states(id)).toEqual(['given-up']);
  const failed = await call('GET', `/api/destinations/${id}/deliveries?only=failed`);
  expect(failed.deliveries).toHaveLength(MOST_ATTEMPTS);
  system.answers(() => ({ status: 200, body: 'thanks' }));
  portal.pass(1);
  await call('POST', `/api/placements/${placementId}/resend`);
  expect(await states(id)).toEqual(['waiting']);
  await work(placementId);
  expect(await states(id)).toEqual(['there']);
  const all = await call('GET', `/api/destinations/${id}/deliveries`);
  const { deliveries } = await call('GET', `/api/destinations/${id}/deliveries?only=failed`);
  expect([all.deliveries.length, deliveries.length]).toEqual([MOST_ATTEMPTS + 1, MOST_ATTEMPTS]);
  expect((await needs.destinationReads.troubles(portal.agencyId)).map((one) => one.id)).not.toContain(id);
});

test('a kill that did not get through is told until it does, also from a paused destination', async () => {
  const id = await added();
  const version = story();
  const { placementId } = await push(id, await portal.admit(version));
  await work(placementId);
  await call('PATCH', `/api/destinations/${id}`, { state: 'paused' });
  system.answers(() => ({ status: 503, body: 'asleep' }));
  await kill(version);
  await work(placementId);
  expect(await placed(id)).toMatchObject([{ state: 'leaving', isKill: true, failures: 1 }]);
  expect(await needs.destinationReads.troubles(portal.agencyId)).toContainEqual(
    expect.objectContaining({ id, failing: 0, leaving: 1, killed: 1, answer: 'asleep' }),
  );
  system.answers(() => ({ status: 200, body: 'gone' }));
  await work(placementId);
  expect(await states(id)).toEqual(['gone']);
  expect((await call('POST', `/api/placements/${placementId}/resend`)).code).toBe('story-stopped');
  expect((await call('GET', `/api/destinations/${id}`)).destination.state).toBe('paused');
});

test('a new version waits until it has arrived, and one that may not leave is held with the reason', async () => {
  const id = await added();
  const version = story();
  const itemId = await portal.admit(version);
  const { placementId } = await push(id, itemId);
  await work(placementId);
  portal.pass(60);
  const embargoEndAt = instantOf(millisecondsOf(portal.now()) + 3_600_000);
  await portal.admit({ ...version, version: 2, versionCreatedAt: portal.now(), embargoEndAt });
  expect(await states(id)).toEqual(['waiting']);
  await work(placementId);
  expect(await placed(id)).toMatchObject([
    { state: 'held', version: 1, last: { answer: expect.stringContaining('story-embargoed') } },
  ]);
  expect(await onTheWeb(itemId)).toMatchObject({
    ok: false,
    because: [{ code: 'story-embargoed' }],
    retryAt: embargoEndAt,
  });
  expect((await push(id, itemId)).code).toBe('story-embargoed');
});

test('before it is ordered the desk says what the order would be answered', async () => {
  const id = await added();
  const version = story();
  const itemId = await portal.admit(version);
  await kill(version);
  expect(await onTheWeb(itemId)).toMatchObject({ ok: false, because: [{ code: 'story-stopped' }] });
  expect((await push(id, itemId)).code).toBe('story-stopped');
  const nobody = '0190c1a0-0000-7000-8000-000000000001';
  expect((await call('GET', `/api/stories/${nobody}/placements`)).code).toBe('not-found');
  expect((await push(id, nobody)).code).toBe('story-unknown');
});

test('a translation is pushed under its own headline, and not before it is finished', async () => {
  const id = await added();
  const partners = { guid: 'urn:egret:9', provider: GIVER, language: 'zh-Hans', headline: '厦门港恢复作业' };
  const itemId = await portal.admit(story(partners));
  const translationId = await portal.translated(itemId);
  const { placementId } = await push(id, itemId, translationId);
  await work(placementId);
  expect(await placed(id)).toMatchObject([
    { state: 'there', translationId, language: 'vi', headline: 'vi: 厦门港恢复作业', storyId: itemId },
  ]);
  await portal.admit(story({ ...partners, version: 2, headline: '厦门港全面恢复作业' }));
  expect(await onTheWeb(itemId, `?translation=${translationId}`)).toMatchObject({
    ok: false,
    because: [{ code: 'translation-unfinished' }],
  });
  expect((await push(id, itemId, translationId)).code).toBe('translation-unfinished');
});

test('the log is read page by page, and no attempt is missed or shown twice', async () => {
  const id = await added();
  system.answers(() => ({ status: 500, body: 'no' }));
  for (let made = 0; made < 3; made += 1) {
    const { placementId } = await push(id, await portal.admit(story()));
    for (let attempt = 0; attempt < 20; attempt += 1) await work(placementId);
  }
  const first = await call('GET', `/api/destinations/${id}/deliveries`);
  const second = await call('GET', `/api/destinations/${id}/deliveries?after=${first.next}`);
  expect([first.deliveries.length, second.deliveries.length, second.next]).toEqual([50, 10, undefined]);
  const ids = [...first.deliveries, ...second.deliveries].map((one: { id: string }) => one.id);
  expect(new Set(ids).size).toBe(60);
});

test('another agency of the node sees none of it and changes nothing', async () => {
  const id = await added();
  const itemId = await portal.admit(story());
  const { placementId } = await push(id, itemId);
  seatAt = await testAgency(portal.database);
  expect((await call('GET', '/api/destinations')).destinations).toEqual([]);
  expect((await call('GET', `/api/destinations/${id}`)).code).toBe('destination-unknown');
  expect((await call('PATCH', `/api/destinations/${id}`, { name: 'x' })).code).toBe('destination-unknown');
  expect((await call('POST', `/api/destinations/${id}/trial`)).code).toBe('destination-unknown');
  expect((await call('GET', `/api/destinations/${id}/deliveries`)).deliveries).toEqual([]);
  expect(await placed(id)).toEqual([]);
  expect((await call('POST', `/api/placements/${placementId}/call-back`)).code).toBe('placement-unknown');
  expect((await call('GET', `/api/stories/${itemId}/placements`)).code).toBe('not-found');
  expect(await needs.destinationReads.troubles(seatAt)).toEqual([]);
});
