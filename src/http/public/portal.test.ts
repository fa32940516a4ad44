import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admitVersion } from '#app/item/admit-version.ts';
import { killItem } from '#app/item/kill-item.ts';
import { followSource } from '#app/publication/follow-source.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { tombstonePublications } from '#app/publication/tombstone-publications.ts';
import { withdrawPage } from '#app/publication/withdraw-page.ts';
import { saveTranslation } from '#app/translation/save-translation.ts';
import { startTranslation } from '#app/translation/start-translation.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { mountPortal } from '#http/public/portal.ts';
import { makeServer } from '#http/server.ts';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openStores } from '#store/open-stores.ts';
import { releasedReads } from '#store/reads/released.ts';
import { transactWith } from '#store/transact.ts';
import { viewTally } from '#store/view-tally.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testAgreement } from '#tests/town/test-agreement.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testItem } from '#tests/town/test-item.ts';

const ORIGIN = 'https://news.example';
const GIVER = 'did:web:egret.example';
const READER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
const PIXEL = new Uint8Array([1, 2, 3]);
const PICTURE = nodeHash.sha256(PIXEL);

let database: TestDatabase;
let server: FastifyInstance;
let agencyId: string;
let personId: string;
let at: Instant = instantOf(Date.UTC(2027, 0, 1, 8));

const transact = () => transactWith(database.app.db, openStores);
const needs = () => ({
  transact: transact(),
  agencies: agencyDirectory(database.app.db),
  ids: systemIds,
  hash: nodeHash,
  blobs: { read: async () => PIXEL },
  makeDerivative: async () =>
    ({ ok: true, value: { bytes: PIXEL, mediaType: 'image/webp', width: 640, height: 360 } }) as const,
});

beforeAll(async () => {
  database = await testDatabase();
  agencyId = await testAgency(database);
  personId = randomUUID();
  const { db } = database.app;
  await db
    .insertInto('person')
    .values({ id: personId, email: 'lan@demo.example', name: 'Lan', language: 'vi', created_at: at })
    .execute();
  await testAgreement(
    database,
    agencyId,
    { giver: GIVER, taker: `did:web:${agencyId}` },
    { monthlyQuota: 3 },
  );
  await transact()(agencyId, async ({ partners, channels }) => {
    const name = { vi: 'Báo Đảo Cò', 'zh-Hans': '鹭岛新闻社', en: 'Egret Island News' };
    const partner = {
      did: GIVER,
      name,
      ownership: 'state',
      baseUrl: 'https://egret.example',
      keys: [],
    } as const;
    await partners.save({ ...partner, state: 'pinned' }, at);
    await channels.lock({ ch: 'pxp:in', direction: 'in', partnerDid: GIVER });
    await channels.recordHead('pxp:in', 0, at);
  });
  server = await makeServer({ publicOrigin: ORIGIN, now: () => at, findSession: async () => undefined });
  mountPortal(server, {
    reads: releasedReads(database.portal.db),
    tally: viewTally(db),
    agencies: agencyDirectory(db),
  });
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const get = (url: string, headers: Record<string, string> = READER) => server.inject({ url, headers });

function value<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A version at the door; a partner's story is taken too. */
async function admit(version: ItemVersion, more: { note?: string; isCorrection?: boolean } = {}) {
  const origin = version.provider === GIVER ? 'partner' : 'own';
  return transact()(agencyId, async (stores) => {
    const arriving = { version, origin, at, ...more } as const;
    const { itemId } = value(await admitVersion({ ...needs(), stores }, arriving));
    if (origin === 'partner' && !(await stores.takes.ofItem(itemId)))
      await stores.takes.add({
        id: randomUUID(),
        itemId,
        version: version.version,
        use: 'translate',
        agreementDigest: PICTURE,
        takenAt: at,
      });
    return itemId;
  });
}

const own = (guid: string, over: Partial<ItemVersion> = {}) =>
  testItem({ guid, provider: `did:web:${agencyId}`, language: 'vi', headline: `Tin ${guid}`, ...over });

const publish = (storyId: string, more: { translationId?: string; correctionNote?: string } = {}) =>
  publishStory(needs(), { agencyId, storyId, personId, at, ...more });

async function translated(storyId: string): Promise<string> {
  const order = { agencyId, storyId, language: 'vi', personId, at };
  const translation = value(await startTranslation(needs(), order));
  const blocks = translation.blocks.map(({ id, source }) => ({
    id,
    text: `vi: ${source}`,
    state: 'confirmed' as const,
  }));
  const { id, revision } = translation;
  value(await saveTranslation(needs(), { agencyId, translationId: id, revision, blocks, personId, at }));
  return id;
}

const pathOf = ({ language, slug, number }: { language: string; slug: string; number: number }) =>
  `/${language}/${slug}-${number}`;

async function jobs(topic: string): Promise<unknown[]> {
  return database.app.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${agencyId}, true)`.execute(trx);
    const rows = await trx.selectFrom('outbox').select('payload').where('topic', '=', topic).execute();
    return rows.map(({ payload }) => payload);
  });
}

const leaves = () => database.app.db.selectFrom('log_leaf').selectAll().execute();

describe('the portal before its first story', () => {
  test('is there, says so, and leads browsers to their language', async () => {
    const root = await get('/', { 'accept-language': 'vi-VN,vi;q=0.9' });
    expect([root.statusCode, root.headers.location, root.headers.vary]).toEqual([
      302,
      '/vi/',
      'Accept-Language',
    ]);
    const home = await get('/vi/');
    expect(home.statusCode).toBe(200);
    expect(home.body).toContain('Những tin đầu tiên sắp đến.');
    expect(home.headers['content-security-policy']).toMatch(/style-src 'self' 'sha256-/);
  });
});

describe('an own story', () => {
  test('is at one address: others lead there, readers who have it get 304', async () => {
    const page = value(await publish(await admit(own('urn:own:1', { headline: 'Đường sắt mới' }))));
    const path = pathOf(page);
    expect(path).toMatch(/^\/vi\/duong-sat-moi-\d+$/);
    const answer = await get(path);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('<h1>Đường sắt mới</h1>');
    for (const other of [`/vi/x-${page.number}`, `/${page.number}`, `/VI/duong-sat-moi-${page.number}`])
      expect((await get(other)).headers.location).toBe(path);
    const again = await get(path, { ...READER, 'if-none-match': String(answer.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get('/vi/feed.xml')).body).toContain(`${ORIGIN}${path}`);
    expect((await get('/sitemap.xml')).body).toContain(`${ORIGIN}${path}`);
  });

  test('under embargo is refused until its moment and on no surface before (I13)', async () => {
    const embargoEndAt = plusSeconds(at, 60);
    const storyId = await admit(own('urn:own:embargo', { headline: 'Bí mật', embargoEndAt }));
    expect(await publish(storyId)).toMatchObject({
      error: { code: 'story-embargoed', retryAt: embargoEndAt },
    });
    const { rows } = await sql`select 1 from portal.story where page::text like '%Bí mật%'`.execute(
      database.app.db,
    );
    expect(rows).toEqual([]);
    at = embargoEndAt;
    expect((await publish(storyId)).ok).toBe(true);
  });

  test('withdrawn answers 410 with the reason at once, though it was cached, and is on no list any more', async () => {
    const first = value(await publish(await admit(own('urn:own:2', { headline: 'Tin sẽ rút' }))));
    const second = value(await publish(await admit(own('urn:own:3', { headline: 'Tin ở lại' }))));
    const before = await get(pathOf(first));
    expect(before.statusCode).toBe(200);
    expect((await get(pathOf(second))).body).toContain('Tin sẽ rút');
    expect((await get('/vi/')).body).toContain('Tin sẽ rút');
    const leavesBefore = (await leaves()).length;

    const order = {
      agencyId,
      publicationId: first.id,
      reasonClass: 'error',
      publicReason: 'Sai số liệu',
      personId,
      at,
    } as const;
    value(await withdrawPage(needs(), order));

    const gone = await get(pathOf(first), { ...READER, 'if-none-match': String(before.headers.etag) });
    expect(gone.statusCode).toBe(410);
    expect(gone.body).toContain('Sai số liệu');
    for (const url of [
      pathOf(first),
      pathOf(second),
      '/vi/',
      '/vi/feed.xml',
      '/sitemap.xml',
      '/vi/corrections',
    ])
      expect((await get(url)).body, url).not.toContain('Tin sẽ rút');
    expect((await get('/vi/corrections')).body).toContain('Sai số liệu');
    expect(await leaves()).toHaveLength(leavesBefore + 1);
    expect(await withdrawPage(needs(), order)).toMatchObject({ error: { code: 'publication-withdrawn' } });
    expect(await publish(first.itemId)).toMatchObject({ error: { code: 'publication-withdrawn' } });
    expect(await leaves()).toHaveLength(leavesBefore + 1);
  });

  test('an unknown number and a page that never was are 404 in the portal’s words', async () => {
    for (const url of ['/vi/x-999999', '/vi/nothing', '/999999']) {
      const answer = await get(url);
      expect([url, answer.statusCode]).toEqual([url, 404]);
      expect(answer.body).toContain('Không có trang này');
    }
    expect((await get('/xx/nothing')).headers['content-type']).toContain('problem+json');
  });
});

describe('views', () => {
  test('count a reader once a day and story, and no machine; only sums reach the database (I25)', async () => {
    const page = value(await publish(await admit(own('urn:own:views'))));
    const path = pathOf(page);
    const from = (remoteAddress: string, agent = READER['user-agent']) =>
      server.inject({ url: path, remoteAddress, headers: { 'user-agent': agent } });
    await from('203.0.113.7');
    await from('203.0.113.7');
    await from('203.0.113.8');
    await from('203.0.113.9', 'Googlebot/2.1');
    await from('203.0.113.9', '');
    await server.inject({ method: 'HEAD', url: path, remoteAddress: '203.0.113.10', headers: READER });
    at = plusSeconds(at, 61); // past the minute that a made page may be old
    expect((await from('203.0.113.7')).body).toContain('2 lượt xem');
    at = plusSeconds(at, 86_400);
    await from('203.0.113.7');
    at = plusSeconds(at, 61);
    expect((await from('203.0.113.7')).body).toContain('3 lượt xem');
  });
});

describe('a partner’s story', () => {
  const story = (version: number, over: Parameters<typeof testItem>[0] = {}) =>
    testItem({
      guid: 'urn:egret:1',
      provider: GIVER,
      version,
      headline: 'Two ports',
      body: ['Three ships.', 'A long second paragraph about the harbour and its people.'],
      associations: [
        {
          guid: 'urn:egret:pic',
          newsType: 'picture',
          caption: 'The harbour',
          creditLine: 'EIN/Lin',
          renditions: [
            { role: 'main', href: 'https://egret.example/p', mediaType: 'image/jpeg', digest: PICTURE },
          ],
        },
      ],
      ...over,
    });
  const beFresh = () => transact()(agencyId, ({ channels }) => channels.recordHead('pxp:in', 0, at));

  test('is refused while its channel is stale, and nothing is debited', async () => {
    const storyId = await admit(story(1));
    at = plusSeconds(at, 3600);
    await expect(publish(storyId)).resolves.toMatchObject({
      error: { code: 'use-not-permitted', because: [{ code: 'channel.stale' }] },
    });
    await beFresh();
  });

  test('translated goes out with credit, origin, picture and link, is debited once and reported', async () => {
    const storyId = await admit(story(1));
    const translationId = await translated(storyId);
    const page = value(await publish(storyId, { translationId }));
    const { body } = await get(pathOf(page));
    expect(body).toContain('Theo Báo Đảo Cò');
    expect(body).toContain('Cơ quan báo chí nhà nước');
    expect(body).toContain('href="https://egret.example/"');
    expect(body).toContain('vi: Three ships.');
    const [, media = ''] = /src="(\/media\/[^"]+)"/.exec(body) ?? [];
    const picture = await get(media);
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/webp']);
    expect(picture.rawPayload).toEqual(Buffer.from(PIXEL));
    expect(await jobs('usage-report')).toContainEqual({ publicationId: page.id });
    value(await publish(storyId, { translationId }));
    const debits = await database.migrator.db.transaction().execute(async (trx) => {
      await sql`select set_config('pactwire.agency', ${agencyId}, true)`.execute(trx);
      return trx.selectFrom('quota_debit').selectAll().execute();
    });
    expect(debits).toHaveLength(1);
  });

  test('corrected goes stale at the changed block only, wants a note, and answers the notice', async () => {
    const corrected = story(2, {
      body: ['Two ships.', 'A long second paragraph about the harbour and its people.'],
    });
    const storyId = await admit(corrected, { isCorrection: true, note: 'Two, not three' });
    const noticeId = randomUUID();
    await transact()(agencyId, ({ notices }) =>
      notices.add({
        id: noticeId,
        partnerDid: GIVER,
        guid: corrected.guid,
        itemId: storyId,
        kind: 'correction',
        version: 2,
        reasonClass: 'error',
        publicReason: 'Two, not three',
        entry: { ch: 'pxp:in', epoch: 1, seq: 1 },
        entryHash: PICTURE,
        automatic: false,
        receivedAt: at,
        state: 'open',
      }),
    );
    const followed = await transact()(agencyId, (stores) => followSource(stores, storyId, at));
    expect(followed.translationIds).toHaveLength(1);
    expect(followed.publicationIds).toHaveLength(1);
    const [translationId = ''] = followed.translationIds;
    const translation = await transact()(agencyId, ({ translations }) => translations.find(translationId));
    expect(translation?.blocks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'headline confirmed',
      'b1 stale',
      'b2 confirmed',
    ]);
    expect(await transact()(agencyId, (stores) => followSource(stores, storyId, at))).toEqual({
      translationIds: [],
      publicationIds: [],
    });

    expect(await publish(storyId, { translationId })).toMatchObject({
      error: { code: 'translation-unfinished', blocks: 1 },
    });
    const blocks = [{ id: 'b1', text: 'Hai tàu.', state: 'confirmed' as const }];
    const revision = translation?.revision ?? 0;
    value(await saveTranslation(needs(), { agencyId, translationId, revision, blocks, personId, at }));
    expect(await publish(storyId, { translationId })).toMatchObject({
      error: { code: 'correction-note-missing' },
    });
    at = plusSeconds(at, 5);
    const page = value(await publish(storyId, { translationId, correctionNote: 'Hai tàu, không phải ba.' }));

    expect(page).toMatchObject({ state: 'live', version: 2, revision: 3 });
    expect((await get(pathOf(page))).body).toContain('Hai tàu, không phải ba.');
    expect(await jobs('receipt')).toEqual([{ noticeId }]);
    const notice = await transact()(agencyId, ({ notices }) => notices.find(noticeId));
    expect(notice).toMatchObject({ state: 'applied', answeredAt: at });
  });

  test('killed becomes a tombstone in the same transaction; text and picture are gone; again changes nothing (I6, I8)', async () => {
    const found = await transact()(agencyId, ({ items }) =>
      items.findByName({ provider: GIVER, guid: 'urn:egret:1' }),
    );
    const storyId = found?.id ?? '';
    const [page] = await transact()(agencyId, ({ publications }) => publications.ofItem(storyId));
    if (!page) throw new Error('no page');
    const [, media = ''] = /src="(\/media\/[^"]+)"/.exec((await get(pathOf(page))).body) ?? [];
    expect((await get(media)).statusCode).toBe(200);
    const before = (await leaves()).length;
    const kill = () =>
      transact()(agencyId, async (stores) => {
        const name = { provider: GIVER, guid: 'urn:egret:1' };
        await killItem(stores, { name, reasonClass: 'safety', publicReason: 'Nguồn rút tin', at });
        const reason = { reasonClass: 'safety', publicReason: 'Nguồn rút tin', actor: GIVER } as const;
        return tombstonePublications(stores, storyId, reason, at);
      });
    expect(await kill()).toHaveLength(1);
    expect(await kill()).toEqual([]);

    const gone = await get(pathOf(page));
    expect(gone.statusCode).toBe(410);
    expect(gone.body).not.toContain('Hai tàu');
    expect((await get(media)).statusCode).toBe(404);
    expect(await leaves()).toHaveLength(before + 1);
    expect(await publish(storyId)).toMatchObject({ ok: false });
    const [translation] = await transact()(agencyId, ({ translations }) => translations.lockOfItem(storyId));
    expect(translation?.state).toBe('killed');
  });

  test('beyond the quota is refused with the next period, and two at once never share the last (I16)', async () => {
    await beFresh();
    const stories = await Promise.all(
      [2, 3, 4, 5].map((number) => admit(story(1, { guid: `urn:egret:${number}` }))),
    );
    const outcomes = await Promise.all(stories.map((storyId) => publish(storyId)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    for (const outcome of outcomes.filter(({ ok }) => !ok))
      expect(outcome).toMatchObject({
        error: { code: 'use-not-permitted', because: [{ code: 'constraint.countPerPeriod' }] },
      });
  });
});
