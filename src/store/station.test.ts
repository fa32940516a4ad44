import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { heldStations, openStation, type Ears, type Station } from './station.ts';

let database: TestDatabase;
const taken: Station[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await Promise.all(taken.map((one) => one.close()));
  await database.drop();
});

async function station(ears?: Ears): Promise<Station> {
  const opened = await openStation(database.address('pactwire_app'), ears);
  taken.push(opened);
  return opened;
}

test('what one process holds no other one takes, until it lets go or its connection ends', async () => {
  const [one, other] = [await station(), await station()];
  expect(await Promise.all([one.take('lead'), one.take('lead')])).toEqual([true, false]);
  expect(await other.take('lead')).toBe(false);
  expect([await one.holds('lead'), await other.holds('lead')]).toEqual([true, false]);
  await one.giveBack('lead');
  expect(await other.take('lead')).toBe(true);
  await other.close();
  await expect.poll(() => one.take('lead'), { timeout: 20_000 }).toBe(true);
});

test('a process whose connection broke has its station again, and has lost what it held', async () => {
  const [one, other] = [await station(), await station()];
  expect(await one.take('what breaks')).toBe(true);
  await breakOff(one);
  await expect.poll(() => other.take('what breaks'), { timeout: 20_000 }).toBe(true);
  await expect
    .poll(stations, { timeout: 20_000 })
    .toEqual(expect.arrayContaining([one.number, other.number]));
  await expect.poll(() => one.holds('what breaks').catch(() => 'away'), { timeout: 20_000 }).toBe(false);
  expect(await one.take('what breaks')).toBe(false);
});

test('what goes on once at a time does so in this process and in all others', async () => {
  const [here, there] = [oneAtATime(await station()), oneAtATime(await station())];
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
  const one = await station(hearing(ours));
  await station(hearing(theirs));
  const names = Array.from({ length: 3000 }, (_, at) => `channel ch_${at} ${'Hạ'.repeat(10)}`);
  for (const name of names) one.tell(name);
  await expect.poll(() => theirs.size, { timeout: 20_000 }).toBe(names.length);
  expect(theirs).toEqual(new Set(names));
  expect(ours.size).toBe(0);
});

test('a process that could not listen for a while hears that it has missed something, and then listens again', async () => {
  const theirs = new Set<string>();
  const [one, other] = [await station(), await station(hearing(theirs))];
  await breakOff(other);
  await expect.poll(() => theirs.has('missed'), { timeout: 20_000 }).toBe(true);
  one.tell('again');
  await expect.poll(() => theirs.has('again'), { timeout: 20_000 }).toBe(true);
});

function hearing(into: Set<string>): Ears {
  return { heard: (name) => void into.add(name), missed: () => void into.add('missed') };
}

async function breakOff({ number }: Station): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and objid::bigint = ${number} and objsubid = 2`.execute(database.app.db);
}

async function stations(): Promise<readonly number[]> {
  const { rows } = await sql<{ objid: number }>`select * from ${heldStations} as stations`.execute(
    database.app.db,
  );
  return rows.map(({ objid }) => objid);
}
