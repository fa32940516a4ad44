import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDuration } from '#kernel/duration.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, PORTAL_DID, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';

const DAY = 86_400;
let portal: TestPortal;
beforeAll(async () => {
  const tailPeriod = parseDuration('P30D');
  if (!tailPeriod) throw new Error('not a duration');
  portal = await testPortal({}, { tailPolicy: 'removeAll', tailPeriod });
  const ours = await portal.admit(portal.own('urn:own:1'));
  const theirs = await portal.admit(testItem({ guid: 'urn:egret:1', provider: GIVER }));
  for (const id of [ours, theirs]) valueOf(await portal.publish(id));
});
afterAll(() => portal.close());

type Line = { readonly id: string; readonly partnerOrigin: boolean; readonly removeBy?: string };
const pages = async (): Promise<Line[]> =>
  (await portal.desk('GET', '/api/publications')).json().publications;

test('while the agreement stands no page has to come down', async () => {
  expect((await pages()).map(({ partnerOrigin, removeBy }) => [partnerOrigin, removeBy])).toEqual(
    expect.arrayContaining([
      [true, undefined],
      [false, undefined],
    ]),
  );
});

test('where it ends and lets no copy stay, the partner’s pages are due by the end of the tail, ours are not', async () => {
  await portal.within(async ({ agreements }) => {
    for (const { digest } of await agreements.list())
      for (const by of [GIVER, PORTAL_DID])
        await agreements.addEvent(digest, { kind: 'terminated', by, at: portal.now() }, portal.now());
  });
  const due = (await pages()).map(({ partnerOrigin, removeBy }) => [partnerOrigin, removeBy]);
  expect(due).toEqual(
    expect.arrayContaining([
      [true, '2027-01-31T08:00:00.000Z'],
      [false, undefined],
    ]),
  );
  portal.pass(40 * DAY);
  expect((await pages()).filter(({ removeBy }) => removeBy !== undefined)).toHaveLength(1);
});

test('once a person has taken the page down nothing is due any more', async () => {
  const [page] = (await pages()).filter(({ removeBy }) => removeBy !== undefined);
  const body = { reasonClass: 'agreement', publicReason: 'The agreement has ended' };
  const withdrawn = await portal.desk('POST', `/api/publications/${page?.id}/withdrawal`, body);
  expect(withdrawn.statusCode, withdrawn.body).toBe(200);
  expect((await pages()).filter(({ removeBy }) => removeBy !== undefined)).toEqual([]);
});
