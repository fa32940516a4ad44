import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type DatabaseAddress, type OpenDatabase } from '#store/open-database.ts';
import { TEST_PASSWORDS } from './test-passwords.ts';

/** A fresh migrated database of this test file's own, seen through each role. */
export type TestDatabase = {
  readonly app: OpenDatabase;
  readonly portal: OpenDatabase;
  readonly migrator: OpenDatabase;
  readonly address: (user: 'pactwire_app' | 'pactwire_portal' | 'pactwire_migrator') => DatabaseAddress;
  drop(): Promise<void>;
};

export async function testDatabase(): Promise<TestDatabase> {
  const port = inject('clusterPort');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(port, `create database ${name} template template_pactwire owner pactwire_migrator`);
  const address = (
    user: keyof typeof TEST_PASSWORDS & ('pactwire_app' | 'pactwire_portal' | 'pactwire_migrator'),
  ) => ({
    host: '127.0.0.1',
    port,
    database: name,
    user,
    password: TEST_PASSWORDS[user],
  });
  const app = openDatabase(address('pactwire_app'), { connections: 8, waitMs: 60_000 });
  const portal = openDatabase(address('pactwire_portal'), { connections: 2 });
  const migrator = openDatabase(address('pactwire_migrator'), { connections: 1 });
  return {
    app,
    portal,
    migrator,
    address,
    async drop() {
      await Promise.all([app.close(), portal.close(), migrator.close()]);
      await asSuperuser(port, `drop database ${name} with (force)`);
    },
  };
}

async function asSuperuser(port: number, statement: string): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: TEST_PASSWORDS.postgres,
    database: 'postgres',
  });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
