import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killItem } from '#app/item/kill-item.ts';
import { followSource } from '#app/publication/follow-source.ts';
import { tombstonePublications } from '#app/publication/tombstone-publications.ts';
import { testItem } from '#tests/town/test-item.ts';
import {
  GIVER,
  pathOf,
  PICTURE,
  PIXEL,
  testPortal,
  valueOf,
  type TestPortal,
} from '#tests/town/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
});
afterAll(() => portal.close());

const beFresh = () => portal.beFresh();

/** A correction that the partner sent; gives its id. */
async function noticeOf(itemId: string, guid: string, seq: number): Promise<string> {
  const id = randomUUID();
  await portal.within(({ notices }) =>
    notices.add({
      id,
      partnerDid: GIVER,
      guid,
      itemId,
      kind: 'correction',
      version: 2,
      reasonClass: 'error',
      publicReason: 'Two, not three',
      entry: { ch: 'pxp:in', epoch: 1, seq },
      entryHash: PICTURE,
      automatic: false,
      receivedAt: portal.now(),
      state: 'open',
    }),
  );
  return id;
}

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

  test('is refused while its channel is stale, and nothing is debited', async () => {
    const storyId = await portal.admit(story(1));
    portal.pass(3600);
    await expect(portal.publish(storyId)).resolves.toMatchObject({
      error: { code: 'use-not-permitted', because: [{ code: 'channel.stale' }] },
    });
    await beFresh();
  });

  test('translated goes out with credit, origin, picture and link, is debited once and reported', async () => {
    const storyId = await portal.admit(story(1));
    const translationId = await portal.translated(storyId);
    const page = valueOf(await portal.publish(storyId, { translationId }));
    const { body } = await portal.get(pathOf(page));
    expect(body).toContain('Theo Báo Đảo Cò');
    expect(body).toContain('Cơ quan báo chí nhà nước');
    expect(body).toContain('href="https://egret.example/"');
    expect(body).toContain('vi: Three ships.');
    const [, media = ''] = /src="(\/media\/[^"]+)"/.exec(body) ?? [];
    const picture = await portal.get(media);
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/webp']);
    expect(picture.rawPayload).toEqual(Buffer.from(PIXEL));
    expect(await portal.jobs('usage-report')).toContainEqual({ publicationId: page.id });
    valueOf(await portal.publish(storyId, { translationId }));
    const debits = await portal.database.migrator.db.transaction().execute(async (trx) => {
      await sql`select set_config('pactwire.agency', ${portal.agencyId}, true)`.execute(trx);
      return trx.selectFrom('quota_debit').selectAll().execute();
    });
    expect(debits).toHaveLength(1);
  });

  test('corrected goes stale at the changed block only, wants a note, and answers the notice', async () => {
    const corrected = story(2, {
      body: ['Two ships.', 'A long second paragraph about the harbour and its people.'],
    });
    const storyId = await portal.admit(corrected, { isCorrection: true, note: 'Two, not three' });
    const noticeId = await noticeOf(storyId, corrected.guid, 1);
    const followed = await portal.within((stores) => followSource(stores, storyId, portal.now()));
    expect(followed.translationIds).toHaveLength(1);
    expect(followed.publicationIds).toHaveLength(1);
    const [translationId = ''] = followed.translationIds;
    const translation = await portal.within(({ translations }) => translations.find(translationId));
    expect(translation?.blocks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'headline confirmed',
      'b1 stale',
      'b2 confirmed',
      'caption:urn:egret:pic confirmed',
    ]);
    expect(await portal.within((stores) => followSource(stores, storyId, portal.now()))).toEqual({
      translationIds: [],
      publicationIds: [],
    });

    expect(await portal.publish(storyId, { translationId })).toMatchObject({
      error: { code: 'translation-unfinished', blocks: 1 },
    });
    const blocks = [{ id: 'b1', text: 'Hai tàu.', state: 'confirmed' as const }];
    const revision = translation?.revision ?? 0;
    valueOf(await portal.save({ translationId, revision, blocks }));
    expect(await portal.publish(storyId, { translationId })).toMatchObject({
      error: { code: 'correction-note-missing' },
    });
    portal.pass(5);
    const page = valueOf(
      await portal.publish(storyId, { translationId, correctionNote: 'Hai tàu, không phải ba.' }),
    );

    expect(page).toMatchObject({ state: 'live', version: 2, revision: 3 });
    expect((await portal.get(pathOf(page))).body).toContain('Hai tàu, không phải ba.');
    expect(await portal.jobs('receipt')).toEqual([{ noticeId }]);
    const notice = await portal.within(({ notices }) => notices.find(noticeId));
    expect(notice).toMatchObject({ state: 'applied', answeredAt: portal.now() });
  });

  test('killed becomes a tombstone in the same transaction; text and picture are gone; again changes nothing (I6, I8)', async () => {
    const found = await portal.within(({ items }) =>
      items.findByName({ provider: GIVER, guid: 'urn:egret:1' }),
    );
    const storyId = found?.id ?? '';
    const [page] = await portal.within(({ publications }) => publications.ofItem(storyId));
    if (!page) throw new Error('no page');
    const [, media = ''] = /src="(\/media\/[^"]+)"/.exec((await portal.get(pathOf(page))).body) ?? [];
    expect((await portal.get(media)).statusCode).toBe(200);
    const before = (await portal.leaves()).length;
    const kill = () =>
      portal.within(async (stores) => {
        const name = { provider: GIVER, guid: 'urn:egret:1' };
        await killItem(stores, {
          name,
          reasonClass: 'safety',
          publicReason: 'Nguồn rút tin',
          at: portal.now(),
        });
        const reason = { reasonClass: 'safety', publicReason: 'Nguồn rút tin', actor: GIVER } as const;
        return tombstonePublications(stores, storyId, reason, portal.now());
      });
    expect(await kill()).toHaveLength(1);
    expect(await kill()).toEqual([]);

    const gone = await portal.get(pathOf(page));
    expect(gone.statusCode).toBe(410);
    expect(gone.body).not.toContain('Hai tàu');
    expect((await portal.get(media)).statusCode).toBe(404);
    expect(await portal.leaves()).toHaveLength(before + 1);
    expect(await portal.publish(storyId)).toMatchObject({ ok: false });
    const [translation] = await portal.within(({ translations }) => translations.lockOfItem(storyId));
    expect(translation?.state).toBe('killed');
  });

  test('that runs in two languages is corrected when both pages are, not before', async () => {
    await beFresh();
    const two = (version: number, line: string) => story(version, { guid: 'urn:egret:two', body: [line] });
    const storyId = await portal.admit(two(1, 'Three ships.'));
    const translationId = await portal.translated(storyId);
    valueOf(await portal.publish(storyId));
    valueOf(await portal.publish(storyId, { translationId }));
    await portal.admit(two(2, 'Two ships.'), { isCorrection: true, note: 'Two' });
    const noticeId = await noticeOf(storyId, 'urn:egret:two', 2);
    await portal.within((stores) => followSource(stores, storyId, portal.now()));

    valueOf(await portal.publish(storyId, { correctionNote: 'Two, not three.' }));
    expect(await portal.jobs('receipt')).not.toContainEqual({ noticeId });
    const translation = await portal.within(({ translations }) => translations.find(translationId));
    const blocks = [{ id: 'b1', text: 'Hai tàu.', state: 'confirmed' as const }];
    valueOf(await portal.save({ translationId, revision: translation?.revision ?? 0, blocks }));
    valueOf(await portal.publish(storyId, { translationId, correctionNote: 'Hai tàu.' }));
    expect(await portal.jobs('receipt')).toContainEqual({ noticeId });
  });

  test('beyond the quota is refused with the next period, and two at once never share the last (I16)', async () => {
    await beFresh();
    const stories = await Promise.all(
      [2, 3, 4, 5].map((number) => portal.admit(story(1, { guid: `urn:egret:${number}` }))),
    );
    const outcomes = await Promise.all(stories.map((storyId) => portal.publish(storyId)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    for (const outcome of outcomes.filter(({ ok }) => !ok))
      expect(outcome).toMatchObject({
        error: { code: 'use-not-permitted', because: [{ code: 'constraint.countPerPeriod' }] },
      });
  });
});
