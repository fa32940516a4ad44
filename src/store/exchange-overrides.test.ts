import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOverride } from '#app/agreement/override/answer-override.ts';
import { askOverride } from '#app/agreement/override/ask-override.ts';
import { showOverrides } from '#app/agreement/override/show-overrides.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

const SECOND = '22222222-2222-4222-8222-222222222222';
const GUID = 'urn:story:flood';
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
let entries: readonly string[] = [];

beforeAll(async () => {
  town = await twoAgencies({ effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await town.database.migrator.db
    .insertInto('person')
    .values({
      id: SECOND,
      email: 'chief@town.example',
      name: 'Chief',
      language: 'en',
      created_at: town.now(),
    })
    .execute();
  await desk.agreements.signedByBoth();
  await desk.settle();
  await desk.admit({ guid: GUID });
  await desk.settle();
  await desk.take(GUID);
});
afterAll(() => town.close());

const overridesAt = (one: TownAgency) =>
  showOverrides(one.tools, { agencyId: one.agency.id, at: town.now() });

test('a story of a partner that was not heard of for too long is published when two people say so, and the partner is told', async () => {
  const { nanning, hanoi } = town;
  town.pass(3600);
  expect(await desk.publish(GUID)).toMatchObject({
    ok: false,
    error: { because: [{ code: 'channel.stale' }] },
  });
  const by = desk.by(nanning);
  await town.within(nanning, ({ overrides }) =>
    overrides.setOpenCodes(['channel.stale', 'channel.stale.unknown'], SECOND, by.at),
  );
  const { id: itemId } = await desk.itemAt(nanning, GUID);
  const asked = await askOverride(nanning.tools, by, { itemId, action: 'publish', reason: '洪水警报' });
  if (!asked.ok) throw new Error(asked.error.code);
  const order = { id: asked.value.id, outcome: 'approved' } as const;
  const second = { ...by, personId: SECOND };
  const both = await Promise.all([1, 2].map(() => answerOverride(nanning.tools, second, order)));
  expect(both.map((one) => (one.ok ? 'approved' : one.error.code)).toSorted()).toEqual([
    'approved',
    'override-answered',
  ]);
  expect(await desk.publish(GUID)).toMatchObject({ ok: true });

  ({ entries } = await town.page(hanoi));
  await town.exchange();
  const { told } = await overridesAt(hanoi);
  expect(told).toMatchObject([
    {
      id: asked.value.id,
      itemId: (await desk.itemAt(hanoi, GUID)).id,
      partnerDid: nanning.agency.did,
      version: 1,
      action: 'publish',
      channel: 'web',
      waived: ['channel.stale'],
      reason: '洪水警报',
    },
  ]);
  expect((await overridesAt(nanning)).told).toEqual([]);
});

test('the entry names agreement and story, and no person', async () => {
  const [entry] = entries
    .map((jws) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()))
    .filter(({ type }) => type === 'use.overridden');
  expect(entry.agr).toHaveLength(1);
  expect(entry.subj).toBe(GUID);
  expect(JSON.stringify(entry)).not.toMatch(new RegExp(`Chief|Editor|${SECOND}`));
});

test('what a partner tells of a story that is none of ours, or in no shape, is noted and kept nowhere', async () => {
  const before = (await overridesAt(town.hanoi)).told.length;
  await desk.override('urn:story:never-offered', { reason: 'x' });
  await desk.override(GUID, { waived: 'everything' });
  await town.exchange();
  expect((await overridesAt(town.hanoi)).told).toHaveLength(before);
});
