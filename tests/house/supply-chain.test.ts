import { expect, test } from 'vitest';
import { readHouse } from './house-files.ts';
import { floorsAgeDays, lockedPackages, meetsFloor, supplyFaults, type Floors } from './lock-file.ts';

const floors: Floors = JSON.parse(readHouse('tools/version-floors.json'));
const packages = lockedPackages(JSON.parse(readHouse('package-lock.json')));
const manifest: Record<string, Record<string, string | boolean>> = JSON.parse(readHouse('package.json'));

test('T25: the lock file names no host and every hash, no forbidden package, nothing below its floor, no stray install script', () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(supplyFaults(packages, floors)).toEqual([]);
});

test('T25: the version floors were looked up in the last 60 days', () => {
  expect(floorsAgeDays(floors, new Date())).toBeLessThanOrEqual(floors.maxAgeDays);
});

test('T25: every dependency is pinned to one exact version', () => {
  const pins = Object.entries({ ...manifest['dependencies'], ...manifest['devDependencies'] });
  expect(pins.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))).toEqual([]);
});

test('T25: the scripts that npm may run at installation are exactly the three named ones, and two are denied', () => {
  // By name alone: without `resolved` in the lock file npm does not match a pinned version, and the lock pins it anyway.
  const said = Object.entries(manifest['allowScripts'] ?? {});
  const named = (isAllowed: boolean) =>
    said.flatMap(([name, value]) => (value === isAllowed ? [name] : [])).toSorted();
  expect(named(true)).toEqual(Object.keys(floors.installScripts).toSorted());
  expect(named(false)).toEqual(Object.keys(floors.deniedScripts).toSorted());
});

test('the tests run on the Node that the house brings along', () => {
  expect(process.versions.node).toBe(manifest['dependencies']?.['node']);
});

function lock(name: string, entry: object): ReturnType<typeof lockedPackages> {
  return lockedPackages({
    packages: { '': {}, [`node_modules/${name}`]: { version: '1.0.0', integrity: 'sha512-a', ...entry } },
  });
}

test('canary: a host, a missing hash, a banned package, an old version, an install script and one package too many are reported', () => {
  expect(supplyFaults(lock('a', { resolved: 'https://a.example/a.tgz' }), floors)).toHaveLength(1);
  expect(supplyFaults(lock('a', { integrity: undefined }), floors)).toHaveLength(1);
  expect(supplyFaults(lock('fast-xml-parser', { dev: undefined }), floors)).toHaveLength(1);
  expect(supplyFaults(lock('b/node_modules/fast-xml-parser', {}), floors)).toHaveLength(1);
  expect(supplyFaults(lock('undici', { version: '7.27.9' }), floors)).toHaveLength(1);
  expect(supplyFaults(lock('sneaky', { hasInstallScript: true }), floors)).toHaveLength(1);
  expect(supplyFaults(lock('elsewhere', { hasInstallScript: true, os: ['darwin'] }), floors)).toEqual([]);
  expect(supplyFaults(packages, { ...floors, maxProductionPackages: 20 })).toHaveLength(1);
  expect(supplyFaults(lock('undici', { version: '7.28.0' }), floors)).toEqual([]);
  expect(floorsAgeDays({ ...floors, lookedUpOn: '2026-01-01' }, new Date('2026-03-10T00:00:00Z'))).toBe(68);
});

test('canary: a floor is judged within its own major version', () => {
  const undici = ['6.27.0', '7.28.0', '8.5.0'];
  expect(['6.27.1', '7.28.0', '8.5.0', '9.0.0'].every((version) => meetsFloor(version, undici))).toBe(true);
  expect(['5.99.0', '6.26.9', '7.27.9', '8.4.9'].some((version) => meetsFloor(version, undici))).toBe(false);
});
