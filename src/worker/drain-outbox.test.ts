import { sql, type RawBuilder, type Selectable } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agency } from '#domain/newsroom/agency.ts';
import { systemClock } from '#engines/world.ts';
import { plusSeconds, secondsBetween, type Instant } from '#kernel/instant.ts';
import type { ClaimedJob, Job } from '#ports/outbox-store.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openStores } from '#store/open-stores.ts';
import { isTopic, jobQueue } from '#store/outbox.ts';
import { openStation } from '#store/station.ts';
import type { Database } from '#store/tables/database.ts';
import { transactWith, type AgencyTransaction } from '#store/transact.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { createBell } from './bell.ts';
import { drainOutbox, laneBell, waitAfter, type DrainNeeds, type JobOutcome } from './drain-outbox.ts';
import { KEEP_DONE_SECONDS, purgeOutbox } from './purge-outbox.ts';

let database: TestDatabase;
let agencyId: string;

beforeAll(async () => {
  database = await testDatabase();
  agencyId = await testAgency(database);
});
afterAll(() => database.drop());

const hint = (ch: string): Job => ({ topic: 'hint', payload: { ch } });
const usage = (publicationId: string): Job => ({ topic: 'usage-report', payload: { publicationId } });

function worker(
  handle: (job: Job) => Promise<JobOutcome>,
  queue: DrainNeeds['queue'] = jobQueue(database.app.db),
  clock = systemClock,
) {
  const bell = createBell();
  const transact = transactWith(database.app.db, openStores, (names) => {
    for (const name of names) {
      const topic = name.slice('outbox '.length);
      if (isTopic(topic)) bell.ring(laneBell(topic));
    }
  });
  const drain = drainOutbox({
    queue,
    agencies: (): Promise<readonly Agency[]> => agencyDirectory(database.app.db).list(),
    handle: (job) => handle(job),
    clock,
    bell,
    log: () => undefined,
  });
  return { drain, put: (job: Job) => transact(agencyId, ({ outbox }) => outbox.put(job, clock.now())) };
}

test('a job that is put is done, and done once', async () => {
  const done: string[] = [];
  const { drain, put } = worker((job) => {
    done.push(JSON.stringify(job.payload));
    return Promise.resolve('done');
  });
  await put(usage('a'));
  await expect.poll(() => done, { timeout: 20_000 }).toEqual(['{"publicationId":"a"}']);
  await drain.stop();
  expect(done).toHaveLength(1);
});

test('two workers on one database share the jobs, and each is done once', async () => {
  const done: string[][] = [[], []];
  const workers = done.map((mine) =>
    worker(async (job) => {
      mine.push(JSON.stringify(job.payload));
      // Neither goes on before both have begun.
      await expect.poll(() => done.every((theirs) => theirs.length > 0), { timeout: 20_000 }).toBe(true);
      return 'done';
    }),
  );
  const jobs = Array.from({ length: 40 }, (_, number) => usage(`shared-${number}`));
  for (const job of jobs) await workers[0]?.put(job);
  await expect.poll(() => done.flat().length, { timeout: 20_000 }).toBe(jobs.length);
  await Promise.all(workers.map(({ drain }) => drain.stop()));
  expect(done.flat().toSorted()).toEqual(jobs.map(({ payload }) => JSON.stringify(payload)).toSorted());
});

test('what a worker that died had leased is done by another, a minute later', async () => {
  const done: string[] = [];
  const queue = jobQueue(database.app.db);
  let at = plusSeconds(systemClock.now(), 5);
  const { drain, put } = worker(
    (job) => {
      done.push(JSON.stringify(job.payload));
      return Promise.resolve('done');
    },
    queue,
    { now: () => at },
  );
  // The other one runs already, so nobody takes back what is leased from now on.
  await put(usage('before'));
  await expect.poll(() => done.length, { timeout: 20_000 }).toBe(1);
  const held = transactWith(database.app.db, openStores);
  await held(agencyId, ({ outbox }) => outbox.put(usage('leased'), plusSeconds(at, 1)));
  expect(await queue.claim(agencyId, ['usage-report'], plusSeconds(at, 1))).toMatchObject({
    job: usage('leased'),
  });
  at = plusSeconds(at, 59);
  await put(usage('after'));
  await expect.poll(() => done.length, { timeout: 20_000 }).toBe(2);
  expect(done.at(-1)).toContain('after');
  at = plusSeconds(at, 3);
  await expect.poll(() => done.length, { timeout: 20_000 }).toBe(3);
  await drain.stop();
  expect(done.at(-1)).toContain('leased');
});

test('a job that fails is put off and never given up (I7)', async () => {
  let tries = 0;
  const { drain, put } = worker((job) => {
    if (job.topic !== 'usage-report') return Promise.resolve('done');
    tries += 1;
    return tries < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve('done');
  });
  await put(usage('b'));
  await expect.poll(() => tries, { timeout: 20_000 }).toBe(3);
  await drain.stop();
});

test('what a clock that was a day ahead has put off, or put in, is done once the clock is right again (I27)', async () => {
  let ahead = 86_400;
  const done: string[] = [];
  const clock = { now: () => plusSeconds(systemClock.now(), ahead) };
  const { drain, put } = worker(
    (job) => {
      done.push(JSON.stringify(job.payload));
      return ahead > 0 ? Promise.reject(new Error('not yet')) : Promise.resolve('done');
    },
    undefined,
    clock,
  );
  await put(usage('put-off'));
  await expect.poll(() => done, { timeout: 20_000 }).toContain('{"publicationId":"put-off"}');
  await put(usage('put-in'));
  ahead = 0;
  done.length = 0;
  await expect
    .poll(() => new Set(done), { timeout: 20_000 })
    .toEqual(new Set(['{"publicationId":"put-off"}', '{"publicationId":"put-in"}']));
  await drain.stop();
});

test('a partner that hangs holds up nothing that needs no partner (I23)', async () => {
  const done: string[] = [];
  let release = (): void => undefined;
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { drain, put } = worker(async (job) => {
    if (job.topic === 'hint') await hanging;
    else done.push(job.topic);
    return 'done';
  });
  await put(hint('ch_one'));
  await put(hint('ch_two'));
  await put(usage('c'));
  await expect.poll(() => done, { timeout: 20_000 }).toEqual(['usage-report']);
  release();
  await drain.stop();
});

type JobRow = Pick<Selectable<Database['outbox']>, 'done_at' | 'last_error' | 'next_at'>;

/** Rows of the outbox by the publication that a job names. */
const rows = <T>(ask: (trx: AgencyTransaction['trx']) => RawBuilder<T>): Promise<T[]> =>
  transactWith(database.app.db, ({ trx }) => trx)(
    agencyId,
    async (trx) => (await ask(trx).execute(trx)).rows,
  );

/** A job that has failed so many times fails once more; says how it then stands. */
async function failedOnceMore(
  name: string,
  attempts: number,
  outcome: JobOutcome,
): Promise<JobRow | undefined> {
  const isOurs = (job: Job) =>
    job.topic === 'usage-report' && 'publicationId' in job.payload && job.payload.publicationId === name;
  await transactWith(database.app.db, openStores)(agencyId, ({ outbox }) =>
    outbox.put(usage(name), systemClock.now()),
  );
  await rows(() => sql`update outbox set attempts = ${attempts} where payload->>'publicationId' = ${name}`);
  const { drain } = worker((job) => Promise.resolve(isOurs(job) ? outcome : 'done'));
  const row = async () =>
    (
      await rows(
        () =>
          sql<JobRow>`select done_at, last_error, next_at from outbox where payload->>'publicationId' = ${name}`,
      )
    )[0];
  await expect.poll(async () => (await row())?.last_error, { timeout: 10_000 }).toBe('no');
  await drain.stop();
  return row();
}

test('after a no a job is asked ever more rarely, never dropped, and due at once when an agreement changes', async () => {
  const now = systemClock.now();
  const daily = await failedOnceMore('refused-often', 30, { refused: 'no' });
  const hourly = await failedOnceMore('away-often', 30, { again: 'no' });
  expect([daily?.done_at, hourly?.done_at]).toEqual([null, null]);
  expect(secondsBetween(now, daily?.next_at ?? now)).toBeGreaterThanOrEqual(24 * 3600);
  expect(secondsBetween(now, hourly?.next_at ?? now)).toBeLessThan(2 * 3600);
  await transactWith(database.app.db, openStores)(agencyId, ({ outbox }) =>
    outbox.bringForward(['usage-report'], systemClock.now()),
  );
  const claimed = await jobQueue(database.app.db).claim(agencyId, ['usage-report'], systemClock.now());
  // What fails once more, for another reason, waits a second and not a day.
  expect(claimed?.attempts).toBe(1);
});

test('a job of which a part was done goes on at once, however often it has (I7)', async () => {
  const before = systemClock.now();
  const slow = await failedOnceMore('slow-often', 30, { goesOn: 'no' });
  expect(slow?.done_at).toBeNull();
  // The test itself takes some seconds where much is going on.
  expect(secondsBetween(before, slow?.next_at ?? before)).toBeLessThan(30);
  expect(secondsBetween(before, slow?.next_at ?? before)).toBeGreaterThanOrEqual(1);
  await rows(() => sql`update outbox set done_at = next_at where payload->>'publicationId' = 'slow-often'`);
});

test('what was done more than a day ago is removed, what waits is kept however old', async () => {
  const now = systemClock.now();
  const old = plusSeconds(now, -KEEP_DONE_SECONDS - 60);
  const transact = transactWith(database.app.db, openStores);
  await transact(agencyId, async ({ outbox }) => {
    for (const name of ['old-and-done', 'new-and-done', 'old-and-waiting'])
      await outbox.put(usage(name), old, name === 'old-and-waiting' ? plusSeconds(now, 3600) : old);
  });
  const finish = (name: string, at: Instant) =>
    rows(() => sql`update outbox set done_at = ${at} where payload->>'publicationId' = ${name}`);
  await finish('old-and-done', old);
  await finish('new-and-done', now);
  const left = async () =>
    (
      await rows(
        () => sql<{ name: string }>`select payload->>'publicationId' as name from outbox
          where payload->>'publicationId' like '%-and-%' order by 1`,
      )
    ).map(({ name }) => name);
  const purging = purgeOutbox({
    queue: jobQueue(database.app.db),
    agencies: () => agencyDirectory(database.app.db).list(),
    clock: systemClock,
    bell: createBell(),
    log: () => undefined,
  });
  await expect.poll(left, { timeout: 10_000 }).toEqual(['new-and-done', 'old-and-waiting']);
  await purging.stop();
});

test('two hints that wait for one channel are one', async () => {
  const transact = transactWith(database.app.db, openStores);
  const at = plusSeconds(systemClock.now(), 3600);
  await transact(agencyId, async ({ outbox }) => {
    await outbox.put(hint('ch_same'), at);
    await outbox.put(hint('ch_same'), at);
  });
  const queue = jobQueue(database.app.db);
  const later = plusSeconds(at, 1);
  const channels: string[] = [];
  for (;;) {
    const claimed = await queue.claim(agencyId, ['hint'], later);
    if (claimed?.job.topic !== 'hint') break;
    channels.push(claimed.job.payload.ch); // other tests may have left some
  }
  expect(channels.filter((ch) => ch === 'ch_same')).toHaveLength(1);
});

test('a hint that is asked for while one is on its way goes once more', async () => {
  const transact = transactWith(database.app.db, openStores);
  const queue = jobQueue(database.app.db);
  const at = plusSeconds(systemClock.now(), 7200);
  const put = () => transact(agencyId, ({ outbox }) => outbox.put(hint('ch_overtaken'), at));
  await put();
  const first = await claimedHint('ch_overtaken', at);
  await put();
  await queue.settle(first, { doneAt: at });
  const second = await claimedHint('ch_overtaken', at);
  await queue.settle(second, { again: plusSeconds(at, 4), why: 'hangs' });
  await put();
  expect(await claimedHint('ch_overtaken', plusSeconds(at, 3)).catch(() => 'in its pause')).toBe(
    'in its pause',
  );
});

/** Other tests may have left some. */
async function claimedHint(ch: string, at: Instant): Promise<ClaimedJob> {
  for (;;) {
    const claimed = await jobQueue(database.app.db).claim(agencyId, ['hint'], at);
    if (!claimed) throw new Error(`no hint for ${ch} is due`);
    if (claimed.job.topic === 'hint' && claimed.job.payload.ch === ch) return claimed;
  }
}

test('the job at hand is not taken for the one that is to come when its lease would end (I27)', async () => {
  const queue = jobQueue(database.app.db);
  const transact = transactWith(database.app.db, openStores);
  const at = plusSeconds(systemClock.now(), 600);
  const look = { topic: 'item-admitted', payload: { itemId: 'looked-at', version: 1 } } as const;
  await transact(agencyId, ({ outbox }) => outbox.put(look, at));
  const held = await queue.claim(agencyId, [look.topic], at);
  if (!held) throw new Error('nothing was due');
  for (let twice = 0; twice < 2; twice++)
    await transact(agencyId, ({ outbox }) => outbox.putOnce(look, at, held.leasedUntil));
  await queue.settle(held, { doneAt: at });
  expect(await queue.claim(agencyId, [look.topic], held.leasedUntil)).toMatchObject({ job: look });
  expect(await queue.claim(agencyId, [look.topic], held.leasedUntil)).toBeUndefined();
});

test('waits double from a second to an hour and stay there', () => {
  expect([1, 2, 3, 12, 13, 500].map((attempts) => waitAfter(attempts))).toEqual([1, 2, 4, 2048, 3600, 3600]);
});

test('a job that a killed process was working at is done at the next start, not a minute later', async () => {
  const queue = jobQueue(database.app.db);
  const { drain: first, put } = worker(() => Promise.resolve('done'));
  await first.stop();
  await put(hint('left-by-a-killed-process'));
  expect(await queue.claim(agencyId, ['hint'], systemClock.now())).toBeDefined();
  const done: string[] = [];
  const { drain } = worker((job) => {
    done.push(JSON.stringify(job.payload));
    return Promise.resolve('done');
  });
  await expect.poll(() => done, { timeout: 10_000 }).toContain('{"ch":"left-by-a-killed-process"}');
  await drain.stop();
});

test('a job whose end could not be written down while the database was away is put off a second, not a minute', async () => {
  let outages = 2;
  const real = jobQueue(database.app.db);
  let tries = 0;
  const { drain, put } = worker(
    () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('the database went away')) : Promise.resolve('done');
    },
    {
      ...real,
      settle: (job, outcome) => {
        outages -= 1;
        return outages >= 0 ? Promise.reject(new Error('away')) : real.settle(job, outcome);
      },
    },
  );
  await put(usage('during-an-outage'));
  await expect.poll(() => tries, { timeout: 15_000 }).toBe(2);
  await drain.stop();
});

test('what a process that ended had leased is due at once, what a living one works at is not', async () => {
  const [living, ended] = [await station(), await station()];
  const at = plusSeconds(systemClock.now(), 20_000);
  const transact = transactWith(database.app.db, openStores);
  await transact(agencyId, async ({ outbox }) => {
    for (const name of ['of-the-living', 'of-the-ended', 'put-off']) await outbox.put(usage(name), at);
  });
  const leased = (station: number) =>
    jobQueue(database.app.db, station).claim(agencyId, ['usage-report'], plusSeconds(at, 1));
  await until(() => leased(living.number), 'of-the-living');
  await until(() => leased(ended.number), 'of-the-ended');
  const putOff = await until(() => leased(living.number), 'put-off');
  const queue = jobQueue(database.app.db, living.number);
  await queue.settle(putOff, { again: plusSeconds(at, 70), why: 'not now' });
  await queue.takeBack(agencyId, plusSeconds(at, 30));
  expect(await queue.claim(agencyId, ['usage-report'], plusSeconds(at, 30))).toBeUndefined();
  await ended.close();
  await expect.poll(takenBack, { timeout: 20_000 }).toEqual(usage('of-the-ended'));
  expect(await queue.claim(agencyId, ['usage-report'], plusSeconds(at, 30))).toBeUndefined();
  await living.close();

  async function takenBack(): Promise<Job | undefined> {
    await queue.takeBack(agencyId, plusSeconds(at, 30));
    return (await queue.claim(agencyId, ['usage-report'], plusSeconds(at, 30)))?.job;
  }
});

const station = () => openStation(database.address('pactwire_app'));

/** Other tests may have left some: those are taken too. */
async function until(claim: () => Promise<ClaimedJob | undefined>, name: string): Promise<ClaimedJob> {
  for (;;) {
    const claimed = await claim();
    if (!claimed) throw new Error(`nothing is due of ${name}`);
    if (claimed.job.topic === 'usage-report' && JSON.stringify(claimed.job).includes(name)) return claimed;
  }
}
