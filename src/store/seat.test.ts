import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { takenSeats, takeSeat, type Ears, type Seat } from './seat.ts';

let database: TestDatabase;
const taken: Seat[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await Promise.all(taken.map((seat) => seat.close()));
  await database.drop();
});

async function sit(ears?: Ears): Promise<Seat> {
  const seat = await takeSeat(database.address('pactwire_app'), ears);
  taken.push(seat);
  return seat;
}

test('what one process holds no other one takes, until it lets go or its connection ends', async () => {
  const [one, other] = [await sit(), await sit()];
  expect(await Promise.all([one.take('lead'), one.take('lead')])).toEqual([true, false]);
  expect(await other.take('lead')).toBe(false);
  expect([await one.holds('lead'), await other.holds('lead')]).toEqual([true, false]);
  await one.giveBack('lead');
  expect(await other.take('lead')).toBe(true);
  await other.close();
  await expect.poll(() => one.take('lead'), { timeout: 20_000 }).toBe(true);
});

test('a process whose connection broke has its seat again, and has lost what it held', async () => {
  const [one, other] = [await sit(), await sit()];
  expect(await one.take('what breaks')).toBe(true);
  await breakOff(one);
  await expect.poll(() => other.take('what breaks'), { timeout: 20_000 }).toBe(true);
  await expect.poll(seats, { timeout: 20_000 }).toEqual(expect.arrayContaining([one.number, other.number]));
  await expect.poll(() => one.holds('what breaks').catch(() => 'away'), { timeout: 20_000 }).toBe(false);
  expect(await one.take('what breaks')).toBe(false);
});

test('what goes on once at a time does so in this process and in all others', async () => {
  const [here, there] = [oneAtATime(await sit()), oneAtATime(await sit())];
  const alone = oneAtATime();
  expect(await Promise.all([here.begin('a message'), here.begin('a message')])).toEqual([true, false]);
  expect(await there.begin('a message')).toBe(false);
  expect([await alone.begin('a message'), await alone.begin('a message')]).toEqual([true, false]);
  await here.end('a message');
  expect(await there.begin('a message')).toBe(true);
  expect(await here.begin('a message')).toBe(false);
});

test('what one process tells all others hear, itself not, however much it is', async () => {
  const [ours, theirs]: [Set<string>, Set<string>] = [new Set(), new Set()];
  const one = await sit(hearing(ours));
  await sit(hearing(theirs));
  const names = Array.from({ length: 3000 }, (_, at) => `channel ch_${at} ${'Hạ'.repeat(10)}`);
  for (const name of names) one.tell(name);
  await expect.poll(() => theirs.size, { timeout: 20_000 }).toBe(names.length);
  expect(theirs).toEqual(new Set(names));
  expect(ours.size).toBe(0);
});

test('a process that could not listen for a while hears that it has missed something, and then listens again', async () => {
  const theirs = new Set<string>();
  const [one, other] = [await sit(), await sit(hearing(theirs))];
  await breakOff(other);
  await expect.poll(() => theirs.has('missed'), { timeout: 20_000 }).toBe(true);
  one.tell('again');
  await expect.poll(() => theirs.has('again'), { timeout: 20_000 }).toBe(true);
});

function hearing(into: Set<string>): Ears {
  return { heard: (name) => void into.add(name), missed: () => void into.add('missed') };
}

async function breakOff({ number }: Seat): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and objid::bigint = ${number} and objsubid = 2`.execute(database.app.db);
}

async function seats(): Promise<readonly number[]> {
  const { rows } = await sql<{ objid: number }>`select * from ${takenSeats} as seats`.execute(
    database.app.db,
  );
  return rows.map(({ objid }) => objid);
}
