import { spawnSync } from 'node:child_process';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inCanaryHouse } from './canary-house.ts';
import { HOUSE, readHouse } from './house-files.ts';
import { ROOMS } from './room-plan.ts';

type Finding = { code: string; filename: string };

/** Runs the house's own linter, with the house's own rules, on planted files: `rule file` per finding. */
async function lintFindings(files: Readonly<Record<string, string>>): Promise<string[]> {
  const rules = readdirSync(HOUSE).filter(
    (name) => name === '.oxlintrc.json' || /^tsconfig.*\.json$/.test(name),
  );
  const house = Object.fromEntries([...rules, 'package.json'].map((name) => [name, readHouse(name)]));
  return inCanaryHouse({ ...house, ...files }, (top) => {
    symlinkSync(join(HOUSE, 'node_modules'), join(top, 'node_modules'));
    const oxlint = join(HOUSE, 'node_modules/.bin/oxlint');
    const { stdout } = spawnSync(oxlint, ['--type-aware', '--format=json', 'src', 'tools'], {
      cwd: top,
      encoding: 'utf8',
    });
    const found: { diagnostics: Finding[] } = JSON.parse(stdout);
    return found.diagnostics.map(({ code, filename }) => `${/\(([^)]+)\)/.exec(code)?.[1]} ${filename}`);
  });
}

const lines = (count: number, line: string): string => Array.from({ length: count }, () => line).join('\n');

/** One planted fault per rule, in a room where the rule must hold. */
const PLANTED: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['no-restricted-globals', 'src/domain/item/clock.ts', 'export const at = Date.now();\n'],
  ['no-restricted-globals', 'src/kernel/clock.ts', 'export const at = new Date();\n'],
  ['no-restricted-globals', 'src/formats/clock.ts', 'export const at = new Date();\n'],
  ['no-restricted-globals', 'src/app/item/clock.ts', 'export const at = new Date();\n'],
  ['no-restricted-globals', 'src/portal/clock.ts', 'export const at = new Date();\n'],
  ['no-restricted-properties', 'src/domain/item/dice.ts', 'export const dice = Math.random();\n'],
  [
    'no-restricted-properties',
    'src/portal/dice.ts',
    'const { random } = Math;\nexport const dice = random();\n',
  ],
  ['no-restricted-globals', 'src/sources/dial.ts', `export const page = fetch('http://a.example');\n`],
  ['no-restricted-globals', 'src/http/dial.ts', `export const page = fetch('http://a.example');\n`],
  ['no-restricted-properties', 'src/http/environment.ts', `export const port = process.env['PORT'];\n`],
  [
    'no-restricted-properties',
    'src/main/environment.ts',
    `const { env } = process;\nexport const all = env;\n`,
  ],
  [
    'no-restricted-imports',
    'src/store/environment.ts',
    `import { env } from 'node:process';\nexport const all = env;\n`,
  ],
  [
    'no-restricted-properties',
    'src/store/raw.ts',
    `import { sql } from 'kysely';\nexport const all = sql.raw('select 1');\n`,
  ],
  ['no-console', 'src/store/talk.ts', `console.log('a');\n`],
  ['consistent-type-assertions', 'src/store/wish.ts', `export const a = JSON.parse('1') as string;\n`],
  ['consistent-type-assertions', 'src/desk/wish.tsx', `export const a = JSON.parse('1') as string;\n`],
  ['no-non-null-assertion', 'src/store/hope.ts', 'export const a = [1][0]!;\n'],
  ['no-explicit-any', 'src/store/any.ts', 'export const a = (b: any): number => b;\n'],
  ['no-default-export', 'src/store/default.ts', 'export default 1;\n'],
  ['filename-case', 'src/store/CamelCase.ts', 'export const a = 1;\n'],
  ['no-eval', 'src/store/eval.ts', `export const a = eval('1');\n`],
  ['no-new-func', 'src/store/function.ts', `export const a = new Function('return 1');\n`],
  [
    'no-danger',
    'src/desk/danger.tsx',
    'export const A = (): unknown => <p dangerouslySetInnerHTML={{ __html: "" }} />;\n',
  ],
  ['max-lines', 'src/store/long.ts', lines(401, 'export {};')],
  [
    'max-lines-per-function',
    'src/store/long-function.ts',
    `export function a(): void {\n${lines(61, '  String(1);')}\n}\n`,
  ],
  [
    'max-lines-per-function',
    'src/desk/long-function.tsx',
    `export function A(): void {\n${lines(91, '  String(1);')}\n}\n`,
  ],
  [
    'max-params',
    'src/store/params.ts',
    'export const a = (b: 1, c: 1, d: 1, e: 1, f: 1): unknown => [b, c, d, e, f];\n',
  ],
  [
    'complexity',
    'src/store/complex.ts',
    `export const a = (b: number): number => ${lines(13, 'b ? 1 :')} 2;\n`,
  ],
  [
    'max-depth',
    'src/store/deep.ts',
    'export function a(b: number): void { if (b) { if (b) { if (b) { if (b) { String(b); } } } } }\n',
  ],
  ['only-throw-error', 'src/store/throws.ts', `export function a(): never { throw 'text'; }\n`],
  [
    'no-misused-promises',
    'src/http/misuse.ts',
    'const a = async (): Promise<boolean> => true;\nexport const b = a() ? 1 : 2;\n',
  ],
];

/** Rules that need types: the linter must find the right compiler zone for every room. */
const FLOATS = `const later = async (): Promise<number> => 1;\nexport function go(): void {\n  later();\n}\n`;
const HALF = `type Way = 'in' | 'out';\nexport function say(way: Way): string {\n  switch (way) {\n    case 'in':\n      return 'in';\n  }\n  return '';\n}\n`;

test('canary: every lint rule of the house reports the fault planted for it', async () => {
  const found = await lintFindings(Object.fromEntries(PLANTED.map(([, path, text]) => [path, text])));
  const silent = PLANTED.filter(([rule, path]) => !found.includes(`${rule} ${path}`));
  expect(silent.map(([rule, path]) => `${rule} ${path}`)).toEqual([]);
});

test('canary: a floating promise and a half-handled switch are reported in every room', async () => {
  const files: Record<string, string> = {};
  for (const room of [...Object.keys(ROOMS).map((name) => `src/${name}`), 'tools']) {
    files[`${room}/floats.ts`] = FLOATS;
    files[`${room}/half.ts`] = HALF;
  }
  const found = await lintFindings(files);
  const expected = Object.keys(files).map((path) =>
    path.endsWith('floats.ts') ? `no-floating-promises ${path}` : `switch-exhaustiveness-check ${path}`,
  );
  expect(expected.filter((line) => !found.includes(line))).toEqual([]);
});

test('what the rules allow stays allowed: const assertions, the home of Date, the reader of the environment', async () => {
  const found = await lintFindings({
    'src/domain/item/kinds.ts': `export const KINDS = ['a', 'b'] as const;\n`,
    'src/kernel/instant.ts': 'export const at = Date.now();\n',
    'src/main/config.ts': `export const port = process.env['PORT'];\n`,
    'src/engines/fetcher.ts': `export const page = fetch('http://a.example');\n`,
    'src/cli/pactwire.ts': `console.log('a');\n`,
  });
  expect(found).toEqual([]);
});
