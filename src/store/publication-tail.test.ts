import { afterAll, beforeAll, expect, test } from 'vitest';
import { replayDecisions } from '#app/agreement/replay-decision.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, PORTAL_DID, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
});
afterAll(() => portal.close());

const DAY = 86_400;
const WRONG = { guid: 'urn:egret:flood', provider: GIVER, headline: 'Thirty dead' };

/** Both sides have agreed to end it. */
function endAgreement(): Promise<void> {
  return portal.within(async ({ agreements }) => {
    for (const { digest } of await agreements.list())
      for (const by of [GIVER, PORTAL_DID])
        await agreements.addEvent(digest, { kind: 'terminated', by, at: portal.now() }, portal.now());
  });
}

test('after the end a published page is corrected, and nothing else of the partner goes out', async () => {
  const wrong = await portal.admit(testItem(WRONG));
  const translationId = await portal.translated(wrong);
  const other = await portal.admit(testItem({ ...WRONG, guid: 'urn:egret:other' }));
  const page = valueOf(await portal.publish(wrong, { translationId }));
  expect(page).toMatchObject({ version: 1, revision: 1 });
  await portal.admit(testItem({ ...WRONG, version: 2, headline: 'Three dead' }), {
    note: 'Three, not thirty',
    isCorrection: true,
  });
  await endAgreement();
  portal.pass(200 * DAY);

  expect(await portal.publish(other)).toMatchObject({
    ok: false,
    error: { code: 'use-not-permitted', because: [{ code: 'agreement.terminated' }] },
  });
  expect(await portal.publish(wrong)).toMatchObject({
    ok: false,
    error: { because: [{ code: 'agreement.terminated' }] },
  });
  expect(await portal.translated(wrong)).toBe(translationId);
  const corrected = valueOf(
    await portal.publish(wrong, { translationId, correctionNote: 'Ba người, không phải ba mươi' }),
  );
  expect(corrected).toMatchObject({ number: page.number, version: 2, revision: 2, state: 'live' });
  expect(await portal.publish(wrong, { translationId })).toMatchObject({
    ok: false,
    error: { because: [{ code: 'agreement.terminated' }] },
  });
});

test('the decision that let the correction out is on file and is made again alike', async () => {
  const made = await replayDecisions(portal.needs, portal.agencyId, { limit: 50 });
  expect(made.map(({ outcome }) => outcome)).toEqual(made.map(() => 'same'));
  expect(made.filter(({ version }) => version === 2).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['translate', 'publish']),
  );
});

test('a story’s “why” says what may still be done with what is published', async () => {
  const found = await portal.within(({ items }) => items.findByName({ provider: GIVER, guid: WRONG.guid }));
  const why = await portal.desk('GET', `/api/stories/${found?.id ?? ''}/why`);
  expect(why.json().published).toMatchObject([
    { permitted: true, sentences: [{ en: 'What is published may stay (clause 9).' }] },
    { permitted: true, name: { vi: 'sửa bản đã đăng theo đính chính' } },
  ]);
});
