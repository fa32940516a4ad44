import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainClauses } from '#app/agreement/explain-clauses.ts';
import { showAgreement } from '#app/agreement/show-agreement.ts';
import { simulateFiled } from '#app/agreement/simulate-agreement.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import type { Town, TownAgency } from '#tests/town/two-agencies.ts';
import { refreshShares } from './search-shares.ts';
import { transactWith } from './transact.ts';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];

beforeAll(async () => {
  database = await testDatabase();
  ({ town, desk } = await signedPair(database));
  await desk.admit({ guid: 'urn:story:flood', headline: 'Lũ lớn ở Huế', language: 'vi' });
  await desk.admit({ guid: 'urn:story:video', newsType: 'video', headline: 'Phim' });
  await desk.settle();
});
afterAll(async () => {
  await town.close();
  await database.drop();
});

/** A draft by which only texts are given, asked at that desk for what both sides had. */
const simulatedAt = async (one: TownAgency, other: TownAgency) => {
  const uid = await desk.agreements.draft(one, other, { newsTypes: ['text'] });
  const simulated = await simulateFiled(one.tools, desk.by(one), uid);
  if (!simulated.ok) throw new Error(simulated.error.code);
  return simulated.value.directions.map(({ giver, taker, stories, counts, clauses }) => ({
    giver,
    taker,
    stories,
    counts,
    clauses: clauses.map(({ clause, isOfOther, counts: of }) => [
      clause?.kind,
      isOfOther,
      of.shared,
      of.blocked,
    ]),
  }));
};

test('the last month is tried in both directions: ours as given, the partner’s that came here as what we could have used', async () => {
  const { hanoi, nanning } = town;
  const [given, ...none] = await simulatedAt(hanoi, nanning);
  expect(none).toEqual([]);
  expect(given).toMatchObject({
    giver: hanoi.agency.did,
    taker: nanning.agency.did,
    stories: 2,
    counts: { shared: 1, blocked: 1 },
    clauses: [['permission', false, 1, 1]],
  });
  const [received] = await simulatedAt(nanning, hanoi);
  expect(received).toMatchObject({
    giver: hanoi.agency.did,
    taker: nanning.agency.did,
    stories: 1,
    counts: { shared: 1, blocked: 0, 'over-quota': 0 },
    clauses: [['permission', false, 1, 0]],
  });
});

test('clauses are explained by a story of the giver, at both desks', async () => {
  const { hanoi, nanning } = town;
  const uid = await desk.agreements.draft(hanoi, nanning);
  const view = await showAgreement(hanoi.tools, desk.by(hanoi), uid);
  if (!view.ok) throw new Error(view.error.code);
  const { agreement } = view.value.record;
  const give = agreement.permissions.find(({ assigner }) => assigner === hanoi.agency.did)?.uid ?? '';
  for (const one of [hanoi, nanning]) {
    const means = await explainClauses(one.tools, desk.by(one), agreement);
    expect(means.get(give)?.vi).toContain('tin “Lũ lớn ở Huế”');
  }
});

test('what of a partner may no longer be seen is in no simulation and explains nothing', async () => {
  const { hanoi, nanning } = town;
  const filed = await town.within(hanoi, ({ agreements }) => agreements.list());
  const uid = filed.find(({ proofs }) => proofs.length === 2)?.uid ?? '';
  await desk.agreements.declare(hanoi, uid, { kind: 'suspended', reason: 'x' });
  await desk.settle();
  await transactWith(database.app.db, (transaction) => transaction)(nanning.agency.id, (transaction) =>
    refreshShares(transaction, town.now()),
  );
  expect(await simulatedAt(nanning, hanoi)).toEqual([]);
});
