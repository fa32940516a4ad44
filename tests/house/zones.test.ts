import { spawnSync } from 'node:child_process';
import { readdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { inCanaryHouse } from './canary-house.ts';
import { HOUSE, houseFiles, isCode, readHouse } from './house-files.ts';

const TSC = join(HOUSE, 'node_modules/.bin/tsc');
const ZONE_FILES = readdirSync(HOUSE).filter((name) => /^tsconfig.*\.json$/.test(name));
const ZONES = ZONE_FILES.filter((name) => /^tsconfig\.(?!base)\w+\.json$/.test(name));

function compile(house: string, zone: string): string {
  return spawnSync(TSC, ['-p', zone, '--pretty', 'false'], { cwd: house, encoding: 'utf8' }).stdout;
}

/** `file code` per error of one zone, compiled with planted files. */
async function zoneErrors(zone: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const house = Object.fromEntries([...ZONE_FILES, 'package.json'].map((name) => [name, readHouse(name)]));
  return inCanaryHouse({ ...house, ...files }, (top) => {
    symlinkSync(join(HOUSE, 'node_modules'), join(top, 'node_modules'));
    return compile(top, zone)
      .split('\n')
      .flatMap((line) => {
        const found = /^(.+?)\(\d+,\d+\): error (TS\d+)/.exec(line);
        return found ? [`${found[1]} ${found[2]}`] : [];
      });
  });
}

const WORDS_OF_THE_WORLD = ['process', 'fetch', 'console', 'document', 'Buffer', 'setTimeout', 'crypto'];

test.each([
  ['tsconfig.pure.json', ['kernel', 'contract', 'domain', 'ports']],
  ['tsconfig.text.json', ['formats', 'app', 'portal']],
])(
  'canary: in the zone of %s none of process, fetch, console, document … can be spelled',
  async (zone, rooms) => {
    const files: Record<string, string> = {};
    for (const room of rooms) {
      files[`src/${room}/plain.ts`] = 'export const plain = [1, 2].toSorted();\n';
      for (const word of WORDS_OF_THE_WORLD)
        files[`src/${room}/says-${word}.ts`] = `export const it: unknown = ${word};\n`;
    }
    const errors = await zoneErrors(zone, files);
    const silent = Object.keys(files).filter((path) => !errors.some((error) => error.startsWith(`${path} `)));
    expect(silent).toEqual(rooms.map((room) => `src/${room}/plain.ts`));
  },
);

test('canary: the desk cannot spell the words of the server, and the server not those of the browser', async () => {
  const desk = await zoneErrors('tsconfig.desk.json', {
    'src/desk/page.tsx': 'export const title = document.title;\n',
    'src/desk/process.ts': `export const a: unknown = process;\n`,
    'src/desk/buffer.ts': `export const a: unknown = Buffer;\n`,
  });
  expect(desk.map((error) => error.split(' ')[0] ?? '').toSorted()).toEqual([
    'src/desk/buffer.ts',
    'src/desk/process.ts',
  ]);
  const node = await zoneErrors('tsconfig.node.json', {
    'src/store/a.ts': 'export const a: unknown = process;\n',
    'src/store/b.ts': 'export const a: unknown = document;\n',
  });
  expect(node.map((error) => error.split(' ')[0])).toEqual(['src/store/b.ts']);
});

/** Faults that only the strict flags see; each must be an error in every zone. */
const LOOSE: Readonly<Record<string, string>> = {
  'index.ts': 'const list: number[] = [];\nexport const first: number = list[0];\n',
  'optional.ts': 'export const a: { b?: number } = { b: undefined };\n',
  'enum.ts': 'export enum Kind { A }\n',
  'namespace.ts': 'export namespace A { export const b = 1; }\n',
  'unused.ts': 'export function a(b: number): number { return 1; }\n',
  'implicit.ts': 'export function a(b) { return b; }\n',
  'property.ts': 'const facts: Record<string, string> = {};\nexport const a = facts.name;\n',
};

test('canary: the strict flags hold in every zone', async () => {
  const zones = { pure: 'domain', text: 'app', node: 'store', desk: 'desk' };
  for (const [zone, room] of Object.entries(zones)) {
    const files = Object.fromEntries(
      Object.entries(LOOSE).map(([name, text]) => [`src/${room}/${name}`, text]),
    );
    const errors = await zoneErrors(`tsconfig.${zone}.json`, files);
    const silent = Object.keys(files).filter((path) => !errors.some((error) => error.startsWith(`${path} `)));
    expect(silent).toEqual([]);
  }
});

test('every source file of the house is compiled in at least one zone', () => {
  const compiled = new Set(
    ZONES.flatMap((zone) =>
      spawnSync(TSC, ['-p', zone, '--listFilesOnly'], { cwd: HOUSE, encoding: 'utf8' })
        .stdout.split('\n')
        .map((path) => relative(HOUSE, path)),
    ),
  );
  const left = houseFiles().filter((path) => isCode(path) && !compiled.has(path));
  expect(left).toEqual([]);
});
