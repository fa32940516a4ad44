import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRecords } from '#app/agreement/read-records.ts';
import { offerStanding } from '#app/offer/offer-standing.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideSight } from '#domain/agreement/decide-sight.ts';
import { itemFacts } from '#domain/agreement/item-facts.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import { DUTIES_TO_BE_DONE } from '#domain/agreement/use-question.ts';
import { nodeHash } from '#engines/world.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { testAgreement } from '#tests/town/test-agreement.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testItem } from '#tests/town/test-item.ts';
import { PARTNER, testNewsroom } from '#tests/town/test-newsroom.ts';
import { agencyDirectory } from './agency-directory.ts';
import { openStores } from './open-stores.ts';
import { storyReads } from './reads/story.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 10));
const DAY_SECONDS = 86_400;
const WORLDS = 60;
const STATE = { counts: new Map<string, number>(), headAgeSeconds: 0, duties: DUTIES_TO_BE_DONE };
const LANGUAGES = ['vi', 'zh-Hans', 'en'] as const;
const TOPICS = ['medtop:03000000', 'medtop:04000000'] as const;
const TYPES = ['text', 'picture', 'video'] as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const agreement = fc.record({
  newsTypes: fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1 }),
  languages: fc.uniqueArray(fc.constantFrom(...LANGUAGES), { maxLength: 2 }),
  topics: fc.uniqueArray(fc.constantFrom(...TOPICS), { maxLength: 1 }),
  beginsIn: fc.integer({ min: -9, max: 3 }),
  lasts: fc.integer({ min: 4, max: 20 }),
  isSuspended: fc.boolean(),
});
const story = fc.record({
  newsType: fc.constantFrom(...TYPES),
  language: fc.constantFrom(...LANGUAGES),
  topics: fc.uniqueArray(fc.constantFrom(...TOPICS)),
});
const world = fc.record({
  agreements: fc.array(agreement, { maxLength: 3 }),
  stories: fc.array(story, { minLength: 1, maxLength: 6 }),
  daysLater: fc.integer({ min: 0, max: 20 }),
});

type Drawn = typeof agreement extends fc.Arbitrary<infer One> ? One : never;

/** The agreements on file, and what they make of the products of our wire. */
async function conclude(agencyId: string, drawn: readonly Drawn[]) {
  const taker = `did:web:${agencyId}`;
  for (const { beginsIn, lasts, isSuspended, ...give } of drawn) {
    const effectiveFrom = plusSeconds(AT, beginsIn * DAY_SECONDS);
    const terms = { effectiveFrom, effectiveUntil: plusSeconds(effectiveFrom, lasts * DAY_SECONDS) };
    const made = await testAgreement(database, agencyId, { giver: PARTNER, taker }, { ...give, terms });
    if (!isSuspended) continue;
    const digest = nodeHash.sha256(new TextEncoder().encode(canonicalJson(printAgreement(made))));
    const suspended = { kind: 'suspended', by_did: PARTNER, at: effectiveFrom, effective_at: effectiveFrom };
    await database.app.db.transaction().execute(async (trx) => {
      await sql`select set_config('pactwire.agency', ${agencyId}, true)`.execute(trx);
      await trx
        .insertInto('agreement_event')
        .values({ agency_id: agencyId, digest, ...suspended })
        .execute();
    });
  }
  const agency = await agencyDirectory(database.app.db).find(agencyId);
  if (!agency) throw new Error('nobody lives there');
  await offerStanding({ transact: transactWith(database.app.db, openStores) }, { agency, at: AT });
}

test('what the wire shows of a partner’s story is what decideSight says of it, in drawn worlds and at any moment (I12)', async () => {
  const seen = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(world, async ({ agreements, stories, daysLater }) => {
      const desk = await testNewsroom(database, AT);
      await conclude(desk.agencyId, agreements);
      const at = plusSeconds(AT, daysLater * DAY_SECONDS);
      const onFile = await desk.within(({ useState }) => useState.agreements());
      const compiled = compileAgreements(agreementsInForce(readRecords(onFile), at));
      const us = `did:web:${desk.agencyId}`;
      for (const [index, { topics, ...drawn }] of stories.entries()) {
        const subjects = topics.map((code) => ({ code, broader: [] }));
        const version = { ...drawn, subjects, provider: PARTNER, guid: `urn:drawn:${index}` };
        const id = await desk.received(version);
        const facts = itemFacts(testItem(version), {
          status: 'usable',
          latestVersion: 1,
          latestIsCorrection: false,
        });
        const request = { actor: PARTNER, action: 'offer', recipient: us } as const;
        const question = { request, item: { ...facts, offeredAt: AT }, state: STATE, at };
        const { under } = decideSight(compiled, question, us);
        const shown = await storyReads(database.app.db).read(desk.agencyId, id, at);
        expect(shown !== undefined, JSON.stringify(version)).toBe(under !== undefined);
        seen[shown ? 'yes' : 'no'] += 1;
      }
    }),
    { numRuns: WORLDS },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(WORLDS / 4);
}, 300_000);
