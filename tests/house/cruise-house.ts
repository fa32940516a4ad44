import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { roomRuleSet } from './room-rules.ts';

type Swc = { parseFileSync: (path: string, options: object) => unknown };

// dependency-cruiser 18 never tells swc that a file is TSX, and stops at the first element. It must be told before the
// cruiser loads swc; should this ever miss, the cruiser fails aloud at that element, and a canary holds one.
const swc: Swc = createRequire(import.meta.url)('@swc/core');
const parseFileSync = swc.parseFileSync.bind(swc);
swc.parseFileSync = (path, options) => parseFileSync(path, { ...options, tsx: path.endsWith('.tsx') });
const { cruise } = await import('dependency-cruiser');

/**
 * Reads every import under `src`, `tests` and `tools` of a house and judges it by the room rules.
 * `parser: 'swc'` is a must: TypeScript 7 has no compiler API, and without a parser dependency-cruiser reads nothing and is content.
 */
export async function cruiseHouse(house: string): Promise<ICruiseResult> {
  const folders = ['src', 'tests', 'tools'].filter((folder) => existsSync(join(house, folder)));
  const { output } = await cruise(
    folders,
    {
      baseDir: house,
      parser: 'swc',
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      validate: true,
      ruleSet: roomRuleSet(),
    },
    {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  );
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered with text instead of a result');
  return output;
}

/** `rule: from → to`, one line per wall that was broken. */
export function brokenWalls(result: ICruiseResult): string[] {
  return result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

/** Imports that stand in a text, by specifier, but not in what was read of its file: a guard cannot judge what it did not see. */
export function unreadImports(result: ICruiseResult, path: string, text: string): string[] {
  const read =
    result.modules.find(({ source }) => source === path)?.dependencies.map(({ module }) => module) ?? [];
  const statements = text.matchAll(/^(?:import|export)\s(?:[^'";]*?\sfrom\s*)?'([^']+)'/gm);
  return [...statements]
    .flatMap((match) => match[1] ?? [])
    .filter((specifier) => !read.includes(specifier.replace(/^node:/, '')));
}

/** The files of the house itself that were read, without packages and Node's own modules. */
export function modulesRead(result: ICruiseResult): string[] {
  return result.modules
    .filter(
      ({ source, coreModule, couldNotResolve }) =>
        !coreModule && !couldNotResolve && !source.includes('node_modules'),
    )
    .map(({ source }) => source)
    .filter((source) => /^(?:src|tests|tools)\/.*\.tsx?$/.test(source))
    .toSorted();
}
