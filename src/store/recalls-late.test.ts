import { afterAll, beforeAll, expect, test } from 'vitest';
import { chaseLate, chaseOwnLate } from '#app/correction/chase-late.ts';
import { tellLate } from '#app/alert/tell-late.ts';
import { LATE_SETTING } from '#kernel/destination-kind.ts';
import { alertHook } from '#engines/destinations/alert-hook.ts';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { makeSeal } from '#engines/seal.ts';
import type { StoredDestination } from '#ports/destination-store.ts';
import { listeningSystem } from '#tests/town/listening-system.ts';
import { checkPush } from '#http/push/push-signature.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import type { Town } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];

beforeAll(async () => {
  database = await testDatabase();
  ({ town, desk } = await signedPair(database, { onKill: 'desk' }));
});
afterAll(async () => {
  await town.close();
  await database.drop();
});

test('of what is late, what nobody was told of comes first, whatever its deadline', async () => {
  await withheldTooLong('first');
  const needs = { ...town.hanoi.tools, letters: { lay: async () => undefined } };
  await chaseLate(needs, town.hanoi.agency, town.now());
  await withheldTooLong('second');
  const late = await town.within(town.hanoi, ({ recalls }) => recalls.late(town.now()));
  expect(late.map(({ guid }) => guid)).toEqual(['second', 'first']);
});

test('a webhook that wants to know is told beside the letter, signed, again until it answers, and no more once it does not', async () => {
  const hook = await hookAt(town.hanoi);
  await withheldTooLong('third');
  await chaseLate(hook.needs, town.hanoi.agency, town.now());
  const jobs = await hook.jobs();
  expect(new Set(jobs.map(({ destinationId }) => destinationId))).toEqual(new Set([hook.asks.id]));
  const job = jobs.find(({ data }) => data.guid === 'third');
  if (!job) throw new Error('nobody is told of the third story');

  const tell = () => tellLate(hook.needs, town.hanoi.agency.id, job);
  hook.system.answers(() => ({ status: 503, body: `busy ${SECRET}` }));
  expect(await tell()).toEqual({ again: 'busy …' });
  hook.system.answers(() => ({ status: 200, body: 'ok' }));
  expect(await tell()).toBe('done');
  const [first, second] = hook.system.heard;
  expect(first?.headers['webhook-id']).toBe(second?.headers['webhook-id']);
  const told = { headers: second?.headers ?? {}, body: Buffer.from(second?.body ?? '') };
  expect(checkPush(told, SECRET, town.now())).toMatchObject({ ok: true });
  expect(JSON.parse(second?.body ?? '')).toMatchObject({
    type: 'recall.overdue',
    data: { late: 'partner', kind: 'withhold', guid: 'third', partner: town.nanning.agency.did, times: 1 },
  });
  await town.within(town.hanoi, ({ destinations }) =>
    destinations.change({ ...hook.asks, settings: { [LATE_SETTING]: 'no' } }),
  );
  expect(await tell()).toBe('done');
  expect(hook.system.heard).toHaveLength(2);
  await hook.system.close();
});

test('a webhook is told what we have not answered a partner in time, each day, and no more once we have', async () => {
  const { agency } = town.nanning;
  await withheldTooLong('fourth');
  await desk.settle();
  town.pass(48 * 3600);
  const chase = (needs: Parameters<typeof chaseOwnLate>[0]) => chaseOwnLate(needs, agency, town.now());
  // Nobody wants to know it yet, so it counts as told to nobody.
  await chase(town.nanning.tools);
  const hook = await hookAt(town.nanning);
  const toldOf = async () => (await hook.jobs()).filter(({ data }) => data.guid === 'fourth');
  await chase(hook.needs);
  await chase(hook.needs);
  const [job, ...more] = await toldOf();
  if (!job || more.length > 0) throw new Error('the fourth story is told once');
  expect(await tellLate(hook.needs, agency.id, job)).toBe('done');
  expect(JSON.parse(hook.system.heard[0]?.body ?? '')).toMatchObject({
    type: 'recall.overdue',
    data: { late: 'us', kind: 'withhold', guid: 'fourth', partner: town.hanoi.agency.did, times: 1 },
  });
  town.pass(24 * 3600);
  await chase(hook.needs);
  expect((await toldOf()).map(({ data }) => data.times)).toEqual([1, 2]);
  expect(new Set((await toldOf()).map(({ messageId }) => messageId)).size).toBe(2);

  await town.within(town.nanning, async ({ notices }) => {
    const late = await notices.late(town.now());
    for (const { notice } of late) await notices.answer(notice.id, 'applied', town.now());
  });
  town.pass(24 * 3600);
  expect(await chase(hook.needs)).toBe(0);
  await hook.system.close();
});

/** One of their systems listens and wants to know; another does not. */
async function hookAt(at: Town['hanoi']) {
  const system = await listeningSystem();
  const seal = makeSeal(new Uint8Array(32));
  const destination = (name: string, tellsLate: string): StoredDestination => {
    const id = at.tools.ids.uuid();
    return {
      id,
      name,
      kind: 'webhook',
      place: system.origin,
      settings: { [LATE_SETTING]: tellsLate },
      sealedSecret: seal.seal(SECRET, id),
      state: 'active',
      addedAt: town.now(),
    };
  };
  const [asks, silent] = [destination('asks', 'yes'), destination('silent', 'no')];
  await town.within(at, async ({ destinations }) => {
    for (const one of [asks, silent]) await destinations.add(one);
  });
  const needs = {
    ...at.tools,
    letters: { lay: async () => undefined },
    alertHook: alertHook({ fetch: guardedFetcher().fetch, allowHosts: [system.host] }),
    unsealSecret: (sealed: string, id: string) => seal.open(sealed, id),
  };
  return {
    system,
    needs,
    asks,
    async jobs() {
      const waiting = await town.within(at, ({ outbox }) => outbox.waiting(['tell-late'], 0, 100));
      return waiting.flatMap(({ job }) => (job.topic === 'tell-late' ? [job.payload] : []));
    },
  };
}

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

async function withheldTooLong(guid: string): Promise<void> {
  await desk.admit({ guid });
  await desk.workAt(town.hanoi);
  await desk.settle();
  await desk.take(guid);
  await desk.publish(guid);
  await desk.withhold(guid);
  town.pass(2 * 3600);
}
