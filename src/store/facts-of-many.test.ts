import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeHash, systemIds } from '#engines/world.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { inAgency } from './in-agency.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const OTHER = 'did:web:other.example';
/** The same names at two providers, and one that reads like two. */
const NAMES = [PARTNER, OTHER].flatMap((provider) =>
  ['river', 'river 2'].map((guid) => ({ provider, guid })),
);
const TEXTS = ['NO ARCHIVES', 'JAPAN OUT'] as const;
const RULES = ['urn:rule:1', 'urn:rule:2'] as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const which = fc.integer({ min: 0, max: NAMES.length - 1 });
const version = fc.integer({ min: 1, max: 3 });
const minute = fc.integer({ min: 0, max: 90 });
const words = fc.constantFrom('one', 'two', 'three');
const arbitraryFact = fc.oneof(
  fc.record({ kind: fc.constant('offer'), which, to: fc.constantFrom(PARTNER, OTHER), minute }),
  fc.record({ kind: fc.constant('confirmed'), which, text: fc.constantFrom(...TEXTS), words }),
  fc.record({ kind: fc.constant('told'), which, version, words }),
  fc.record({
    kind: fc.constant('notice'),
    which,
    version,
    of: fc.constantFrom('correction', 'kill'),
    state: fc.constantFrom('open', 'applied', 'refused', 'not-applicable'),
  }),
  fc.record({ kind: fc.constant('debit'), which, rule: fc.constantFrom(...RULES) }),
);
type Fact = typeof arbitraryFact extends fc.Arbitrary<infer F> ? F : never;

const DECISION = { permitted: true, because: [], duties: [], obligations: [], trace: [] };
const termsOf = (said: string) => [{ code: 'editorial-only' as const, words: said }];

/** Keeps what was drawn, in its order. */
async function keep(desk: TestNewsroom, ids: readonly string[], facts: readonly Fact[]): Promise<void> {
  const personId = systemIds.uuid();
  await desk.within(({ accounts }) =>
    accounts.add(
      { id: personId, name: 'Lan', email: `${personId}@x.example`, language: 'vi', isDemoSeat: false },
      AT,
    ),
  );
  for (const [number, fact] of facts.entries()) {
    const [itemId = '', name = { provider: '', guid: '' }] = [ids[fact.which], NAMES[fact.which]];
    const at = plusSeconds(AT, number);
    await desk.within(async ({ offers, restrictions, useState }) => {
      if ('to' in fact)
        await offers.save({
          itemId,
          partnerDid: fact.to,
          version: 1,
          state: 'offered',
          decision: DECISION,
          agreementDigest: nodeHash.sha256(new Uint8Array()),
          offeredAt: plusSeconds(AT, fact.minute * 60),
        });
      else if ('text' in fact)
        await restrictions.confirm(itemId, 1, { text: fact.text, terms: termsOf(fact.words), personId, at });
      else if ('words' in fact)
        await restrictions.keepTold(name, fact.version, { terms: termsOf(fact.words), toldAt: at });
      else if ('rule' in fact) await useState.debit(fact.rule, name, at);
    });
    if ('of' in fact) await notice(desk.agencyId, { ...fact, ...name, number });
  }
}

const notice = (
  agencyId: string,
  one: Extract<Fact, { readonly of: string }> & (typeof NAMES)[number] & { readonly number: number },
) =>
  inAgency(database.app.db, agencyId, (trx) =>
    trx
      .insertInto('notice')
      .values({
        id: systemIds.uuid(),
        agency_id: agencyId,
        partner_did: one.provider,
        guid: one.guid,
        kind: one.of,
        version: one.version,
        reason_class: 'error',
        public_reason: '',
        ch: 'ch',
        epoch: 1,
        seq: one.number,
        entry_hash: '',
        automatic: false,
        received_at: AT,
        state: one.state,
      })
      .execute(),
  );

/** Everything that may be asked of an item. */
async function factsBy(reader: UseStateReader, itemId: string, name: (typeof NAMES)[number]) {
  return {
    offered: await reader.firstOfferedAt(itemId),
    confirmed: await Promise.all(
      [...TEXTS, 'none'].map((text) => reader.confirmedRestrictions(itemId, text)),
    ),
    told: await Promise.all([0, 1, 2, 3, 4].map((number) => reader.toldRestrictions(name, number))),
    announced: await reader.announcedCorrection(name),
    counted: await Promise.all(RULES.map((rule) => reader.wasCounted(rule, name))),
  };
}

test('what is read of many items at once is what is read of each, whatever is known of them', async () => {
  let known = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryFact, { minLength: 1, maxLength: 14 }), async (facts) => {
      const desk = await testNewsroom(database, AT);
      const ids: string[] = [];
      for (const name of NAMES) ids.push(await desk.received(name));
      await keep(desk, ids, facts);
      await desk.within(async ({ items, useState }) => {
        const stored = (await Promise.all(ids.map((id) => items.find(id)))).filter(
          (item) => item !== undefined,
        );
        const many = await useState.forMany(stored);
        for (const item of stored) {
          const one = await factsBy(useState, item.id, item);
          expect(await factsBy(many, item.id, item)).toEqual(one);
          known += one.offered === undefined ? 0 : 1;
        }
      });
    }),
    { numRuns: 25 },
  );
  expect(known).toBeGreaterThan(0);
});
