import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import type { Shipment } from '#ports/destination.ts';
import { drupalDouble, type DrupalDouble } from '#tests/town/drupal-double.ts';
import { guardedFetcher } from '../guarded-fetch/guarded-fetch.ts';
import { drupalDestination } from './drupal.ts';

const ID = '0190c1a0-0000-7000-8000-000000000001';
const FILES = '/sites/default/files/2027-01';

let drupal: DrupalDouble;
beforeEach(async () => {
  drupal = await drupalDouble();
});
afterEach(() => drupal.close());

const opened = (settings: Readonly<Record<string, string>> = { user: 'desk' }, secret = 'a password') =>
  drupalDestination(
    { fetch: guardedFetcher().fetch, allowHosts: [new URL(drupal.place).host] },
    { kind: 'drupal', place: drupal.place, settings, secret },
  );
const picture = (guid: string) => ({
  guid,
  fileName: 'Ảnh 1.jpg',
  mediaType: 'image/jpeg',
  bytes: Buffer.from([0xff, 0xd8, 0xff]),
  caption: 'Bến cảng · 鹭岛新闻社',
});
const shipment = (over: Partial<Shipment> = {}): Shipment => ({
  messageId: 'm',
  placementId: ID,
  slug: 'cang-1',
  language: 'zh-Hans',
  ninjs: '{}',
  at: instantOf(0),
  headline: '厦门港恢复作业 <&>',
  summary: 'Tàu rời bến.',
  text: 'Tàu đã chạy',
  html: (sourceOf) =>
    `<img src="${sourceOf('urn:p:1') ?? ''}"><img src="${sourceOf('urn:p:2') ?? ''}"><p>Tàu đã chạy</p>`,
  pictures: [picture('urn:p:1'), picture('urn:p:2')],
  mayGoOn: async () => true,
  ...over,
});
function attributesIn(double: DrupalDouble): JsonObject {
  const attributes = double.nodes.get(ID)?.['attributes'];
  if (!isJsonObject(attributes)) throw new Error('no node');
  return attributes;
}
const writes = () => drupal.lines.filter((line) => !line.startsWith('GET'));

test('Drupal gets the pictures, then the node with our own id, and every picture is counted as used (a double)', async () => {
  const { outcome, remote } = await opened().deliver(shipment(), undefined);
  expect([outcome, remote?.id, remote?.url]).toEqual(['done', ID, `${drupal.place}/node/1`]);
  expect(writes()).toEqual([
    'POST /jsonapi/node/article/field_image',
    'POST /jsonapi/node/article/field_image',
    'POST /jsonapi/node/article',
  ]);
  const [first, second] = [...drupal.files.keys()];
  const used = (id: string | undefined, index: number) =>
    `<img src="${drupal.place}${FILES}/pw-${ID}-${index}.jpg" data-entity-type="file" data-entity-uuid="${id}">`;
  expect(attributesIn(drupal)).toMatchObject({
    title: '厦门港恢复作业 <&>',
    langcode: 'zh-hans',
    status: true,
    body: {
      format: 'basic_html',
      summary: 'Tàu rời bến.',
      value: `${used(first, 1)}${used(second, 2)}<p>Tàu đã chạy</p>`,
    },
  });
  expect(drupal.nodes.get(ID)).toMatchObject({
    relationships: {
      field_image: { data: { type: 'file--file', id: first, meta: { alt: 'Bến cảng · 鹭岛新闻社' } } },
    },
  });
});

test('a newer version changes the node and sends no picture again; its alias is its address', async () => {
  drupal.site.aliases = true;
  const { remote } = await opened().deliver(shipment(), undefined);
  expect(remote?.url).toBe(`${drupal.place}/news/1`);
  drupal.lines.length = 0;
  await opened().deliver(shipment({ headline: 'x'.repeat(300) }), remote);
  expect(writes()).toEqual([`PATCH /jsonapi/node/article/${ID}`]);
  expect(attributesIn(drupal)['title']).toBe('x'.repeat(255));
});

test('what was made by an attempt whose answer was lost is found again and stands there once (a double)', async () => {
  drupal.site.losesAnswers = true;
  const lost = await opened().deliver(shipment({ pictures: [] }), undefined);
  expect([lost.outcome, drupal.nodes.size]).toEqual(['failed', 1]);
  drupal.site.losesAnswers = false;
  for (const isCached of [false, true]) {
    drupal.site.isCached = isCached;
    const again = await opened().deliver(shipment({ pictures: [] }), lost.remote);
    expect([again.outcome, drupal.nodes.size]).toEqual(['done', 1]);
  }
});

test('withdrawn it is unpublished and its pictures are gone, and ordered again all is back', async () => {
  const { remote } = await opened().deliver(shipment(), undefined);
  const back = await opened().withdraw({ ...shipment(), isKill: false }, remote);
  expect([back.outcome, back.remote, drupal.files.size]).toEqual(['done', { ...remote, media: {} }, 0]);
  expect(remote?.url).toBeDefined();
  expect(attributesIn(drupal)).toMatchObject({ status: false, title: '厦门港恢复作业 <&>' });
  const again = await opened().deliver(shipment(), back.remote);
  expect([again.outcome, drupal.files.size, attributesIn(drupal)['status']]).toEqual(['done', 2, true]);
});

test('killed it says so in its language and has no word left, told twice, and without its names too', async () => {
  await opened().deliver(shipment(), undefined);
  const killed = { ...shipment(), isKill: true };
  expect((await opened().withdraw(killed, undefined)).outcome).toBe('done');
  expect(attributesIn(drupal)).toMatchObject({ status: false, body: null, title: '本稿已由原发机构撤销' });
  expect(drupal.nodes.get(ID)).toMatchObject({ relationships: { field_image: { data: null } } });
  expect(drupal.files.size).toBe(0);
  expect((await opened().withdraw(killed, undefined)).outcome).toBe('done');
});

test('a kill of what is not there takes the pictures that lie there, and is done', async () => {
  let asked = 0;
  const stopped = await opened().deliver(shipment({ mayGoOn: async () => (asked += 1) < 3 }), undefined);
  expect([stopped.outcome, drupal.nodes.size, drupal.files.size]).toEqual(['stopped', 0, 2]);
  const killed = await opened().withdraw({ ...shipment(), isKill: true }, undefined);
  expect([killed.outcome, drupal.files.size]).toEqual(['done', 0]);
});

test('a refusal is told in the words of the site, and silence is never taken for done', async () => {
  drupal.site.isReadOnly = true;
  const refused = await opened().deliver(shipment(), undefined);
  expect(refused).toMatchObject({
    outcome: 'failed',
    status: 405,
    answer: expect.stringContaining('only read'),
  });
  drupal.site.isReadOnly = false;
  const language = await opened().deliver(shipment({ language: 'fr', pictures: [] }), undefined);
  expect(language).toMatchObject({
    outcome: 'failed',
    status: 422,
    answer: expect.stringContaining('langcode'),
  });
  const wrong = await opened({ user: 'desk' }, 'not it').withdraw({ ...shipment(), isKill: true }, undefined);
  expect(wrong).toMatchObject({ outcome: 'failed', status: 403 });
});

test('the settings choose the kind of text, the language and a draft; a client of OAuth gets a token first', async () => {
  const settings = {
    client: 'pactwire',
    langcode: 'vi',
    format: 'full_html',
    status: 'draft',
    image: 'none',
  };
  expect((await opened(settings).deliver(shipment(), undefined)).outcome).toBe('done');
  expect(drupal.lines[0]).toBe('POST /oauth/token');
  expect(attributesIn(drupal)).toMatchObject({
    langcode: 'vi',
    status: false,
    body: { format: 'full_html' },
  });
  expect([drupal.nodes.get(ID)?.['relationships'], drupal.files.size]).toEqual([{}, 0]);
  const wrong = await opened(settings, 'not it').deliver(shipment(), undefined);
  expect(wrong).toMatchObject({
    outcome: 'failed',
    status: 401,
    answer: expect.stringContaining('invalid_client'),
  });
  expect((await opened({}, 'token-1').withdraw({ ...shipment(), isKill: false }, undefined)).outcome).toBe(
    'done',
  );
});

test('a trial signs in, makes a draft and removes it, and stops at the first step that fails', async () => {
  const trial = async (settings?: Readonly<Record<string, string>>, secret?: string) =>
    (await opened(settings, secret).tryOut(ID, instantOf(0))).map(({ name, isDone }) => [name, isDone]);
  const whole = [
    ['reachable', true],
    ['credentials', true],
    ['draft-made', true],
    ['draft-removed', true],
  ];
  expect(await trial()).toEqual(whole);
  expect(drupal.nodes.size).toBe(0);
  expect(await trial({ client: 'pactwire' })).toEqual(whole);
  expect(await trial({ user: 'desk' }, 'not it')).toEqual([whole[0], ['credentials', false]]);
  expect(await trial({ client: 'pactwire' }, 'not it')).toEqual([whole[0], ['credentials', false]]);
  drupal.site.isReadOnly = true;
  expect(await trial()).toEqual([whole[0], whole[1], ['draft-made', false]]);
});
