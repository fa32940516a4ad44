import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawPage } from '#app/publication/withdraw-page.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import {
  pathOf,
  PORTAL_ORIGIN,
  READER,
  testPortal,
  valueOf,
  type TestPortal,
} from '#tests/town/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
});
afterAll(() => portal.close());

describe('the portal before its first story', () => {
  test('is there, says so, and leads browsers to their language', async () => {
    const root = await portal.get('/', { 'accept-language': 'vi-VN,vi;q=0.9' });
    expect([root.statusCode, root.headers.location, root.headers.vary]).toEqual([
      302,
      '/vi/',
      'Accept-Language',
    ]);
    const home = await portal.get('/vi/');
    expect(home.statusCode).toBe(200);
    expect(home.body).toContain('Những tin đầu tiên sắp đến.');
    expect(home.headers['content-security-policy']).toMatch(/style-src 'self' 'sha256-/);
  });
});

describe('an own story', () => {
  test('is at one address: others lead there, readers who have it get 304', async () => {
    const page = valueOf(
      await portal.publish(await portal.admit(portal.own('urn:own:1', { headline: 'Đường sắt mới' }))),
    );
    const path = pathOf(page);
    expect(path).toMatch(/^\/vi\/duong-sat-moi-\d+$/);
    const answer = await portal.get(path);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('<h1>Đường sắt mới</h1>');
    for (const other of [`/vi/x-${page.number}`, `/${page.number}`, `/VI/duong-sat-moi-${page.number}`])
      expect((await portal.get(other)).headers.location).toBe(path);
    const again = await portal.get(path, { ...READER, 'if-none-match': String(answer.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    for (const feed of ['/vi/feed.xml', '/vi/atom.xml', '/vi/feed.json'])
      expect((await portal.get(feed)).body, feed).toContain(`${PORTAL_ORIGIN}${path}`);
    expect((await portal.get('/vi/feed.json')).headers['content-type']).toBe(
      'application/feed+json; charset=utf-8',
    );
    expect((await portal.get('/sitemap.xml')).body).toContain(`${PORTAL_ORIGIN}${path}`);
  });

  test('in a language without a front page is read at its own address, and nothing else is there', async () => {
    const storyId = await portal.admit(portal.own('urn:own:ko', { language: 'ko', headline: '다낭의 밤' }));
    const path = pathOf(valueOf(await portal.publish(storyId)));
    expect(path).toMatch(/^\/ko\//);
    const answer = await portal.get(path);
    expect([answer.statusCode, answer.body.includes('<html lang="ko"')]).toEqual([200, true]);
    for (const other of ['/ko/', '/ko/about', '/ko/x-999999'])
      expect([other, (await portal.get(other)).statusCode]).toEqual([other, 404]);
  });

  test('under embargo is refused until its moment and on no surface before (I13)', async () => {
    const embargoEndAt = plusSeconds(portal.now(), 60);
    const storyId = await portal.admit(portal.own('urn:own:embargo', { headline: 'Bí mật', embargoEndAt }));
    expect(await portal.publish(storyId)).toMatchObject({
      error: { code: 'story-embargoed', retryAt: embargoEndAt },
    });
    const { rows } = await sql`select 1 from portal.story where page::text like '%Bí mật%'`.execute(
      portal.database.app.db,
    );
    expect(rows).toEqual([]);
    portal.pass(60);
    expect((await portal.publish(storyId)).ok).toBe(true);
  });

  test('withdrawn answers 410 with the reason at once, though it was cached, and is on no list any more', async () => {
    const first = valueOf(
      await portal.publish(await portal.admit(portal.own('urn:own:2', { headline: 'Tin sẽ rút' }))),
    );
    const second = valueOf(
      await portal.publish(await portal.admit(portal.own('urn:own:3', { headline: 'Tin ở lại' }))),
    );
    const before = await portal.get(pathOf(first));
    expect(before.statusCode).toBe(200);
    expect((await portal.get(pathOf(second))).body).toContain('Tin sẽ rút');
    expect((await portal.get('/vi/')).body).toContain('Tin sẽ rút');
    const leavesBefore = (await portal.leaves()).length;

    const order = {
      agencyId: portal.agencyId,
      publicationId: first.id,
      reasonClass: 'error',
      publicReason: 'Sai số liệu',
      personId: portal.personId,
      at: portal.now(),
    } as const;
    valueOf(await withdrawPage(portal.needs, order));

    const gone = await portal.get(pathOf(first), { ...READER, 'if-none-match': String(before.headers.etag) });
    expect(gone.statusCode).toBe(410);
    expect(gone.body).toContain('Sai số liệu');
    for (const url of [
      pathOf(first),
      pathOf(second),
      '/vi/',
      '/vi/feed.xml',
      '/vi/feed.json',
      '/sitemap.xml',
      '/vi/corrections',
    ])
      expect((await portal.get(url)).body, url).not.toContain('Tin sẽ rút');
    expect((await portal.get('/vi/corrections')).body).toContain('Sai số liệu');
    expect(await portal.leaves()).toHaveLength(leavesBefore + 1);
    expect(await withdrawPage(portal.needs, order)).toMatchObject({
      error: { code: 'publication-withdrawn' },
    });
    expect(await portal.publish(first.itemId)).toMatchObject({ error: { code: 'publication-withdrawn' } });
    expect(await portal.leaves()).toHaveLength(leavesBefore + 1);
  });

  test('an unknown number and a page that never was are 404 in the portal’s words', async () => {
    for (const url of ['/vi/x-999999', '/vi/nothing', '/999999']) {
      const answer = await portal.get(url);
      expect([url, answer.statusCode]).toEqual([url, 404]);
      expect(answer.body).toContain('Không có trang này');
    }
    for (const url of ['/xx/nothing', '/nowhere', '/no/where/at/all']) {
      expect((await portal.get(url)).headers['content-type']).toContain('problem+json');
      const page = await portal.server.inject({ url, headers: { accept: 'text/html,*/*;q=0.8' } });
      expect([url, page.statusCode]).toEqual([url, 404]);
      expect(page.body).toContain('Không có trang này');
    }
  });
});

describe('views', () => {
  test('count a reader once a day and story, and no machine; only sums reach the database (I25)', async () => {
    const page = valueOf(await portal.publish(await portal.admit(portal.own('urn:own:views'))));
    const path = pathOf(page);
    const from = (remoteAddress: string, agent = READER['user-agent']) =>
      portal.server.inject({ url: path, remoteAddress, headers: { 'user-agent': agent } });
    await from('203.0.113.7');
    await from('203.0.113.7');
    await from('203.0.113.8');
    await from('203.0.113.9', 'Googlebot/2.1');
    await from('203.0.113.9', '');
    await portal.server.inject({ method: 'HEAD', url: path, remoteAddress: '203.0.113.10', headers: READER });
    portal.pass(61); // past the minute that a made page may be old
    expect((await from('203.0.113.7')).body).toContain('2 lượt xem');
    portal.pass(86_400);
    await from('203.0.113.7');
    portal.pass(61);
    expect((await from('203.0.113.7')).body).toContain('3 lượt xem');
  });
});

describe('another agency of the node', () => {
  test('has a portal of its own at its own address, kept apart in memory too', async () => {
    await testAgency(portal.database, { slug: 'second', did: 'did:web:second.example' });
    const headline = 'Chỉ ở tòa soạn thứ nhất';
    const story = await portal.admit(portal.own('urn:own:first', { headline }));
    const path = pathOf(valueOf(await portal.publish(story)));
    const at = (url: string, host: string) => portal.get(url, { ...READER, host });
    const [home, elsewhere] = [await at('/vi/', 'news.example'), await at('/vi/', 'unknown.example')];
    for (const page of [home, elsewhere]) expect(page.body).toContain(headline);
    const second = await at('/vi/', 'second.example');
    expect(second.body).toContain('<link rel="canonical" href="https://second.example/vi/"');
    expect(second.body).not.toContain(headline);
    const pages = await Promise.all(['news.example', 'second.example'].map((host) => at(path, host)));
    expect(pages.map(({ statusCode }) => statusCode)).toEqual([200, 404]);
  });
});

describe('after a restore, while it is not known again what was withdrawn (I28)', () => {
  test('no address shows anything, and says why; all is there afterwards', async () => {
    const story = valueOf(await portal.publish(await portal.admit(portal.own('urn:own:held'))));
    const path = pathOf(story);
    const paths = [
      path,
      '/',
      '/vi/',
      '/vi/feed.xml',
      '/vi/feed.json',
      '/sitemap.xml',
      '/vi/corrections',
      '/nothing',
    ];
    portal.hold(true);
    for (const one of paths) {
      const answer = await portal.get(one, { ...READER, accept: 'text/html', 'accept-language': 'zh-CN' });
      expect([one, answer.statusCode, answer.headers['retry-after']]).toEqual([one, 503, '30']);
      expect(answer.body).not.toContain('urn:own:held');
      expect(answer.body).toContain('Trang sẽ trở lại');
    }
    const picture = await portal.get(`/media/${'A'.repeat(43)}.webp`);
    expect([picture.statusCode, picture.headers['retry-after']]).toEqual([503, '30']);
    portal.hold(false);
    expect((await portal.get(path)).statusCode).toBe(200);
  });
});
