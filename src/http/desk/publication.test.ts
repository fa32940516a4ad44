import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, PORTAL_ORIGIN, testPortal, type TestPortal } from '#tests/town/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
});
afterAll(() => portal.close());

const story = () =>
  testItem({ guid: 'urn:egret:desk', provider: GIVER, headline: 'Two ports', body: ['Three ships.'] });

describe('at the desk a partner’s story', () => {
  let storyId = '';
  let id = '';

  test('is translated block by block, and a second writer is told who was first', async () => {
    storyId = await portal.admit(story());
    const started = await portal.desk('POST', `/api/stories/${storyId}/translations`, { language: 'vi' });
    expect(started.statusCode, started.body).toBe(200);
    id = started.json().id;
    const again = await portal.desk('POST', `/api/stories/${storyId}/translations`, { language: 'vi' });
    expect(again.json().id).toBe(id);

    const read = (await portal.desk('GET', `/api/translations/${id}`)).json();
    expect(read).toMatchObject({
      state: 'draft',
      revision: 1,
      sourceLanguage: 'en',
      provider: { did: GIVER, ownership: 'state' },
      blocks: [
        { id: 'headline', source: 'Two ports', state: 'untranslated' },
        { id: 'b1', source: 'Three ships.', state: 'untranslated' },
      ],
      may: { publish: { ok: false, because: [{ code: 'translation-unfinished' }] } },
    });
    const save = (revision: number, blockId: string) =>
      portal.desk('PATCH', `/api/translations/${id}`, {
        revision,
        blocks: [{ id: blockId, text: `vi ${blockId}`, state: 'confirmed' }],
      });
    expect((await save(1, 'headline')).json()).toMatchObject({ revision: 2, state: 'draft' });
    const late = await save(1, 'b1');
    expect([late.statusCode, late.json().code, late.json().facts]).toEqual([
      409,
      'translation-outdated',
      { revision: 2 },
    ]);
    expect((await save(2, 'b1')).json()).toMatchObject({ revision: 3, state: 'ready' });
    expect((await portal.desk('GET', '/api/translations')).json().translations).toMatchObject([
      { id, headline: 'vi headline', state: 'ready', staleBlocks: 0 },
    ]);
  });

  test('shows before the button what the page will carry and cost, and then carries it', async () => {
    const preview = await portal.desk(
      'GET',
      `/api/stories/${storyId}/publication?language=vi&translation=${id}`,
    );
    expect(preview.json()).toMatchObject({
      may: { ok: true },
      headline: 'vi headline',
      creditLine: 'Báo Đảo Cò',
      linkBack: 'https://egret.example/',
      duties: [{ action: 'attribute' }, { action: 'linkBack' }],
      quota: { used: 0, limit: 4 },
      unfinishedBlocks: 0,
    });
    expect(preview.json().originLine.vi).toMatch(/^Theo Báo Đảo Cò, .* dịch từ tiếng Anh$/);
    const published = await portal.desk('POST', '/api/publications', { storyId, translationId: id });
    expect(published.json().publication).toMatchObject({
      headline: 'vi headline',
      state: 'live',
      views: 0,
      partnerOrigin: true,
    });
    const { url } = published.json().publication;
    expect(url).toContain(`${PORTAL_ORIGIN}/vi/vi-headline-`);
    expect((await portal.get(url.slice(PORTAL_ORIGIN.length))).statusCode).toBe(200);
    const after = await portal.desk(
      'GET',
      `/api/stories/${storyId}/publication?language=vi&translation=${id}`,
    );
    expect(after.json().quota.used).toBe(1);
    expect((await portal.desk('GET', `/api/translations/${id}`)).json().publication).toMatchObject({ url });
  });

  test('is withdrawn with a reason, and its headline leaves the list', async () => {
    const [line] = (await portal.desk('GET', '/api/publications')).json().publications;
    const body = { reasonClass: 'rights', publicReason: 'Ảnh không có quyền' };
    const withdrawn = await portal.desk('POST', `/api/publications/${line.id}/withdrawal`, body);
    expect(withdrawn.json()).toEqual({ done: true });
    const [after] = (await portal.desk('GET', '/api/publications')).json().publications;
    expect(after).toMatchObject({ id: line.id, state: 'withdrawn', headline: '' });
    expect(await portal.jobs('usage-report')).toHaveLength(2);
    const again = await portal.desk('POST', '/api/publications', { storyId, translationId: id });
    expect([again.statusCode, again.json().code]).toEqual([409, 'publication-withdrawn']);
  });

  test('is not translated into a language that the agreement does not name, and says which clause', async () => {
    const refused = await portal.desk('POST', `/api/stories/${storyId}/translations`, { language: 'lo' });
    expect(refused.statusCode, refused.body).toBe(403);
    expect(refused.json().because).toMatchObject([
      { code: 'refinement.language', clause: '2', sentence: { en: expect.stringContaining('clause 2') } },
    ]);
    const same = await portal.desk('POST', `/api/stories/${storyId}/translations`, { language: 'en' });
    expect(same.json().code).toBe('use-not-permitted');
  });
});
