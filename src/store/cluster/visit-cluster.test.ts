import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { isAlive, startCluster } from './start-cluster.ts';
import { visitCluster } from './visit-cluster.ts';

const folder = mkdtempSync(join(tmpdir(), 'pactwire-visit-'));
const place = { directory: join(folder, 'postgres'), password: 'only-of-this-test' };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a visitor leaves a database running that a node uses, and stops one that nobody uses', async () => {
  const running = await startCluster(place);
  const address = {
    host: '127.0.0.1',
    database: 'template1',
    user: 'postgres',
    password: place.password,
  } as const;
  const node = openDatabase({ ...address, port: running.port });
  const nodeClient = await node.pool.connect();

  const visitor = await visitCluster(place);
  const own = openDatabase({ ...address, port: visitor.port, application_name: visitor.name });
  (await own.pool.connect()).release();
  await own.pool.end();
  await visitor.leave();
  expect([visitor.port, isAlive(running.processId)]).toEqual([running.port, true]);

  nodeClient.release();
  await node.pool.end();
  await expect.poll(() => leaveAgain(), { timeout: 20_000, interval: 100 }).toBe(false);

  async function leaveAgain(): Promise<boolean> {
    if (isAlive(running.processId)) await (await visitCluster(place)).leave();
    return isAlive(running.processId);
  }
});
