import { afterAll, beforeAll, expect, test } from 'vitest';
import { offerStanding } from '#app/offer/offer-standing.ts';
import { agencyOf } from '#http/agency-of.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
});
afterAll(() => portal.close());

const get = async (url: string) => {
  const response = await portal.desk('GET', url);
  return { status: response.statusCode, body: response.json() };
};
const bringAgreementsToBear = async () =>
  offerStanding(portal.needs, {
    agency: await agencyOf(portal.needs.agencies, portal.agencyId),
    at: portal.now(),
  });

const story = () => testItem({ guid: 'urn:egret:why', provider: GIVER });
let storyId = '';

test('a story out of sight is not explained: the answer is the one for a story that is not there (I12)', async () => {
  storyId = await portal.admit(story());
  await portal.within(async ({ takes }) => {
    const take = await takes.ofItem(storyId);
    await takes.undo(take?.id ?? '', portal.now());
  });
  for (const what of ['why', 'sight']) {
    const hidden = await get(`/api/stories/${storyId}/${what}`);
    const absent = await get(`/api/stories/${portal.personId}/${what}`);
    expect([hidden.status, hidden.body.code]).toEqual([404, 'not-found']);
    const { requestId: _, instance: __, ...answer } = hidden.body;
    const { requestId: ___, instance: ____, ...other } = absent.body;
    expect(answer).toEqual(other);
  }
});

test('a story in sight is explained by action and outlet, with the clause, the quota and whom to ask', async () => {
  await bringAgreementsToBear();
  await portal.admit(story());
  const { status, body } = await get(`/api/stories/${storyId}/why`);
  expect(status, JSON.stringify(body)).toBe(200);
  const cell = (action: string, channel: string, language?: string) =>
    body.lines
      .find(
        (one: { action: string; language?: string }) => one.action === action && one.language === language,
      )
      .cells.find((one: { channel: string }) => one.channel === channel).may;
  expect(cell('publish', 'web')).toEqual({ ok: true });
  expect(cell('publish', 'print')).toMatchObject({
    ok: false,
    because: [{ code: 'refinement.deliveryChannel', clause: '1' }],
  });
  expect(cell('translate', 'web', 'vi')).toEqual({ ok: true });
  expect(cell('translate', 'web', 'en').because).toMatchObject([{ code: 'refinement.language' }]);
  expect(cell('mineData', 'web').because).toMatchObject([{ code: 'prohibition' }]);
  expect(body.quotas).toMatchObject([{ limit: 4, used: 0, left: 4, period: 'P1M', clause: 1 }]);
  expect(body.ask.partners).toMatchObject([{ name: { en: GIVER } }]);
  expect(body.territory).toBe('VN');
});

test('what was published is gone from the quota, on the story and on the agreement alike', async () => {
  valueOf(await portal.publish(storyId));
  const { body } = await get(`/api/stories/${storyId}/why`);
  expect(body.quotas).toMatchObject([{ used: 1, left: 3 }]);
  const [partner] = body.ask.partners;
  const agreement = await get(`/api/agreements/${encodeURIComponent(partner.agreement)}/quotas`);
  expect(agreement.body.quotas).toEqual(body.quotas);
});

test('one outlet is explained by itself, and copies that stand there too', async () => {
  const { body } = await get(`/api/stories/${storyId}/why?channel=print`);
  expect(body.channels.map(({ code }: { code: string }) => code)).toEqual(['print']);
  const publish = body.lines.find(({ action }: { action: string }) => action === 'publish');
  expect(publish.cells).toMatchObject([{ channel: 'print', may: { ok: false } }]);
  const [, correcting] = body.published;
  expect(correcting).toMatchObject({
    permitted: false,
    sentences: [{ en: expect.stringContaining('print') }],
  });
  const web = (await get(`/api/stories/${storyId}/why?channel=web`)).body;
  expect(web.published[1]).toMatchObject({ permitted: true });
  expect((await get(`/api/stories/${storyId}/why?channel=gazette`)).status).toBe(400);
});

test('another market and the pictures are asked for on their own', async () => {
  const { status, body } = await get(`/api/stories/${storyId}/why?subject=pictures&territory=CN`);
  expect([status, body.territory]).toEqual([200, 'CN']);
  const bad = await get(`/api/stories/${storyId}/why?territory=china`);
  expect(bad.body.code).toBe('input-invalid');
});

test('of our own story each partner is named with what it sees; a partner’s story names those to whom it may be passed on', async () => {
  const own = await portal.admit(portal.own('urn:own:sight'));
  const { body } = await get(`/api/stories/${own}/sight`);
  expect(body.partners).toMatchObject([
    { partner: { did: GIVER }, may: { ok: false, because: [{ code: 'no.rule' }] } },
  ]);
  const theirs = await get(`/api/stories/${storyId}/sight`);
  expect([theirs.status, theirs.body.partners]).toEqual([200, []]);
});
