import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { showAgreement } from '#app/agreement/show-agreement.ts';
import { draftAgreement } from '#app/agreement/draft-agreement.ts';
import { clausesOwedTo } from '#domain/agreement/clauses-owed-to.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { callDesk } from '#tests/town/desk-call.ts';
import { agreementDesk, questionsFor } from '#tests/town/agreement-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

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

const DAY = 86_400;
const WORDS = 'Eleven uses in February were never reported';

/** An agreement that both have signed, with thirty days to mend a breach. */
async function signedWithCure(): Promise<string> {
  const { hanoi, nanning } = town;
  const questions = { ...questionsFor(nanning), curePeriod: durationOf('P30D') };
  const drafted = await draftAgreement(hanoi.tools, desk.by(hanoi), questions);
  if (!drafted.ok) throw new Error(drafted.error.code);
  await desk.sign(hanoi, drafted.value.uid);
  await town.exchange();
  await desk.sign(nanning, drafted.value.uid);
  await town.exchange();
  return drafted.value.uid;
}

async function viewAt(one: TownAgency, uid: string) {
  const view = await showAgreement(one.tools, desk.by(one), uid);
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
}

async function endForCause(uid: string): Promise<string> {
  const { record } = await viewAt(town.hanoi, uid);
  const [clause = ''] = clausesOwedTo(record.agreement, town.hanoi.agency.did);
  const cause = { clause, words: WORDS };
  expect(await desk.declare(town.hanoi, uid, { kind: 'terminated', cause })).toMatchObject({ ok: true });
  return clause;
}

test('an ending for cause names its clause to the partner and takes hold on both sides at the same moment', async () => {
  const uid = await signedWithCure();
  const clause = await endForCause(uid);
  town.pass(3600);
  await town.exchange();
  expect((await viewAt(town.nanning, uid)).endings).toMatchObject({
    events: [{ kind: 'terminated', by: town.hanoi.agency.did, cause: { clause, words: WORDS } }],
    standing: { isCurable: true },
    contest: { ok: true },
    cure: { ok: false },
  });
  town.pass(30 * DAY - 3601);
  expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);
  town.pass(1);
  expect(await desk.statesOf(uid)).toEqual(['terminated', 'terminated']);
});

test('the partner contests it in words that both sides keep, also after the end', async () => {
  const uid = await signedWithCure();
  await endForCause(uid);
  await town.exchange();
  town.pass(31 * DAY);
  const reason = 'They were reported on 1 March, entry 412';
  expect(await desk.declare(town.nanning, uid, { kind: 'contested', reason })).toMatchObject({ ok: true });
  await town.exchange();
  for (const one of [town.hanoi, town.nanning])
    expect((await viewAt(one, uid)).endings.events).toMatchObject([
      { kind: 'terminated' },
      { kind: 'contested', by: town.nanning.agency.did, reason },
    ]);
  expect(await desk.statesOf(uid)).toEqual(['terminated', 'terminated']);
});

test('whoever declared the breach confirms that it is cured, and the agreement goes on at both sides', async () => {
  const uid = await signedWithCure();
  await endForCause(uid);
  await town.exchange();
  town.pass(10 * DAY);
  expect(await desk.declare(town.nanning, uid, { kind: 'cured' })).toMatchObject({
    error: { code: 'agreement-cause-not-declared' },
  });
  expect(await desk.declare(town.hanoi, uid, { kind: 'cured' })).toMatchObject({ ok: true });
  await town.exchange();
  town.pass(30 * DAY);
  expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);
});

test('the desk says what would follow before anybody declares it, and ends by the same rule', async () => {
  const { hanoi, nanning } = town;
  const uid = await signedWithCure();
  const path = `/api/agreements/${uid}`;
  const seen = await callDesk(hanoi.server, 'chief', { method: 'GET', path });
  expect(seen.json['endings']).toMatchObject({
    standing: { endsAt: '2028-01-01T00:00:00.000Z', awaits: [] },
    ways: {
      notice: { may: { ok: true }, ending: { sentences: expect.arrayContaining([expect.any(Object)]) } },
      together: { may: { ok: true }, ending: { awaits: [{ did: nanning.agency.did }] } },
      cause: { may: { ok: true } },
    },
    contest: { ok: false, because: [{ code: 'agreement-cause-not-declared' }] },
    events: [],
  });
  const { record } = await viewAt(hanoi, uid);
  const [clause] = clausesOwedTo(record.agreement, hanoi.agency.did);
  const post = (body: unknown, role: 'chief' | 'coordinator' = 'chief') =>
    callDesk(hanoi.server, role, { method: 'POST', path: `${path}/cause`, body });
  expect(await post({ clause, words: '  ' })).toMatchObject({ status: 400 });
  expect(await post({ clause: `${uid}#nothing`, words: WORDS })).toMatchObject({
    status: 422,
    json: { code: 'agreement-cause-unknown' },
  });
  expect(await post({ clause, words: WORDS }, 'coordinator')).toMatchObject({ status: 403 });
  expect(await post({ clause, words: WORDS })).toMatchObject({ status: 200 });
  await town.exchange();
  const theirs = await callDesk(nanning.server, 'chief', { method: 'GET', path });
  expect(theirs.json['endings']).toMatchObject({
    events: [{ kind: 'terminated', by: { did: hanoi.agency.did }, clause, words: WORDS }],
  });
  const contest = { method: 'POST', path: `${path}/contest`, body: { words: 'Entry 412' } } as const;
  expect(await callDesk(nanning.server, 'chief', contest)).toMatchObject({ status: 200 });
  expect(await callDesk(nanning.server, 'chief', contest)).toMatchObject({
    status: 409,
    json: { code: 'agreement-already-declared' },
  });
  expect(await callDesk(hanoi.server, 'chief', { method: 'DELETE', path: `${path}/cause` })).toMatchObject({
    status: 200,
  });
});
