import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { killItem } from '#app/item/kill-item.ts';
import { freeItem, withholdItem } from '#app/item/withhold-item.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { makeSeal } from '#engines/seal.ts';
import { nodeHash } from '#engines/world.ts';
import { agencyOf } from '#http/agency-of.ts';
import { isJsonObject } from '#kernel/json.ts';
import type { CallBack, DeliveryAnswer, Shipment } from '#ports/destination.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, PICTURE, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';
import { addDestination } from '#app/publication/push/add-destination.ts';
import { setDestinationState } from '#app/publication/push/change-destination.ts';
import { deliverPlacement, MOST_ATTEMPTS } from '#app/publication/push/deliver-placement.ts';
import { callStoryBack, pushStory, resendStory } from '#app/publication/push/push-story.ts';
import type { PushNeeds } from '#app/publication/push/push-needs.ts';
import { oneAtATime } from './one-at-a-time.ts';

const SECRET = 'abcd efgh ijkl mnop';

/** A system that keeps what it is sent, and answers what the test says. */
const sent: (
  | { readonly deed: 'publish'; readonly shipment: Shipment }
  | { readonly deed: 'withdraw' | 'kill'; readonly callBack: CallBack }
)[] = [];
let answer: (shipment?: Shipment) => Promise<DeliveryAnswer>;
const done = async (): Promise<DeliveryAnswer> => ({
  outcome: 'done',
  status: 201,
  answer: 'made',
  remote: { id: '7' },
});
const failed = async (): Promise<DeliveryAnswer> => ({
  outcome: 'failed',
  status: 500,
  answer: `no: ${SECRET}`,
});

let portal: TestPortal;
let needs: PushNeeds & Parameters<typeof addDestination>[0];
let destinationId: string;
beforeAll(async () => {
  portal = await testPortal({ quota: 20 });
  const seal = makeSeal(new Uint8Array(32));
  needs = {
    ...portal.needs,
    clock: { now: portal.now },
    destinations: {
      open: () => ({
        async deliver(shipment) {
          sent.push({ deed: 'publish', shipment });
          return answer(shipment);
        },
        async withdraw(callBack) {
          sent.push({ deed: callBack.isKill ? 'kill' : 'withdraw', callBack });
          return answer();
        },
        tryOut: async () => [],
      }),
      seal: (secret, id) => seal.seal(secret, id),
      unseal: (sealed, id) => seal.open(sealed, id),
      underway: oneAtATime(),
    },
    outgoingFolder: async () => ({ ok: true, value: '/tmp' }),
    kinds: DESTINATION_NEEDS,
    newWebhookSecret: () => 'whsec_',
  };
  const asked = { name: 'CMS', kind: 'wordpress', place: 'https://cms.example/', secret: SECRET } as const;
  const added = await addDestination(needs, portal.agencyId, { ...asked, settings: { user: 'lan' } });
  destinationId = valueOf(added).destination.id;
});
afterAll(() => portal.close());
beforeEach(() => {
  sent.length = 0;
  answer = done;
});

const by = async () => ({
  agency: await agencyOf(portal.needs.agencies, portal.agencyId),
  personId: portal.personId,
  at: portal.now(),
});
let count = 0;
const story = (over: Partial<ItemVersion> = {}): ItemVersion => {
  count += 1;
  const guid = `urn:egret:push:${count}`;
  return testItem({
    guid,
    provider: GIVER,
    language: 'zh-Hans',
    headline: '厦门港恢复作业',
    usageTerms: '不得存档',
    ...over,
  });
};
const push = async (itemId: string, translationId?: string) =>
  pushStory(needs, await by(), {
    itemId,
    destinationId,
    ...(translationId === undefined ? {} : { translationId }),
  });
const work = async (placementId: string) => deliverPlacement(needs, await by(), placementId);
const placementOf = (id: string) => portal.within(({ placements }) => placements.find(id));
const log = async (id: string) => {
  const all = await portal.within(({ placements }) => placements.deliveries(destinationId));
  return all.filter(({ placementId }) => placementId === id).toReversed();
};
const kill = ({ guid, provider }: ItemVersion) =>
  portal.within((stores) =>
    killItem(stores, {
      name: { guid, provider },
      reasonClass: 'error',
      publicReason: 'False',
      at: portal.now(),
    }),
  );
async function pushed(version: ItemVersion): Promise<string> {
  const { id } = valueOf(await push(await portal.admit(version)));
  return id;
}

test('a story goes out with its rights and the pictures that may leave, and what stands there is on record', async () => {
  const rendition = {
    role: 'main',
    href: 'https://egret.example/1.jpg',
    mediaType: 'image/jpeg',
    digest: PICTURE,
  };
  const picture = {
    newsType: 'picture',
    guid: 'urn:p:1',
    caption: '港口',
    creditLine: '鹭岛',
    renditions: [rendition],
  } as const;
  const id = await pushed(story({ associations: [picture] }));
  expect(await work(id)).toBe('done');
  const [first] = sent;
  if (first?.deed !== 'publish') throw new Error('a story was sent');
  expect(first.shipment).toMatchObject({ headline: '厦门港恢复作业', language: 'zh-Hans' });
  expect(first.shipment.pictures).toMatchObject([{ guid: 'urn:p:1', caption: '港口 · 鹭岛' }]);
  expect(first.shipment.html(() => undefined)).toMatch(/不得存档[^]*可/);
  expect(first.shipment.html(() => 'https://cms.example/1.jpg')).toContain('src="https://cms.example/1.jpg"');
  expect(await placementOf(id)).toMatchObject({
    stands: 'published',
    standsVersion: 1,
    failures: 0,
    remote: { id: '7' },
  });
  expect(await log(id)).toMatchObject([{ deed: 'publish', outcome: 'done', status: 201, answer: 'made' }]);
  expect(await work(id)).toBe('done');
  expect(sent).toHaveLength(1);
});

test('a story waits a while for pictures that have not come, and then goes without them', async () => {
  const digest = nodeHash.sha256(Buffer.from('not here'));
  const rendition = { role: 'main', href: 'https://egret.example/2.jpg', mediaType: 'image/jpeg', digest };
  const picture = { newsType: 'picture', guid: 'urn:p:2', renditions: [rendition] } as const;
  const id = await pushed(story({ associations: [picture] }));
  expect(await work(id)).toEqual({ again: 'pictures are on their way' });
  portal.pass(121);
  await portal.beFresh();
  expect(await work(id)).toBe('done');
  expect(sent).toMatchObject([{ shipment: { pictures: [] } }]);
});

test('a finished translation goes out in its language', async () => {
  const itemId = await portal.admit(story());
  const { id } = valueOf(await push(itemId, await portal.translated(itemId)));
  await work(id);
  expect(sent).toMatchObject([{ shipment: { language: 'vi', headline: 'vi: 厦门港恢复作业' } }]);
});

test('what the agreement refuses is not ordered, and what it refuses later is not sent: the log says why', async () => {
  const itemId = await portal.admit(story());
  const { id } = valueOf(await push(itemId));
  portal.pass(3600);
  expect(await push(itemId)).toMatchObject({ ok: false, error: { code: 'use-not-permitted' } });
  expect(await work(id)).toBe('done');
  expect(sent).toEqual([]);
  expect(await log(id)).toMatchObject([
    { outcome: 'held', answer: expect.stringContaining('channel.stale') },
  ]);
  await portal.beFresh();
});

test('a kill overtakes a story that waits: only the kill is sent, and after it nothing', async () => {
  const version = story();
  const id = await pushed(version);
  answer = failed;
  expect(await work(id)).toMatchObject({ again: expect.any(String) });
  await kill(version);
  answer = done;
  expect(await work(id)).toBe('done');
  expect(await work(id)).toBe('done');
  expect(sent.map(({ deed }) => deed)).toEqual(['publish', 'kill']);
  expect(await placementOf(id)).toMatchObject({ stands: 'killed' });
  expect(await resendStory(needs, await by(), id)).toMatchObject({ error: { code: 'story-stopped' } });
  const [, stop] = sent;
  if (stop?.deed !== 'kill') throw new Error('a kill was sent');
  expect(JSON.parse(stop.callBack.ninjs)).toMatchObject({ uri: version.guid, pubStatus: 'canceled' });
  expect(stop.callBack.ninjs).not.toContain('厦门');
});

test('a story that was killed before anything was sent is never heard of there', async () => {
  const version = story();
  const id = await pushed(version);
  await kill(version);
  expect(await work(id)).toBe('done');
  expect(sent).toEqual([]);
});

test('killed while it is being sent, it is broken off, no second message runs beside it, and the kill follows', async () => {
  const version = story();
  const id = await pushed(version);
  answer = async (shipment) => {
    await kill(version);
    expect(await work(id)).toMatchObject({ again: 'an earlier message is on its way' });
    expect(await shipment?.mayGoOn()).toBe(false);
    return {
      outcome: 'stopped',
      answer: 'broken off',
      remote: { id: '', media: { p: { id: '1', url: 'u' } } },
    };
  };
  expect(await work(id)).toMatchObject({ again: 'broken off' });
  answer = done;
  await work(id);
  expect(sent.map(({ deed }) => deed)).toEqual(['publish', 'kill']);
});

test('whatever changes an item wakes the placements of it, a stop in a lane of its own', async () => {
  const version = story();
  const id = await pushed(version);
  const jobs = async (topic: string) =>
    (await portal.jobs(topic)).filter((job) => isJsonObject(job) && job['placementId'] === id).length;
  await portal.admit({ ...version, version: 2, headline: '厦门港全面恢复' });
  expect([await jobs('deliver'), await jobs('call-back')]).toEqual([2, 0]);
  await kill(version);
  expect([await jobs('deliver'), await jobs('call-back')]).toEqual([2, 1]);
});

test('a newer version takes the place of the older one there', async () => {
  const version = story();
  const id = await pushed(version);
  await work(id);
  await portal.admit({ ...version, version: 2, headline: '厦门港全面恢复' });
  await work(id);
  expect(sent).toMatchObject([
    { shipment: { headline: '厦门港恢复作业' } },
    { shipment: { headline: '厦门港全面恢复' } },
  ]);
});

test('a withheld story is taken off and comes back when it is released; one called back stays away', async () => {
  const version = story();
  const name = { guid: version.guid, provider: version.provider };
  const id = await pushed(version);
  await work(id);
  await portal.within((stores) => withholdItem(stores, name, { at: portal.now() }));
  await work(id);
  await portal.within((stores) => freeItem(stores, name, { at: portal.now() }));
  await work(id);
  valueOf(await callStoryBack(needs, await by(), id));
  await work(id);
  await portal.admit({ ...version, version: 2 });
  await work(id);
  expect(sent.map(({ deed }) => deed)).toEqual(['publish', 'withdraw', 'publish', 'withdraw']);
});

test('a story is given up after many attempts, and an order of an editor begins anew; a kill is never given up', async () => {
  const version = story();
  const id = await pushed(version);
  answer = failed;
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt++)
    expect(await work(id)).toMatchObject({ again: expect.any(String) });
  expect(await work(id)).toBe('done');
  expect((await log(id)).at(-1)).toMatchObject({ outcome: 'given-up', status: 500 });
  valueOf(await resendStory(needs, await by(), id));
  expect(await work(id)).toMatchObject({ again: expect.any(String) });
  await kill(version);
  for (let attempt = 0; attempt <= MOST_ATTEMPTS; attempt++)
    expect(await work(id)).toMatchObject({ again: expect.any(String) });
});

test('a paused destination gets no story, and a kill all the same; resumed, what waited is due', async () => {
  const [waiting, standing] = [story(), story()];
  const id = await pushed(standing);
  await work(id);
  const at = portal.now();
  await setDestinationState(needs, portal.agencyId, { id: destinationId, state: 'paused', at });
  const later = await pushed(waiting);
  await work(later);
  await kill(standing);
  await work(id);
  expect(sent.map(({ deed }) => deed)).toEqual(['publish', 'kill']);
  const before = (await portal.jobs('deliver')).length;
  await setDestinationState(needs, portal.agencyId, { id: destinationId, state: 'active', at });
  expect((await portal.jobs('deliver')).length).toBeGreaterThan(before);
  await work(later);
  expect(sent).toHaveLength(3);
});

test('a secret rests sealed and stands in no log, whoever repeats it', async () => {
  const id = await pushed(story());
  answer = failed;
  await work(id);
  expect(await log(id)).toMatchObject([{ answer: 'no: …' }]);
  const stored = await portal.within(({ destinations }) => destinations.find(destinationId));
  expect(stored?.sealedSecret).toBeDefined();
  expect(JSON.stringify(stored)).not.toContain(SECRET);
});

test('a fault on our side leaves its reason on record, counts as a failed attempt, and says no secret', async () => {
  const version = story();
  const id = await pushed(version);
  const broken = (unsealed: () => string): PushNeeds => ({
    ...needs,
    destinations: { ...needs.destinations, unseal: unsealed },
  });
  const cannotOpen = broken(() => {
    throw new Error('the seal does not fit');
  });
  expect(await deliverPlacement(cannotOpen, await by(), id)).toMatchObject({
    again: expect.stringContaining('the seal does not fit'),
  });
  answer = () => Promise.reject(new Error(`no library for ${SECRET}`));
  expect(
    await deliverPlacement(
      broken(() => SECRET),
      await by(),
      id,
    ),
  ).toMatchObject({
    again: expect.any(String),
  });
  expect(await log(id)).toMatchObject([
    { deed: 'publish', outcome: 'failed', answer: expect.stringContaining('the seal does not fit') },
    { deed: 'publish', outcome: 'failed', answer: expect.stringMatching(/no library for …$/) },
  ]);
  expect(await placementOf(id)).toMatchObject({ stands: 'nothing', failures: 2 });
  // A kill waits for nothing that is broken: it is tried again until it is through.
  await kill(version);
  expect(await deliverPlacement(cannotOpen, await by(), id)).toMatchObject({ again: expect.any(String) });
  answer = done;
  expect(await work(id)).toBe('done');
  expect(await placementOf(id)).toMatchObject({ stands: 'killed', failures: 0 });
});

test('pictures that cannot be read leave a line in the log', async () => {
  const rendition = {
    role: 'main',
    href: 'https://egret.example/1.jpg',
    mediaType: 'image/jpeg',
    digest: PICTURE,
  };
  const picture = { newsType: 'picture', guid: 'urn:p:9', renditions: [rendition] } as const;
  const id = await pushed(story({ associations: [picture] }));
  const files = { read: () => Promise.reject(new Error('EIO: the disk is broken')) };
  expect(await deliverPlacement({ ...needs, files }, await by(), id)).toMatchObject({
    again: expect.any(String),
  });
  expect(await log(id)).toMatchObject([{ outcome: 'failed', answer: expect.stringContaining('EIO') }]);
});

test('a destination that lacks what its kind needs is not added, and the refusal names it', async () => {
  const asked = {
    name: 'CMS',
    kind: 'wordpress',
    place: 'https://cms.example',
    settings: { user: 'lan' },
    secret: SECRET,
  } as const;
  const wrong = [
    [{ ...asked, place: 'https://lan:pass@cms.example' }, 'place'],
    [{ ...asked, place: 'ftp://cms.example' }, 'place'],
    [{ ...asked, settings: {} }, 'user'],
    [{ ...asked, settings: { user: 'lan', colour: 'red' } }, 'colour'],
    [{ ...asked, settings: { user: 'lan', status: 'loud' } }, 'status'],
    [{ ...asked, secret: 'short' }, 'secret'],
    [{ ...asked, kind: 'webhook', settings: {}, secret: 'whsec_short' }, 'secret'],
  ] as const;
  for (const [one, at] of wrong)
    expect(await addDestination(needs, portal.agencyId, one)).toMatchObject({
      error: { code: 'destination-invalid', at },
    });
});

test('a push counts as a publication: when the agreement’s number is used up, no other goes out', async () => {
  for (let left = 20; left > 0; left--) {
    const order = await push(await portal.admit(story()));
    if (!order.ok) {
      expect(order.error).toMatchObject({ because: [{ code: 'constraint.countPerPeriod' }] });
      return;
    }
    await work(order.value.id);
  }
  expect.unreachable('the agreement gives twenty a month');
});
