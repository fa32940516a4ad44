import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherUse, judgeUse } from '#app/agreement/judge-use.ts';
import { replayDecisions } from '#app/agreement/replay-decision.ts';
import { importTopics } from '#app/item/import-topics.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { admitVersion } from '#app/item/admit-version.ts';
import { takeItem } from '#app/take/take-item.ts';
import { mediaTopicsFile } from '#tests/town/media-topics-file.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, PORTAL_DID, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';

/** The agreement is about economy; what the giver sends names a topic three levels below it, and nothing above. */
const ECONOMY = 'medtop:04000000';
const SUBJECTS = [{ code: 'medtop:20000365', broader: [] }];
let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal({ topics: [ECONOMY] });
});
afterAll(() => portal.close());

const release = (released: string, above: string) =>
  importTopics(
    portal.needs,
    { agency: { id: portal.agencyId }, personId: portal.personId, at: portal.now() },
    {
      force: false,
      text: mediaTopicsFile(
        [
          { code: '04000000' },
          { code: '05000000' },
          { code: '20000346', broader: [above] },
          { code: '20000365', broader: ['20000346'] },
        ],
        { released },
      ),
    },
  );
const arrive = async (guid: string): Promise<string> => {
  const version = testItem({ guid, provider: GIVER, subjects: SUBJECTS });
  return portal.within(async (stores) => {
    const arriving = { version, origin: 'partner', at: portal.now() } as const;
    return valueOf(await admitVersion({ ...portal.needs, stores }, arriving)).itemId;
  });
};
const taking = async (itemId: string) => {
  const agency = await portal.needs.agencies.find(portal.agencyId);
  if (!agency) throw new Error('no agency');
  return takeItem(
    portal.needs,
    { agency, personId: portal.personId, at: portal.now() },
    { itemId, use: 'as-is' },
  );
};
/** Whether it may be published, and what was known of its topics. */
const judged = (itemId: string) =>
  portal.within(async (stores) => {
    const item = await stores.items.find(itemId);
    const stored = item && (await stores.items.version(itemId, item.latestVersion));
    if (!item || !stored) throw new Error('no item');
    const actor = PORTAL_DID;
    const subject = { item, version: stored.content, actor, at: portal.now() };
    const context = await gatherUse(stores.useState, subject);
    const request = { actor, action: 'publish', channel: 'web', territory: 'VN' } as const;
    const { permitted } = judgeUse(context, request, portal.now());
    return { permitted, topics: context.item.topics };
  });

test('whether a topic falls under the agreement is asked of the vocabulary when it is decided, not when it came', async () => {
  const first = await arrive('urn:egret:jobs');
  expect(await judged(first)).toMatchObject({ permitted: false, topics: { rooted: false } });
  expect(await taking(first)).toMatchObject({ error: { code: 'use-not-permitted' } });

  valueOf(await release('2026-07-02T12:00:00+00:00', '04000000'));
  expect(await judged(first)).toMatchObject({
    permitted: true,
    topics: {
      codes: ['medtop:20000365', 'medtop:20000346', ECONOMY],
      rooted: true,
      release: '2026-07-02',
    },
  });
  valueOf(await taking(first));

  // What came stays as it came.
  const stored = await portal.within(({ items }) => items.version(first, 1));
  expect(stored?.content.subjects).toEqual(SUBJECTS);
});

test('a later release decides what is asked after it, and what was decided before gives the same answer again', async () => {
  const second = await arrive('urn:egret:more-jobs');
  valueOf(await release('2027-02-01T12:00:00+00:00', '05000000'));
  expect(await judged(second)).toMatchObject({
    permitted: false,
    topics: { rooted: true, release: '2027-02-01' },
  });
  expect(await taking(second)).toMatchObject({ error: { code: 'use-not-permitted' } });

  const replays = await replayDecisions(portal.needs, portal.agencyId, { limit: 10 });
  expect(replays.map(({ action, outcome }) => [action, outcome])).toEqual([[expect.any(String), 'same']]);
});

test('facts name the release that was taken in last, be it an older one, and what was retired for a topic of the story', async () => {
  const itemId = await arrive('urn:egret:third-jobs');
  const file = mediaTopicsFile(
    [
      { code: '04000000' },
      { code: '20000346', broader: ['04000000'] },
      {
        code: '20009000',
        broader: ['05000000'],
        retired: '2021-09-30T12:00:00+00:00',
        note: 'Retired. Use medtop:20000346 economic trends and indicators instead.',
      },
      { code: '05000000' },
      {
        code: '20009001',
        broader: ['05000000'],
        retired: '2020-09-30T12:00:00+00:00',
        note: 'Retired. Use medtop:20009000 old trends instead.',
      },
    ],
    { released: '2025-02-01T12:00:00+00:00' },
  );
  const at = plusSeconds(portal.now(), 60);
  const by = { agency: { id: portal.agencyId }, personId: portal.personId, at };
  valueOf(await importTopics(portal.needs, by, { force: true, text: file }));
  const { topics } = await judged(itemId);
  expect(topics?.release).toBe('2025-02-01');
  expect(topics?.retired?.toSorted()).toEqual(['medtop:20009000', 'medtop:20009001']);
  // What is newer than that one is not older than what is here.
  const newer = {
    force: false,
    text: file.replaceAll('2025-02-01', '2025-03-01').replaceAll('2020-09', '2020-10'),
  };
  expect(await importTopics(portal.needs, by, newer)).toMatchObject({ ok: true });
});
