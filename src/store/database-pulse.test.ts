import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { databasePulse } from './database-pulse.ts';
import { openDatabase } from './open-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

test('a query is given up once the database answers nothing at all, and the next after its return is answered', async () => {
  const address = database.address('pactwire_app');
  const wire = await wireTo(address.port);
  const near = openDatabase({ ...address, port: wire.port }, { connections: 1 });
  const ask = () => sql<{ one: number }>`select 1 as one`.execute(near.db);
  await ask();
  wire.turn('silent');
  await expect(near.db.transaction().execute(ask)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  wire.turn('open');
  expect((await ask()).rows).toEqual([{ one: 1 }]);
  await near.close();
  await wire.close();
});

test('a query that is only slow is waited for', async () => {
  const { rows } = await sql<{ slept: string }>`select pg_sleep(4.5)::text as slept`.execute(database.app.db);
  expect(rows).toHaveLength(1);
});

test('a process that is busy itself takes a late answer for no silence', async () => {
  const pulse = databasePulse(database.address('pactwire_app'));
  const work = setInterval(() => {
    const until = performance.now() + 600;
    while (performance.now() < until);
  }, 1);
  try {
    expect(await pulse()).toBe(true);
  } finally {
    clearInterval(work);
  }
});

/** A wire to the database that can fall silent: what is connected stays so, and nothing comes through. */
async function wireTo(target: number) {
  const sockets = new Set<Socket>();
  let state: 'open' | 'silent' = 'open';
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.on('data', (bytes) => state === 'open' && far.write(bytes));
    far.on('data', (bytes) => state === 'open' && near.write(bytes));
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    turn(next: typeof state) {
      state = next;
    },
    close: () =>
      new Promise<void>((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}
