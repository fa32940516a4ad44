import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startCluster } from '#store/cluster/start-cluster.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { TEST_PASSWORDS } from './test-passwords.ts';

declare module 'vitest' {
  interface ProvidedContext {
    clusterPort: number;
  }
}

/** One native PostgreSQL per run with one migrated template; each test file makes its own database from it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-test-'));
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
    rmSync(cluster.directory, { recursive: true, force: true });
    rmSync(`${cluster.directory}.log`, { force: true });
    rmSync(folder, { recursive: true, force: true });
  };
}
