import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { logStandings } from '#app/agreement/log-standings.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { nodeHash } from '#engines/world.ts';
import { isJsonObject } from '#kernel/json.ts';
import { agreementDesk } from '#tests/town/agreement-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';
import { logLeafReads } from './reads/log-leaves.ts';

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof agreementDesk>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await twoAgencies({ database });
  await town.pin();
  desk = agreementDesk(town);
});
afterEach(() => town.close());

const log = ({ tools, agency }: TownAgency) => logStandings(tools, agency, town.now());
const leavesOf = async ({ agency }: TownAgency) => {
  const leaves = await logLeafReads(database.app.db).list(agency.id, 100);
  return leaves.toReversed().map(({ leaf }) => leaf);
};

test('the log says once when an agreement came in force, rested, went on and ended, and never with whom', async () => {
  const { hanoi, nanning } = town;
  const uid = await desk.draft();
  await desk.sign(hanoi, uid);
  await log(hanoi);
  expect(await leavesOf(hanoi), 'not signed by both').toEqual([]);
  await town.exchange();
  await desk.sign(nanning, uid);
  await town.exchange();
  await log(hanoi);
  await log(hanoi);
  await desk.declare(hanoi, uid, { kind: 'suspended', reason: 'a check' });
  await log(hanoi);
  await desk.declare(hanoi, uid, { kind: 'resumed' });
  await log(hanoi);
  town.pass(400 * 86_400);
  await log(hanoi);
  const leaves = await leavesOf(hanoi);
  expect(leaves.map((leaf) => JSON.parse(leaf).standing)).toEqual([
    'in-force',
    'suspended',
    'in-force',
    'ended',
  ]);
  expect(leaves.join('\n')).not.toContain(nanning.agency.did);
});

test('a party can be shown to be one by its DID and its salt', async () => {
  const { hanoi, nanning } = town;
  await desk.signedByBoth();
  await log(hanoi);
  const [leaf = '{}'] = await leavesOf(hanoi);
  const { digest, parties } = JSON.parse(leaf);
  const opening = await town.within(hanoi, ({ transparency }) =>
    transparency.lastOpening('agreement-standing', digest),
  );
  const opened: unknown = JSON.parse(opening?.statement ?? '{}');
  const named = isJsonObject(opened) && Array.isArray(opened['parties']) ? opened['parties'] : [];
  expect(named).toMatchObject([hanoi, nanning].map(({ agency }) => ({ did: agency.did })));
  const hidden = named.map((one) => nodeHash.sha256(Buffer.from(canonicalJson(one))));
  expect(hidden.toSorted()).toEqual(parties);
});
