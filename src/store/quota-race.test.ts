import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishStory } from '#app/publication/publish-story.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, testPortal, type TestPortal } from '#tests/town/test-portal.ts';
import { openDatabase } from './open-database.ts';
import { openStores } from './open-stores.ts';
import type { Database } from './tables/database.ts';
import { transactWith } from './transact.ts';

/** `QUOTA_RACE=200x100 npx vitest run --project store src/store/quota-race.test.ts` is the whole of T05. */
const [PARALLEL = 40, ROUNDS = 3] = (process.env['QUOTA_RACE'] ?? '40x3').split('x').map(Number);
/** Of the agreement of `testPortal`, per calendar month. */
const QUOTA = 4;
const MONTH_SECONDS = 32 * 86_400;

let portal: TestPortal;
beforeAll(async () => {
  portal = await testPortal();
});
afterAll(() => portal.close());

test(`of ${PARALLEL} publications at once, each story by two editors, never more than the quota go out (T05, I16)`, async () => {
  // As many connections as a node has; nobody gives up waiting, so that all of them race for the quota.
  const pool = openDatabase(portal.database.address('pactwire_app'), { connections: 24, waitMs: 120_000 });
  const needs = { ...portal.needs, transact: transactWith(pool.db, openStores) };
  for (let round = 0; round < ROUNDS; round += 1) {
    portal.pass(MONTH_SECONDS);
    await portal.beFresh();
    const stories: string[] = [];
    for (let index = 0; index < PARALLEL / 2; index += 1) {
      const guid = `urn:egret:race:${round}:${index}`;
      stories.push(await portal.admit(testItem({ guid, provider: GIVER, headline: guid })));
    }
    const order = { agencyId: portal.agencyId, personId: portal.personId, at: portal.now() };
    const outcomes = await Promise.all(
      [...stories, ...stories].map(async (storyId) => ({
        storyId,
        published: await publishStory(needs, { ...order, storyId }),
      })),
    );

    const out = outcomes.flatMap(({ storyId, published }) => (published.ok ? [storyId] : []));
    const refusals = outcomes.flatMap(({ published }) => (published.ok ? [] : [published.error]));
    expect(new Set(out).size, `round ${round}`).toBe(QUOTA);
    expect(out).toHaveLength(2 * QUOTA);
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['use-not-permitted']));
    expect(await debitsSince(round)).toEqual(await pagesSince(round));
    expect(await debitsSince(round)).toHaveLength(QUOTA);
  }
  await pool.close();
}, 1_800_000);

/** What the quota was charged for in this round, and what really went out: the sum must come from the events. */
function debitsSince(round: number): Promise<readonly string[]> {
  return inAgency(async (trx) => {
    const rows = await trx.selectFrom('quota_debit').select('guid').execute();
    return rows
      .map(({ guid }) => guid)
      .filter((guid) => guid.startsWith(`urn:egret:race:${round}:`))
      .toSorted();
  });
}

function pagesSince(round: number): Promise<readonly string[]> {
  return inAgency(async (trx) => {
    const rows = await trx.selectFrom('publication').select('headline').execute();
    return rows
      .map(({ headline }) => headline)
      .filter((guid) => guid.startsWith(`urn:egret:race:${round}:`))
      .toSorted();
  });
}

function inAgency<T>(work: (trx: Kysely<Database>) => Promise<T>): Promise<T> {
  return transactWith(portal.database.app.db, ({ trx }) => trx)(portal.agencyId, work);
}
