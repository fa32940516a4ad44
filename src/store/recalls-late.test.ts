import { afterAll, beforeAll, expect, test } from 'vitest';
import { chaseLate } from '#app/correction/chase-late.ts';
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
  const system = await listeningSystem();
  const seal = makeSeal(new Uint8Array(32));
  const [asks, silent] = [destination('asks', 'yes'), destination('silent', 'no')];
  const needs = {
    ...town.hanoi.tools,
    letters: { lay: async () => undefined },
    alertHook: alertHook({ fetch: guardedFetcher().fetch, allowHosts: [system.host] }),
    unsealSecret: (sealed: string, id: string) => seal.open(sealed, id),
  };
  function destination(name: string, tellsLate: string): StoredDestination {
    const id = town.hanoi.tools.ids.uuid();
    return {
      id,
      name,
      kind: 'webhook',
      place: system.origin,
      settings: { [LATE_SETTING]: tellsLate },
      sealedSecret: makeSeal(new Uint8Array(32)).seal(SECRET, id),
      state: 'active',
      addedAt: town.now(),
    };
  }
  await town.within(town.hanoi, async ({ destinations }) => {
    for (const one of [asks, silent]) await destinations.add(one);
  });
  await withheldTooLong('third');
  await chaseLate(needs, town.hanoi.agency, town.now());
  const waiting = await town.within(town.hanoi, ({ outbox }) => outbox.waiting(['tell-late'], 0, 100));
  const jobs = waiting.flatMap(({ job }) => (job.topic === 'tell-late' ? [job.payload] : []));
  expect(new Set(jobs.map(({ destinationId }) => destinationId))).toEqual(new Set([asks.id]));
  const job = jobs.find(({ data }) => data.guid === 'third');
  if (!job) throw new Error('nobody is told of the third story');

  const tell = () => tellLate(needs, town.hanoi.agency.id, job);
  system.answers(() => ({ status: 503, body: `busy ${SECRET}` }));
  expect(await tell()).toEqual({ again: 'busy …' });
  system.answers(() => ({ status: 200, body: 'ok' }));
  expect(await tell()).toBe('done');
  const [first, second] = system.heard;
  expect(first?.headers['webhook-id']).toBe(second?.headers['webhook-id']);
  const told = { headers: second?.headers ?? {}, body: Buffer.from(second?.body ?? '') };
  expect(checkPush(told, SECRET, town.now())).toMatchObject({ ok: true });
  expect(JSON.parse(second?.body ?? '')).toMatchObject({
    type: 'recall.overdue',
    data: { kind: 'withhold', guid: 'third', partner: town.nanning.agency.did, times: 1 },
  });
  await town.within(town.hanoi, ({ destinations }) =>
    destinations.change({ ...asks, settings: { [LATE_SETTING]: 'no' } }),
  );
  expect(await tell()).toBe('done');
  expect(system.heard).toHaveLength(2);
  await system.close();
});

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
