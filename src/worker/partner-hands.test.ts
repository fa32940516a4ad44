import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#engines/world.ts';
import type { Job } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openStores, type Stores } from '#store/open-stores.ts';
import { jobQueue } from '#store/outbox.ts';
import { transactWith } from '#store/transact.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { createBell } from './bell.ts';
import { drainOutbox, type JobOutcome } from './drain-outbox.ts';
import { partnerHands } from './partner-hands.ts';

let database: TestDatabase;
let agencyId: string;
let transact: Transact<Stores>;

beforeAll(async () => {
  database = await testDatabase();
  agencyId = await testAgency(database);
  transact = transactWith(database.app.db, openStores);
});
afterAll(() => database.drop());

const worker = (handle: (job: Job) => Promise<JobOutcome>) =>
  drainOutbox({
    queue: jobQueue(database.app.db),
    agencies: () => agencyDirectory(database.app.db).list(),
    handle: (job) => handle(job),
    clock: systemClock,
    bell: createBell(),
    log: () => undefined,
  });

test('a partner holds one hand until it has answered, and again once it does not', () => {
  const hands = partnerHands(3);
  const fullAfter = (change: () => void) => {
    change();
    return hands.full();
  };
  expect(fullAfter(() => hands.take('one'))).toEqual(['one']);
  expect(fullAfter(() => hands.giveBack('one', true))).toEqual([]);
  hands.take('one');
  expect(fullAfter(() => hands.take('one'))).toEqual([]);
  expect(fullAfter(() => hands.take('one'))).toEqual(['one']);
  expect(fullAfter(() => hands.giveBack('one', false))).toEqual(['one']);
  hands.giveBack('one', false);
  expect(fullAfter(() => hands.giveBack('one', false))).toEqual([]);
  hands.take('two');
  expect(fullAfter(() => hands.take('one'))).toEqual(['two', 'one']);
});

test('partners that hang with many jobs hold one hand each, and what an honest one has comes at once (I23)', async () => {
  const away = ['one', 'two', 'three'].map((name) => `did:web:away-${name}.example`);
  const honest = 'did:web:honest.example';
  const chOf = (did: string, direction: string) => `ch_${direction}_${did}`;
  const jobsOf = (did: string, count: number): Job[] => [
    ...Array.from({ length: count }, (_, seq): Job => {
      const payload = { ch: chOf(did, 'in'), epoch: 1, seq };
      return { topic: 'fetch-object', payload };
    }),
    ...Array.from({ length: count }, (_, number): Job => {
      const payload = { partnerDid: did, digest: `sha-256:${number}`, name: 'paper' };
      return { topic: 'fetch-paper', payload };
    }),
    { topic: 'hint', payload: { ch: chOf(did, 'out') } },
  ];
  await transact(agencyId, async ({ channels, outbox }) => {
    for (const partnerDid of [...away, honest])
      for (const direction of ['in', 'out'] as const)
        await channels.lock({ ch: chOf(partnerDid, direction), direction, partnerDid });
    for (const did of away) for (const job of jobsOf(did, 30)) await outbox.put(job, systemClock.now());
    for (const job of jobsOf(honest, 1)) await outbox.put(job, systemClock.now());
  });
  let release = (): void => undefined;
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  const held: string[] = [];
  const done: string[] = [];
  const drain = worker(async (job) => {
    const who = [...away, honest].find((did) => JSON.stringify(job.payload).includes(did));
    if (who === honest) done.push(job.topic);
    else {
      held.push(`${job.topic} ${who}`);
      await hanging;
    }
    return who === honest ? 'done' : { again: 'nobody answers' };
  });
  await expect
    .poll(() => done.toSorted(), { timeout: 20_000 })
    .toEqual(['fetch-object', 'fetch-paper', 'hint']);
  const each = ['fetch-object', 'fetch-paper', 'hint'].flatMap((topic) =>
    away.map((did) => `${topic} ${did}`),
  );
  await expect.poll(() => held.toSorted(), { timeout: 20_000 }).toEqual(each.toSorted());
  release();
  await drain.stop();
});

test('a partner that answers is asked for several objects at once', async () => {
  const [partnerDid, ch] = ['did:web:quick.example', 'ch_in_quick'];
  await transact(agencyId, async ({ channels, outbox }) => {
    await channels.lock({ ch, direction: 'in', partnerDid });
    for (let seq = 0; seq < 20; seq += 1)
      await outbox.put({ topic: 'fetch-object', payload: { ch, epoch: 1, seq } }, systemClock.now());
  });
  let asked = 0;
  let atOnce = 0;
  let most = 0;
  const drain = worker(async (job) => {
    if (job.topic !== 'fetch-object' || job.payload.ch !== ch) return 'done'; // of the test before
    asked += 1;
    atOnce += 1;
    most = Math.max(most, atOnce);
    if (asked > 1) await expect.poll(() => asked >= 20 || most >= 4, { timeout: 20_000 }).toBe(true);
    atOnce -= 1;
    return 'done';
  });
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(20);
  await drain.stop();
  expect(most).toBe(4);
});
