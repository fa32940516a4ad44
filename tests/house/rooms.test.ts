import { expect, test } from 'vitest';
import { brokenWalls, cruiseHouse, modulesRead, unreadImports } from './cruise-house.ts';
import { HOUSE, houseFiles, isCode, isTest, readHouse } from './house-files.ts';
import { inCanaryHouse } from './canary-house.ts';
import { CLIENT_ROOMS, KNOWN_BY_STAGES, ONE_HOME, ROOMS, STAGES, STANDING } from './room-plan.ts';
import { roomRuleSet } from './room-rules.ts';

const house = await cruiseHouse(HOUSE);

test('the room guard reads every module that is on the disk', () => {
  const onDisk = houseFiles().filter((path) => isCode(path) && /^(?:src|tests|tools)\//.test(path));
  expect(modulesRead(house)).toEqual(onDisk);
  expect(onDisk.length).toBeGreaterThan(10);
});

test('the room guard sees every import that stands in the text of a module, type-only ones included', () => {
  const files = houseFiles('src').filter((path) => isCode(path) && !isTest(path));
  const unread = files.flatMap((path) =>
    unreadImports(house, path, readHouse(path)).map((specifier) => `${path}: ${specifier}`),
  );
  expect(unread).toEqual([]);
});

test('canary: an import that the cruiser did not read is noticed', () => {
  const path = 'src/kernel/duration.ts';
  const more = `${readHouse(path)}\nimport type { Lost } from './lost.ts';\nimport './lost.css';\n`;
  expect(unreadImports(house, path, more)).toEqual(['./lost.ts', './lost.css']);
  expect(unreadImports(house, 'src/kernel/unread.ts', readHouse(path)).length).toBeGreaterThan(0);
});

test('no module imports what its room may not know', () => {
  expect(brokenWalls(house)).toEqual([]);
});

test('every file of src lies in a room of the plan, and of domain and app in a known stage', () => {
  const strangers = houseFiles('src').filter((path) => {
    const [, room = '', stage = ''] = path.split('/');
    if (!(room in ROOMS)) return true;
    if (room !== 'domain' && room !== 'app') return false;
    return path.split('/').length > 3 && ![...STAGES, ...Object.keys(STANDING)].includes(stage);
  });
  expect(strangers).toEqual([]);
});

const rooms = Object.keys(ROOMS);

/** One file per ordered pair of rooms, importing a type only: all 240 arrows, allowed or not. */
function everyArrow(): { from: string; to: string; allowed: boolean; path: string }[] {
  return rooms.flatMap((from) =>
    rooms
      .filter((to) => to !== from)
      .map((to) => ({
        from,
        to,
        allowed: ROOMS[from]?.rooms.includes(to) ?? false,
        path: `src/${from}/knows-${to}.ts`,
      })),
  );
}

function subpathImports(): string {
  const roots = [...rooms.map((room) => [room, `./src/${room}`]), ['tests', './tests'], ['tools', './tools']];
  const imports = Object.fromEntries(roots.map(([name, place]) => [`#${name}/*`, `${place}/*`]));
  return JSON.stringify({ name: 'canary', type: 'module', imports, dependencies: {} });
}

test('canary: of all 240 arrows between rooms the guard reports exactly those outside the plan', async () => {
  const files: Record<string, string> = { 'package.json': subpathImports() };
  for (const room of rooms) files[`src/${room}/thing.ts`] = 'export type Thing = string;\n';
  for (const { path, to } of everyArrow()) {
    files[path] = `import type { Thing } from '#${to}/thing.ts';\nexport type Other = Thing;\n`;
  }
  const broken = await inCanaryHouse(files, async (top) => brokenWalls(await cruiseHouse(top)));
  const forbidden = everyArrow().filter(({ allowed }) => !allowed);
  expect(broken.toSorted()).toEqual(
    forbidden
      .map(({ from, to, path }) => `${from}-knows-only-its-rooms: ${path} → src/${to}/thing.ts`)
      .toSorted(),
  );
});

test('canary: a stage that knows a later one, or a standing thing not meant for it, is reported on both floors', async () => {
  const folders = [...STAGES, ...Object.keys(STANDING)];
  const arrows = ['domain', 'app'].flatMap((floor) =>
    folders.flatMap((from) =>
      folders
        .filter((to) => to !== from)
        .map((to) => ({ from, to, path: `src/${floor}/${from}/knows-${to}.ts`, floor })),
    ),
  );
  const files: Record<string, string> = { 'package.json': subpathImports() };
  for (const { from, to, path, floor } of arrows) {
    files[`src/${floor}/${from}/thing.ts`] = 'export type Thing = string;\n';
    files[path] = `import type { Thing } from '#${floor}/${to}/thing.ts';\nexport type Other = Thing;\n`;
  }
  const expected = arrows
    .filter(({ from, to }) => !mayKnow(from, to))
    .map(({ to, path, floor }) => `${path} → src/${floor}/${to}/thing.ts`);
  const broken = await inCanaryHouse(files, async (top) => brokenWalls(await cruiseHouse(top)));
  expect(broken.map((line) => line.replace(/^[^:]+: /, '')).toSorted()).toEqual(expected.toSorted());
});

/** The plan said a second time, in other words, so that a slip in the rules cannot hide in the test. */
function mayKnow(from: string, to: string): boolean {
  const order = ['item', 'agreement', 'offer', 'take', 'translation', 'publication', 'usage', 'correction'];
  const ground = ['newsroom', 'ledger', 'channel'];
  if (order.includes(from)) {
    return ground.includes(to) || (order.includes(to) && order.indexOf(to) < order.indexOf(from));
  }
  if (ground.includes(from)) return ground.includes(to) && ground.indexOf(to) < ground.indexOf(from);
  if (from === 'alert') return to === 'agreement' || to === 'search';
  return from === 'planning' && ['newsroom', 'item', 'agreement'].includes(to);
}

/** One planted fault for each rule that is not an arrow between rooms or stages. */
const PLANTED: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'no-circles': [
    'src/kernel/circle-a.ts',
    `import type { B } from './circle-b.ts';\nexport type A = B | 1;\n`,
  ],
  'nothing-imports-tests': [
    'src/main/peeks.ts',
    `import { a } from '#tests/town.ts';\nexport const b = a;\nexport type B = typeof a;\n`,
  ],
  'kit-reads-the-specification-alone': [
    'tools/conformance/peeks.ts',
    `import type { B } from '#main/peeks.ts';\nexport type C = B;\n`,
  ],
  'src-imports-no-tools': [
    'src/main/uses-tool.ts',
    `import { a } from '#tools/tool.ts';\nexport const b = a;\n`,
  ],
  'every-import-resolves': ['src/main/lost.ts', `import { a } from './nowhere.ts';\nexport const b = a;\n`],
  'every-package-is-declared': ['src/main/undeclared.ts', `import a from 'stranger';\nexport const b = a;\n`],
  'network-clients-only-in-engines': [
    'src/sources/dials.ts',
    `import { get } from 'node:https';\nexport const b = get;\n`,
  ],
};

test('canary: every other wall reports the fault planted for it, type-only imports included', async () => {
  const packages = ['kysely', 'pg', 'fastify', 'undici', 'react', 'stranger'];
  const files: Record<string, string> = {
    'package.json': subpathImports().replace(
      '"dependencies":{}',
      `"dependencies":${JSON.stringify(Object.fromEntries(packages.slice(0, -1).map((name) => [name, '1'])))}`,
    ),
    'tests/town.ts': 'export const a = 1;\n',
    'tools/tool.ts': 'export const a = 1;\n',
    'src/kernel/circle-b.ts': `import type { A } from './circle-a.ts';\nexport type B = A | 2;\n`,
  };
  for (const name of packages) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: 'index.js' });
    files[`node_modules/${name}/index.js`] = 'module.exports = 1;\n';
  }
  const expected: string[] = [];
  const plant = (rule: string, path: string, text: string): void => {
    files[path] = text;
    expected.push(`${rule}: ${path}`);
  };
  for (const [rule, [path, text]] of Object.entries(PLANTED)) plant(rule, path, text);
  for (const [room, { builtins, packages: taken }] of Object.entries(ROOMS)) {
    const foreign = taken.includes('react') ? 'pg' : 'react';
    const text = `import type { A } from '${foreign}';\nexport type B = A;\n`;
    // The desk's fault stands beside an element: a guard that cannot read TSX would stop there.
    if (room === 'desk')
      plant(
        'desk-takes-only-its-packages',
        'src/desk/takes.tsx',
        `${text}export const p = <p title="a" />;\n`,
      );
    else plant(`${room}-takes-only-its-packages`, `src/${room}/takes.ts`, text);
    if (builtins === 'none')
      plant(
        `${room}-has-no-node-modules`,
        `src/${room}/builtin.ts`,
        `import type { Hash } from 'node:crypto';\nexport type B = Hash;\n`,
      );
  }
  for (const [name, homes] of Object.entries(ONE_HOME)) {
    plant(
      `${name}-only-in-${homes.join('-and-')}`,
      `src/worker/has-${name}.ts`,
      `import type { A } from '${name}';\nexport type B = A;\n`,
    );
  }

  const broken = await inCanaryHouse(files, async (top) => brokenWalls(await cruiseHouse(top)));

  const seen = new Set(broken.map((line) => line.split(' → ')[0]));
  expect(expected.filter((line) => !seen.has(line))).toEqual([]);
  const arrowRules = (roomRuleSet().forbidden ?? [])
    .map(({ name }) => name ?? '')
    .filter((name) => !/-knows-|-stands-beside$/.test(name));
  expect(arrowRules.filter((name) => !expected.some((line) => line.startsWith(`${name}:`)))).toEqual([]);
});

test('the plan names only rooms, and no room on a lower floor than it imports', () => {
  const floors = [
    ['kernel', 'contract'],
    ['domain', 'desk'],
    ['ports', 'formats'],
    ['app', 'store', 'partners', 'sources', 'engines', 'portal'],
    ['http', 'worker', 'cli'],
    ['main'],
  ];
  const floorOf = (room: string): number => floors.findIndex((floor) => floor.includes(room));
  const upward = Object.entries(ROOMS).flatMap(([from, { rooms: known }]) =>
    known
      .filter(
        (to) =>
          floorOf(to) < 0 || (floorOf(to) >= floorOf(from) && !(from === 'contract' && to === 'kernel')),
      )
      .map((to) => `${from} → ${to}`),
  );
  expect(upward).toEqual([]);
  expect(floors.flat().toSorted()).toEqual(rooms.toSorted());
  expect([...KNOWN_BY_STAGES, ...CLIENT_ROOMS].every((name) => name in STANDING || name in ROOMS)).toBe(true);
});
