import { accessSync, constants, existsSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';
import { HOUSE, houseFiles, readHouse } from './house-files.ts';

type Project = { readonly name: string; readonly include: readonly string[] };

const PROJECTS: readonly Project[] = (config.test?.projects ?? []).flatMap((project) => {
  if (typeof project !== 'object' || !('test' in project)) return [];
  const { name, include } = project.test ?? {};
  return typeof name === 'string' && include ? [{ name, include }] : [];
});

function projectsOf(path: string): string[] {
  return PROJECTS.filter(({ include }) => include.some((glob) => matchesGlob(path, glob))).map(
    ({ name }) => name,
  );
}

test('every test file is run by exactly one project', () => {
  const files = houseFiles().filter((path) => /\.test\.tsx?$/.test(path));
  expect(files.filter((path) => projectsOf(path).length !== 1)).toEqual([]);
  expect(projectsOf('src/kernel/instant.test.ts')).toEqual(['pure']);
  expect(projectsOf('tests/elsewhere/lost.test.ts')).toEqual([]);
});

test('npm test runs every project of the test configuration', () => {
  const runner = readHouse('tools/run-tests.ts');
  const names = PROJECTS.map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(5);
  expect(names.filter((name) => !runner.includes(`'${name}'`))).toEqual([]);
});

test('npm test compiles every zone', () => {
  const runner = readHouse('tools/run-tests.ts');
  const zones = houseFiles().flatMap((path) => /^tsconfig\.(?!base)(\w+)\.json$/.exec(path)?.[1] ?? []);
  expect(zones.filter((zone) => !runner.includes(`'${zone}'`))).toEqual([]);
});

test('the continuous check can be started, and runs what the README says', () => {
  accessSync(join(HOUSE, '.ci/run'), constants.X_OK);
  expect(readHouse('.ci/run')).toMatch(/^npm ci\n(?:tests_ran=yes\n)?npm test\n$/m);
  if (existsSync(join(HOUSE, 'README.md'))) expect(readHouse('README.md')).toContain('npm ci && npm test');
});

test('what package.json starts is there and can be started', () => {
  const manifest: { bin: Record<string, string>; scripts: Record<string, string> } = JSON.parse(
    readHouse('package.json'),
  );
  const scripts = Object.values(manifest.scripts).flatMap((script) =>
    [...script.matchAll(/\b[\w/.-]+\.ts\b/g)].map(String),
  );
  expect(
    [...scripts, ...Object.values(manifest.bin)].filter((path) => !existsSync(join(HOUSE, path))),
  ).toEqual([]);
  for (const path of Object.values(manifest.bin)) {
    accessSync(join(HOUSE, path), constants.X_OK);
    expect(readHouse(path)).toMatch(/^#!\/usr\/bin\/env node\n/);
  }
});
