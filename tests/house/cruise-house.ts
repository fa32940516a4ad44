import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { roomRuleSet } from './room-rules.ts';

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

/** The files of the house itself that were read, without packages and Node's own modules. */
export function modulesRead(result: ICruiseResult): string[] {
  return result.modules
    .filter(
      ({ source, coreModule, couldNotResolve }) =>
        !coreModule && !couldNotResolve && !source.includes('node_modules'),
    )
    .map(({ source }) => source)
    .filter((source) => /\.tsx?$/.test(source))
    .toSorted();
}
