import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { Unreadiness } from '#ports/readiness.ts';
import { openDatabase } from '#store/open-database.ts';
import { readinessCheckOn } from '#store/readiness.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testDoors } from '#tests/town/test-doors.ts';
import { mountOperation } from './operation.ts';
import { watchReadiness, type ReadyWatch } from './ready-watch.ts';

async function serve(watch: ReadyWatch): Promise<FastifyInstance> {
  const server = await testDoors();
  mountOperation(server, {
    version: '1.2.3',
    readyWatch: watch,
    metricsToken: 'collector',
    gauges: [{ name: 'pactwire_outbox_due', help: 'Jobs due', read: async () => 7 }],
  });
  return server;
}

let database: TestDatabase;
let server: FastifyInstance;
let watch: ReadyWatch;
beforeAll(async () => {
  database = await testDatabase();
  watch = watchReadiness(readinessCheckOn(database.app.db));
  await watch.start();
  server = await serve(watch);
});
afterAll(async () => {
  watch.stop();
  await server.close();
  await database.drop();
});

describe('readiness', () => {
  test('is said when the database answers and keeps what it confirms', async () => {
    const response = await server.inject('/readyz');
    expect([response.statusCode, response.json()]).toEqual([200, { ready: true }]);
    expect((await server.inject('/healthz')).json()).toEqual({ live: true });
    expect((await server.inject('/version')).json()).toEqual({ version: '1.2.3' });
  });

  test('is refused, not waited for, where no database listens (T21)', async () => {
    const nowhere = openDatabase({ ...database.address('pactwire_app'), port: 1 }, { connections: 1 });
    const lost = watchReadiness(readinessCheckOn(nowhere.db));
    await lost.start();
    const unready = await serve(lost);
    const response = await unready.inject('/readyz');
    expect([response.statusCode, response.json(), response.headers['retry-after']]).toEqual([
      503,
      { ready: false, because: 'database-unreachable' },
      '2',
    ]);
    expect((await unready.inject('/healthz')).statusCode).toBe(200);
    lost.stop();
    await unready.close();
    await nowhere.close();
  });

  test('is lost when the database hangs, and comes back with it (T21)', async () => {
    let free: (() => void) | undefined;
    let answer: Promise<Unreadiness | undefined> = Promise.resolve(undefined);
    const hanging = watchReadiness(() => answer);
    await hanging.start();
    expect(hanging.trouble()).toBeUndefined();

    answer = new Promise((resolve) => {
      free = () => resolve(undefined);
    });
    await expect
      .poll(() => hanging.trouble(), { timeout: 10_000, interval: 20 })
      .toBe('database-unreachable');

    answer = Promise.resolve(undefined);
    free?.();
    await expect.poll(() => hanging.trouble(), { timeout: 3000, interval: 20 }).toBeUndefined();
    hanging.stop();
  });

  test('is refused on a database whose fsync is off (finding 1)', async () => {
    const superuser = database.migrator.pool;
    const settings = await superuser.query(`select setting from pg_settings where name = 'fsync'`);
    expect(settings.rows).toEqual([{ setting: 'on' }]);
    // The same question to a catalogue in which fsync reads off: a view that stands before pg_catalog.
    await superuser.query(`create schema doctored`);
    await superuser.query(
      `create view doctored.pg_settings as select name, case name when 'fsync' then 'off' else setting end as setting
       from pg_catalog.pg_settings`,
    );
    await superuser.query(`grant usage on schema doctored to pactwire_app`);
    await superuser.query(`grant select on doctored.pg_settings to pactwire_app`);
    const doctored = openDatabase(database.address('pactwire_app'), { connections: 1 });
    await doctored.pool.query(`set search_path to doctored, pg_catalog, public`);
    expect(await readinessCheckOn(doctored.db)()).toBe('durability-off');
    await doctored.close();
  });

  test('is refused while commits do not wait for the disk (I1)', async () => {
    const careless = openDatabase(database.address('pactwire_app'), { connections: 1 });
    await careless.pool.query('set synchronous_commit to off');
    expect(await readinessCheckOn(careless.db)()).toBe('durability-off');
    await careless.pool.query('set synchronous_commit to local');
    expect(await readinessCheckOn(careless.db)()).toBeUndefined();
    await careless.close();
  });
});

describe('metrics', () => {
  test('name routes by pattern and never a value or a reader (I25, T19)', async () => {
    const id = '0190c1a0-0000-7000-8000-00000000beef';
    await server.inject({ url: `/api/stories/${id}?q=secret`, headers: { 'user-agent': 'secret-agent' } });
    const { body, headers } = await server.inject('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain(
      'pactwire_http_answer_seconds_count{method="GET",route="/api/stories/:id",status="4xx"}',
    );
    expect(body).toContain('pactwire_outbox_due 7');
    expect(body).not.toMatch(/secret|beef/);
  });

  test('are for this computer and for who has the token', async () => {
    const far = { url: '/metrics', remoteAddress: '203.0.113.77' };
    expect((await server.inject(far)).statusCode).toBe(404);
    expect((await server.inject({ ...far, headers: { authorization: 'Bearer wrong' } })).statusCode).toBe(
      404,
    );
    const token = { authorization: 'Bearer collector' };
    expect((await server.inject({ ...far, headers: token })).statusCode).toBe(200);
    expect((await server.inject({ url: '/metrics', headers: { forwarded: 'for=x' } })).statusCode).toBe(404);
  });
});

test('a database that is cut off in the middle is named as an outage, a wrong query is not', async () => {
  const cut = openDatabase(database.address('pactwire_app'), { connections: 1 });
  const wrong = cut.db.selectFrom('person').selectAll().where('id', '=', 'no uuid').execute();
  await expect(wrong).rejects.toMatchObject({ code: '22P02' });

  const cutting = cut.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.app.db);
    await trx.selectFrom('person').selectAll().execute();
  });
  await expect(cutting).rejects.toMatchObject({ name: 'StoreUnavailable' });
  expect(await cut.db.selectFrom('person').selectAll().execute()).toEqual([]);
  await cut.close();
});
