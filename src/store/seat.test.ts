import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { takenSeats, takeSeat, type Seat } from './seat.ts';

let database: TestDatabase;
const taken: Seat[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await Promise.all(taken.map((seat) => seat.close()));
  await database.drop();
});

async function sit(): Promise<Seat> {
  const seat = await takeSeat(database.address('pactwire_app'));
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
  await sql`select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and objid::bigint = ${one.number} and objsubid = 2`.execute(database.app.db);
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

async function seats(): Promise<readonly number[]> {
  const { rows } = await sql<{ objid: number }>`select * from ${takenSeats} as seats`.execute(
    database.app.db,
  );
  return rows.map(({ objid }) => objid);
}
