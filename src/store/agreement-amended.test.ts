import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { showAgreement } from '#app/agreement/show-agreement.ts';
import { offerStanding } from '#app/offer/offer-standing.ts';
import { talksDesk } from '#tests/town/talks-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof talksDesk>;
let hanoi: TownAgency;
let nanning: TownAgency;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await twoAgencies({ database });
  await town.pin();
  desk = talksDesk(town);
  ({ hanoi, nanning } = town);
});
afterEach(() => town.close());

/** Both sign the next version, which takes effect at once. */
async function amend(uid: string): Promise<void> {
  await desk.lay(nanning, uid, { quota: 5 });
  await town.exchange();
  await desk.signHead(nanning, uid);
  await town.exchange();
  await desk.signHead(hanoi, uid);
  await town.exchange();
}

/** In how many products somebody else sees what this newsroom has. */
function givenBy(one: TownAgency): Promise<number> {
  return one.tools.transact(
    one.agency.id,
    async ({ products }) => (await products.givenAt(town.now())).length,
  );
}

describe('an amendment signed by both', () => {
  test('leaves suspended what one side suspended, on both sides, until that side resumes', async () => {
    const uid = await desk.signedByBoth();
    await desk.declare(hanoi, uid, { kind: 'suspended', reason: 'A key was lost' });
    await town.exchange();
    await amend(uid);
    expect(await desk.tableAt(hanoi, uid)).toEqual(['1 replaced', '2 suspended']);
    expect(await desk.tableAt(nanning, uid)).toEqual(['1 replaced', '2 suspended']);

    expect(await desk.declare(nanning, uid, { kind: 'resumed' })).toMatchObject({
      error: { code: 'agreement-not-suspended-by' },
    });
    const seen = await showAgreement(nanning.tools, desk.by(nanning), uid);
    expect(seen.ok && seen.value.endings.events).toMatchObject([
      { kind: 'suspended', reason: 'A key was lost', version: 1 },
    ]);

    expect(await desk.declare(hanoi, uid, { kind: 'resumed' })).toMatchObject({ ok: true });
    await town.exchange();
    expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);
    expect(await desk.refusalsAt(nanning)).toEqual([]);
  });

  test('leaves one permission suspended by itself, on both sides, until whoever suspended it resumes', async () => {
    const uid = await desk.signedByBoth();
    const [give = '', receive = ''] = ['give', 'receive'].map((side) => `${uid}#${side}-publish`);
    const only = (...rules: string[]) =>
      desk.declare(hanoi, uid, { kind: 'suspended', reason: 'A kill was left undone', rules });
    expect(await only(give, receive)).toMatchObject({
      error: { code: 'agreement-rule-not-suspendable', rule: receive },
    });
    expect(await only(give)).toMatchObject({ ok: true });
    await town.exchange();
    await amend(uid);
    for (const one of [hanoi, nanning]) {
      const seen = await showAgreement(one.tools, desk.by(one), uid);
      expect(seen.ok && seen.value.endings).toMatchObject({
        resting: [{ uid: give, by: hanoi.agency.did }],
        events: [{ kind: 'suspended', reason: 'A kill was left undone', rules: [give] }],
      });
    }
    expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);

    expect(await desk.declare(hanoi, uid, { kind: 'resumed' })).toMatchObject({ ok: true });
    await town.exchange();
    const seen = await showAgreement(nanning.tools, desk.by(nanning), uid);
    expect(seen.ok && seen.value.endings.resting).toEqual([]);
    expect(await desk.refusalsAt(nanning)).toEqual([]);
  });

  test('shows a partner nothing more than it saw while suspended', async () => {
    const uid = await desk.signedByBoth();
    await offerStanding(hanoi.tools, desk.by(hanoi));
    expect(await givenBy(hanoi)).toBeGreaterThan(0);
    await desk.declare(nanning, uid, { kind: 'suspended', reason: 'x' });
    await town.exchange();
    await amend(uid);
    await offerStanding(hanoi.tools, desk.by(hanoi));
    expect(await givenBy(hanoi)).toBe(0);
  });

  test('takes back no notice, and the period is the one it was given under', async () => {
    const uid = await desk.signedByBoth();
    await desk.declare(hanoi, uid, { kind: 'notice' });
    await town.exchange();
    await amend(uid);
    expect(await desk.declare(hanoi, uid, { kind: 'notice' })).toMatchObject({
      error: { code: 'agreement-already-declared' },
    });
    town.pass(30 * 86_400 - 3600);
    expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);
    town.pass(3600);
    expect(await desk.statesOf(uid)).toEqual(['terminated', 'terminated']);
  });

  test('is signed by nobody once a notice has ended what it would replace', async () => {
    const uid = await desk.signedByBoth();
    await desk.lay(nanning, uid, { quota: 5 });
    await town.exchange();
    await desk.declare(hanoi, uid, { kind: 'notice' });
    await town.exchange();
    town.pass(31 * 86_400);
    expect(await desk.signHead(hanoi, uid)).toMatchObject({
      error: { code: 'agreement-not-in-state', state: 'terminated' },
    });
  });
});
