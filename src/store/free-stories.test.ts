import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOverride } from '#app/agreement/override/answer-override.ts';
import { askOverride } from '#app/agreement/override/ask-override.ts';
import { confirmRestrictions } from '#app/agreement/confirm-restrictions.ts';
import { judgeFree } from '#app/agreement/judge-free.ts';
import { judgeStory } from '#app/correction/judge-story.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

const SECOND = '22222222-2222-4222-8222-222222222222';
const NOT_HERE = [{ code: 'territory-out', words: 'CHINA OUT', territories: ['CN'] }] as const;
const GUIDS = ['plain', 'out', 'told', 'cleared', 'embargo', 'killed', 'withheld', 'corrected', 'taken'].map(
  (name) => `urn:story:${name}`,
);
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;

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
  const restricted = { usageTerms: 'CHINA OUT' };
  for (const guid of GUIDS) {
    const [, , name = ''] = guid.split(':');
    await desk.admit({
      guid,
      ...(['out', 'told', 'cleared'].includes(name) ? restricted : {}),
      ...(name === 'embargo' ? { embargoEndAt: plusSeconds(town.now(), 1000) } : {}),
    });
  }
  await say(town.hanoi, 'urn:story:told', NOT_HERE);
  await desk.settle();
  await say(town.nanning, 'urn:story:cleared', []);
  await desk.kill('urn:story:killed');
  await desk.withhold('urn:story:withheld');
  await desk.correct('urn:story:corrected', 'Not thirty');
  await desk.settle();
  await desk.take('urn:story:taken');
});
afterAll(() => town.close());

/** A person says what the words beside a story mean. */
async function say(one: TownAgency, guid: string, terms: Parameters<typeof confirmRestrictions>[2]['terms']) {
  const { id: itemId } = await desk.itemAt(one, guid);
  const said = await confirmRestrictions(one.tools, desk.by(one), { itemId, text: 'CHINA OUT', terms });
  if (!said.ok) throw new Error(JSON.stringify(said.error));
}

/** Names of the stories that the filter lets through, and of those whose page says that they may be published. */
async function bothAnswers(one: TownAgency) {
  const asked = { agency: one.agency, at: town.now() };
  const names = new Map<string, string>();
  for (const guid of GUIDS) {
    const provider = town.hanoi.agency.did;
    const item = await town.within(one, ({ items }) => items.findByName({ provider, guid }));
    if (item) names.set(item.id, guid.slice('urn:story:'.length));
  }
  const ids = [...names.keys()];
  const filter = await judgeFree(one.tools, asked, ids);
  const pages: string[] = [];
  for (const id of ids) if ((await judgeStory(one.tools, asked, id)).may.publish.ok) pages.push(id);
  return { filter: filter.map((id) => names.get(id)), pages: pages.map((id) => names.get(id)) };
}

test('the filter lets through what the page of each story says may be published now, and no other', async () => {
  const { filter, pages } = await bothAnswers(town.nanning);
  expect(filter).toEqual(['plain', 'cleared', 'corrected', 'taken']);
  expect(filter).toEqual(pages);
  const own = await bothAnswers(town.hanoi);
  expect(own.filter).toEqual(own.pages);
  expect(own.filter).not.toContain('killed');
});

test('and so it is when an embargo is over, when the partner was not heard of, and where two people overrode that', async () => {
  const { nanning } = town;
  town.pass(3600);
  expect(await bothAnswers(nanning)).toEqual({ filter: [], pages: [] });
  const by = desk.by(nanning);
  await town.within(nanning, ({ overrides }) =>
    overrides.setOpenCodes(['channel.stale', 'channel.stale.unknown'], SECOND, by.at),
  );
  const { id: itemId } = await desk.itemAt(nanning, 'urn:story:taken');
  const asked = await askOverride(nanning.tools, by, { itemId, action: 'publish', reason: '洪水警报' });
  if (!asked.ok) throw new Error(asked.error.code);
  const order = { id: asked.value.id, outcome: 'approved' } as const;
  await answerOverride(nanning.tools, { ...by, personId: SECOND }, order);
  expect(await bothAnswers(nanning)).toEqual({ filter: ['taken'], pages: ['taken'] });
  await desk.settle();
  const later = await bothAnswers(nanning);
  expect(later.filter).toEqual(later.pages);
  expect(later.filter).toContain('embargo');
});
