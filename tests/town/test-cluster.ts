import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startCluster } from '#store/cluster/start-cluster.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { runFolder } from './run-folder.ts';
import { TEST_PASSWORDS } from './test-passwords.ts';

declare module 'vitest' {
  interface ProvidedContext {
    clusterPort: number;
  }
}

/** One native PostgreSQL per run with one migrated template; each test file makes its own database from it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = runFolder('test');
  const cluster = await startCluster({ directory: join(folder, 'pg'), password: TEST_PASSWORDS.postgres });
  await prepareDatabase({
    port: cluster.port,
    superuserPassword: TEST_PASSWORDS.postgres,
    database: 'template_pactwire',
    passwords: TEST_PASSWORDS,
  });
  project.provide('clusterPort', cluster.port);
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
