import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inCanaryHouse } from './canary-house.ts';
import { HOUSE, readHouse } from './house-files.ts';

test('canary: a file that nobody imports, an export that nobody uses and a package that nobody needs are reported', async () => {
  const manifest = {
    name: 'canary',
    type: 'module',
    imports: { '#kernel/*': './src/kernel/*' },
    dependencies: { fastify: '1.0.0' },
  };
  const files = {
    'knip.json': readHouse('knip.json'),
    'package.json': JSON.stringify(manifest),
    'src/main/start.ts': `import { used } from '#kernel/used.ts';\nconsole.log(used);\n`,
    'src/kernel/used.ts': 'export const used = 1;\nexport const unused = 2;\n',
    'src/kernel/alone.ts': 'export const alone = 1;\n',
  };
  const { stdout, status } = await inCanaryHouse(files, (top) =>
    spawnSync(join(HOUSE, 'node_modules/.bin/knip'), ['--reporter', 'compact', '--no-progress'], {
      cwd: top,
      encoding: 'utf8',
    }),
  );
  expect(status).toBe(1);
  expect(stdout).toMatch(/src\/kernel\/alone\.ts/);
  expect(stdout).toMatch(/src\/kernel\/used\.ts: unused/);
  expect(stdout).toMatch(/fastify/);
});
