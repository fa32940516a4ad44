import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killItem } from '#app/item/kill-item.ts';
import { withholdItem } from '#app/item/withhold-item.ts';
import { offerStanding } from '#app/offer/offer-standing.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { readDocument } from '#formats/convert.ts';
import { validateNinjs } from '#formats/ninjs/validate-ninjs.ts';
import { parsePicture } from '#formats/picture/parse-picture.ts';
import { nodeHash } from '#engines/world.ts';
import { agencyOf } from '#http/agency-of.ts';
import { instantOf } from '#kernel/instant.ts';
import type { ItemName } from '#ports/item-store.ts';
import { quadsOf } from '#tests/town/expand-document.ts';
import { readZip } from '#tests/town/read-zip.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, PICTURE, testPortal, type TestPortal } from '#tests/town/test-portal.ts';

const WIRES = join(import.meta.dirname, '../../../conformance/wires');

function itemsOf(picture: Uint8Array) {
  const read = parsePicture(picture);
  return read.ok ? read.value.items : [];
}

let portal: TestPortal;
/** The same, but the partner gives its texts alone. */
let textsOnly: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
  textsOnly = await testPortal({ newsTypes: ['text'] });
});
afterAll(() => Promise.all([portal.close(), textsOnly.close()]));

const ask = async (at: TestPortal, id: string, as: string, translation?: string) => {
  const which = translation === undefined ? '' : `&translation=${translation}`;
  const response = await at.desk('GET', `/api/stories/${id}/export?as=${as}${which}`);
  return { status: response.statusCode, body: response.json() };
};
const story = (guid: string, over: Partial<ItemVersion> = {}) =>
  testItem({
    guid,
    provider: GIVER,
    language: 'zh-Hans',
    headline: '厦门港恢复作业',
    usageTerms: 'Không lưu trữ',
    copyrightNotice: '© 鹭岛新闻社',
    embargoEndAt: instantOf(Date.UTC(2027, 0, 1, 7)),
    associations: [
      {
        guid: `${guid}:1`,
        newsType: 'picture',
        headline: '港口',
        renditions: [{ role: 'main', href: 'https://egret.example/1.jpg', mediaType: 'image/jpeg' }],
      },
    ],
    ...over,
  });
/** A partner's story in sight and taken. */
async function taken(at: TestPortal, version: ItemVersion): Promise<string> {
  const agency = await agencyOf(at.needs.agencies, at.agencyId);
  await offerStanding(at.needs, { agency, at: at.now() });
  return at.admit(version);
}

test('as ninjs a story carries its provider’s terms as they came, and beside them what was agreed about it', async () => {
  const id = await taken(portal, story('urn:egret:1'));
  const { status, body } = await ask(portal, id, 'ninjs');
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({ mediaType: 'application/vnd.iptc.ninjs+json', dropped: [] });
  const ninjs = JSON.parse(body.text);
  expect(validateNinjs(ninjs, '3.1')).toBeUndefined();
  expect(ninjs).toMatchObject({ usageTerms: 'Không lưu trữ', copyrightNotice: '© 鹭岛新闻社' });
  expect(ninjs.rightsInfo.langId).toBe('http://www.w3.org/ns/odrl/2/');
  for (const [rights, target] of [
    [ninjs.rightsInfo, 'urn:egret:1'],
    [ninjs.associations[0].rightsInfo, 'urn:egret:1:1'],
  ]) {
    const quads = await quadsOf(JSON.parse(rights.encodedRights));
    expect(quads.some((quad) => quad.includes(`<http://www.w3.org/ns/odrl/2/target> <${target}>`))).toBe(
      true,
    );
  }
});

test('as NewsML-G2 it is read back as the same story', async () => {
  const version = story('urn:egret:2');
  const { status, body } = await ask(portal, await taken(portal, version), 'newsml-g2');
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.fileName).toMatch(/\.newsml\.xml$/);
  expect(body.mediaType).toBe('application/vnd.iptc.g2.newsmessage+xml');
  const read = readDocument(Buffer.from(body.text), { provider: GIVER, receivedAt: portal.now() });
  expect(read.ok && read.value.items[0]).toEqual(version);
  expect(body.text).toContain('<name xml:lang="vi">Báo Đảo Cò</name>');
  expect(body.text).toMatch(/<usageTerms xml:lang="vi">[^<]+được[^<]+</);
});

test('what let a story out is on file with what it was decided from', async () => {
  const id = await taken(portal, story('urn:egret:3'));
  await ask(portal, id, 'ninjs');
  const decisions = await portal.within(async (stores) => stores.decisions.page(undefined, 500));
  const ours = decisions.filter(({ itemId }) => itemId === id);
  expect(ours.map(({ action, permitted }) => [action, permitted])).toEqual([
    ['publish', true],
    ['publish', true],
  ]);
});

test('pictures that no agreement lets us use stay behind, and the answer says so', async () => {
  const id = await taken(textsOnly, story('urn:egret:4'));
  const { status, body } = await ask(textsOnly, id, 'newsml-g2');
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.dropped).toEqual([
    { at: '', what: 'picture urn:egret:4:1', why: 'no agreement lets us use it' },
  ]);
  expect(body.text).not.toContain('egret.example/1.jpg');
});

test('a picture whose own terms do not let it leave stays behind alone, with the words that say so', async () => {
  const { associations } = story('urn:egret:8');
  const [open] = associations;
  if (!open) throw new Error('the story has a picture');
  const closed = { ...open, guid: 'urn:egret:8:2', usageTerms: 'VIETNAM OUT. NO INTERNET' };
  const version = story('urn:egret:8', { usageTerms: 'Không lưu trữ', associations: [open, closed] });
  const { status, body } = await ask(portal, await taken(portal, version), 'ninjs');
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.dropped).toMatchObject([
    { what: 'picture urn:egret:8:2', why: expect.stringContaining('VIETNAM OUT') },
  ]);
  expect(JSON.parse(body.text).associations).toMatchObject([{ uri: 'urn:egret:8:1' }]);
});

test('a story that may be seen and was not taken is refused as such', async () => {
  const id = await taken(portal, story('urn:egret:5'));
  await portal.within(async ({ takes }) => takes.undo((await takes.ofItem(id))?.id ?? '', portal.now()));
  const { status, body } = await ask(portal, id, 'ninjs');
  expect([status, body.code]).toEqual([409, 'story-not-taken']);
});

test('our own story needs no agreement, and nothing is said beside it', async () => {
  const id = await portal.admit(portal.own('urn:own:1'));
  const { status, body } = await ask(portal, id, 'ninjs');
  expect(status).toBe(200);
  expect(JSON.parse(body.text)).not.toHaveProperty('rightsInfo');
});

test('when the agreement does not permit it now, the refusal names the reason', async () => {
  const id = await taken(portal, story('urn:egret:6'));
  portal.pass(3600);
  const stale = await ask(portal, id, 'ninjs');
  expect([stale.status, stale.body.code]).toEqual([403, 'use-not-permitted']);
  expect(stale.body.because).toMatchObject([{ code: 'channel.stale' }]);
  await portal.beFresh();
  const unread = await taken(portal, story('urn:egret:7', { usageTerms: 'Ask the duty editor first' }));
  const asked = await ask(portal, unread, 'newsml-g2');
  expect(asked.body).toMatchObject({ because: [{ code: 'item.restrictions.unconfirmed' }] });
});

test('of a story that was killed or is withheld goes the stop, which another system reads, and no word of the story', async () => {
  const stops = [
    [
      'canceled',
      (name: ItemName) =>
        portal.within((stores) =>
          killItem(stores, { name, reasonClass: 'error', publicReason: 'False', at: portal.now() }),
        ),
    ],
    [
      'withheld',
      (name: ItemName) => portal.within((stores) => withholdItem(stores, name, { at: portal.now() })),
    ],
  ] as const;
  for (const [status, stop] of stops) {
    const guid = `urn:egret:${status}`;
    const id = await taken(portal, story(guid));
    await stop({ provider: GIVER, guid });
    const ninjs = await ask(portal, id, 'ninjs');
    expect(ninjs.status, JSON.stringify(ninjs.body)).toBe(200);
    expect(validateNinjs(JSON.parse(ninjs.body.text), '3.1')).toBeUndefined();
    const newsml = await ask(portal, id, 'newsml-g2');
    for (const { body } of [ninjs, newsml]) {
      expect(body.text).not.toMatch(/厦门|egret.example\/1.jpg/);
      const read = readDocument(Buffer.from(body.text), { provider: GIVER, receivedAt: portal.now() });
      expect(read.ok && read.value.items).toMatchObject([
        { guid, pubStatus: status, language: 'zh-Hans', blocks: [], associations: [] },
      ]);
    }
  }
});

test('a story out of sight is not there', async () => {
  const { status, body } = await ask(portal, portal.personId, 'ninjs');
  expect([status, body.code]).toEqual([404, 'not-found']);
});

test('a translation leaves as an item of its own that names its origin, with the provider’s terms unchanged', async () => {
  const guid = 'urn:egret:translated';
  const id = await taken(portal, story(guid));
  const translation = await portal.translated(id);
  const asNinjs = await ask(portal, id, 'ninjs', translation);
  expect(asNinjs.status, JSON.stringify(asNinjs.body)).toBe(200);
  const ninjs = JSON.parse(asNinjs.body.text);
  expect(validateNinjs(ninjs, '3.1')).toBeUndefined();
  expect(ninjs).toMatchObject({
    uri: `urn:uuid:${translation}`,
    language: 'vi',
    headlines: [{ value: 'vi: 厦门港恢复作业' }],
    usageTerms: 'Không lưu trữ',
    copyrightNotice: '© 鹭岛新闻社',
    infoSources: [{ role: 'provider', uri: GIVER }, { role: 'translator' }],
    associations: [{ type: 'picture' }, { rel: 'translatedFrom', uri: guid, language: 'zh-Hans' }],
  });
  const { body } = await ask(portal, id, 'newsml-g2', translation);
  const read = readDocument(Buffer.from(body.text), { provider: GIVER, receivedAt: portal.now() });
  expect(read.ok && read.value.items[0]).toMatchObject({
    guid: `urn:uuid:${translation}`,
    language: 'vi',
    provider: GIVER,
    usageTerms: 'Không lưu trữ',
  });
  expect(body.text).toContain(`<link rel="irel:translatedFrom" residref="${guid}"/>`);
  const { body: plain } = await ask(portal, id, 'text', translation);
  expect([plain.mediaType, plain.text]).toEqual([
    'text/plain',
    expect.stringMatching(
      /^CẤM ĐĂNG TRƯỚC [^]*vi: 厦门港恢复作业\n[^]*© 鹭岛新闻社\n\nKhông lưu trữ\n\n[^]*được[^]*translated \(zh-Hans\)/u,
    ),
  ]);

  const decisions = await portal.within(async (stores) => stores.decisions.page(undefined, 500));
  const asked = decisions.filter(({ itemId }) => itemId === id).map(({ action }) => action);
  expect(asked.filter((action) => action === 'translate').length).toBeGreaterThanOrEqual(4);

  await portal.within((stores) =>
    killItem(stores, {
      name: { provider: GIVER, guid },
      reasonClass: 'error',
      publicReason: 'False',
      at: portal.now(),
    }),
  );
  const stop = await ask(portal, id, 'ninjs', translation);
  expect(JSON.parse(stop.body.text)).toMatchObject({ uri: `urn:uuid:${translation}`, pubStatus: 'canceled' });
  expect(stop.body.text).not.toContain('厦门港');
});

test('an unfinished translation stays, one of another story is unknown, and so does one that may not be made now', async () => {
  const id = await taken(portal, story('urn:egret:unfinished'));
  const other = await portal.translated(await taken(portal, story('urn:egret:other')));
  expect(await ask(portal, id, 'ninjs', other)).toMatchObject({
    status: 404,
    body: { code: 'translation-unknown' },
  });
  const translation = await portal.translated(id);
  const { revision, blocks } = (await portal.within(({ translations }) =>
    translations.find(translation),
  )) ?? { revision: 0, blocks: [] };
  const reopened = blocks
    .slice(0, 1)
    .map(({ id: block, text }) => ({ id: block, text, state: 'draft' as const }));
  await portal.save({ translationId: translation, revision, blocks: reopened });
  expect(await ask(portal, id, 'ninjs', translation)).toMatchObject({
    status: 409,
    body: { code: 'translation-unfinished' },
  });
  portal.pass(3600);
  expect(await ask(portal, id, 'ninjs', translation)).toMatchObject({
    status: 403,
    body: { because: [{ code: 'channel.stale' }] },
  });
  await portal.beFresh();
});

test('as ZIP a story brings the pictures that may leave and that we hold; the answer names those that have not come', async () => {
  const rendition = { role: 'main', href: 'https://egret.example/1.jpg', mediaType: 'image/jpeg' };
  const picture = { newsType: 'picture', caption: '港口夜色' } as const;
  const associations = [
    { ...picture, guid: 'urn:egret:zip:1', renditions: [{ ...rendition, digest: PICTURE }] },
    {
      ...picture,
      guid: 'urn:egret:zip:2',
      renditions: [{ ...rendition, digest: nodeHash.sha256(Buffer.from('away')) }],
    },
  ];
  const id = await taken(portal, story('urn:egret:zip', { associations }));
  const { status, body } = await ask(portal, id, 'zip');
  expect([status, body.mediaType]).toEqual([200, 'application/zip']);
  const files = readZip(Buffer.from(body.base64, 'base64'));
  expect([...files.keys()].map((name) => name.replace(/^.*\//, ''))).toEqual([
    '厦门港恢复作业.html',
    '厦门港恢复作业.txt',
    '厦门港恢复作业.ninjs.json',
    '使用权说明.txt',
    '图片 1.jpg',
  ]);
  expect(body.dropped).toEqual([{ at: '', what: 'picture urn:egret:zip:2', why: 'it has not come yet' }]);
  portal.pass(3600);
  for (const as of ['zip', 'docx', 'html'])
    expect(await ask(portal, id, as), as).toMatchObject({ status: 403, body: { code: 'use-not-permitted' } });
  await portal.beFresh();
});

test('a picture in the ZIP says itself whose it is and what was agreed, and nothing private', async () => {
  const original = readFileSync(join(WIRES, 'picture/exif-private.jpg'));
  const digest = await portal.give(original);
  const rendition = { role: 'main', href: 'https://egret.example/1.jpg', mediaType: 'image/jpeg', digest };
  const picture = { guid: 'urn:egret:worded:1', newsType: 'picture', caption: '港口夜色' } as const;
  const associations = [{ ...picture, creditLine: '鹭岛新闻社', renditions: [rendition] }];
  const id = await taken(portal, story('urn:egret:worded', { associations }));

  const { body } = await ask(portal, id, 'zip');
  const files = readZip(Buffer.from(body.base64, 'base64'));
  const [, left] = [...files].find(([name]) => name.endsWith('图片 1.jpg')) ?? [];
  const [said] = itemsOf(left ?? new Uint8Array());
  const rights = new TextDecoder().decode([...files].find(([name]) => name.endsWith('使用权说明.txt'))?.[1]);

  expect(itemsOf(original)[0]?.private).not.toEqual([]);
  expect(said).toMatchObject({
    uri: picture.guid,
    summary: '港口夜色',
    creditLine: '鹭岛新闻社',
    copyrightNotice: '© 鹭岛新闻社',
    private: [],
  });
  const [own, ...agreed] = said?.usageTerms?.split('\n') ?? [];
  expect([own, agreed.length > 0]).toEqual(['Không lưu trữ', true]);
  for (const sentence of agreed) expect(rights).toContain(sentence);
});

test('a picture that was stopped as an item of its own stays behind, whatever the story still names', async () => {
  const rendition = { role: 'main', href: 'https://egret.example/1.jpg', mediaType: 'image/jpeg' };
  const guid = 'urn:egret:stopped:1';
  const associations = [
    { guid, newsType: 'picture' as const, renditions: [{ ...rendition, digest: PICTURE }] },
  ];
  const id = await taken(portal, story('urn:egret:stopped', { associations }));
  await portal.admit(testItem({ guid, provider: GIVER, newsType: 'picture', headline: '港口' }));
  expect((await ask(portal, id, 'zip')).body.dropped).toEqual([]);
  const name = { provider: GIVER, guid };

  await portal.within((stores) => withholdItem(stores, name, { at: portal.now() }));
  const { body } = await ask(portal, id, 'zip');

  expect(body.dropped).toEqual([{ at: '', what: `picture ${guid}`, why: 'it was withdrawn' }]);
  const files = readZip(Buffer.from(body.base64, 'base64'));
  expect([...files.keys()].filter((one) => one.endsWith('.jpg'))).toEqual([]);
  await portal.within((stores) =>
    killItem(stores, { name, reasonClass: 'error', publicReason: 'False', at: portal.now() }),
  );
  expect((await ask(portal, id, 'zip')).body.dropped).toEqual(body.dropped);
});

test('as Word and HTML a killed story is its stop, without a word or picture of it', async () => {
  const guid = 'urn:egret:killed-docx';
  const id = await taken(portal, story(guid));
  await portal.within((stores) =>
    killItem(stores, {
      name: { provider: GIVER, guid },
      reasonClass: 'error',
      publicReason: 'False',
      at: portal.now(),
    }),
  );
  const { body } = await ask(portal, id, 'docx');
  const document = new TextDecoder().decode(
    readZip(Buffer.from(body.base64, 'base64')).get('word/document.xml'),
  );
  const { body: page } = await ask(portal, id, 'html');
  for (const text of [document, page.text]) {
    expect(text).toContain('撤稿');
    expect(text).not.toContain('厦门');
  }
});
