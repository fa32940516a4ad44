import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { takeListed, type ListedTest } from './listed-tests.ts';

/** The tests that judge mutants of the agreement: those beside the rules, and those that reach them without a database. */
const JUDGES = [
  'src/domain/{agreement,publication}/**/*.test.ts',
  'src/{contract,app}/**/*.test.ts',
  'src/formats/{odrl,decision,rightsml}/**/*.test.ts',
];

/** Expanding JSON-LD takes seconds and looks at no rule. */
const NO_JUDGES = ['src/formats/odrl/json-ld.test.ts'];

export type LoadedTest = ListedTest & { readonly id: string; readonly file: string };

/** So many cases of a property judge a mutant: there are some thousand mutants, and what a property finds it mostly finds at once. */
const MOST_RUNS = 30;

/** Loads every judge once; from then on the code under test stays in memory. */
export async function loadTests(): Promise<readonly LoadedTest[]> {
  process.env['PROPERTY_MOST'] = String(MOST_RUNS);
  standIn();
  const loaded: LoadedTest[] = [];
  for (const file of globSync(JUDGES, { exclude: NO_JUDGES }).toSorted()) {
    await import(pathToFileURL(resolve(file)).href);
    for (const one of takeListed()) loaded.push({ ...one, file, id: `${file} > ${one.name}` });
  }
  return loaded;
}

const STAND_INS = new Map([
  ['vitest', new URL('./listed-tests.ts', import.meta.url).href],
  ['fast-check', new URL('../properties/fast-check.config.ts', import.meta.url).href],
]);

/** Who imports one of these gets ours, and ours the real one. */
function standIn(): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      const url = STAND_INS.get(specifier);
      return url === undefined || context.parentURL === url
        ? next(specifier, context)
        : { url, shortCircuit: true };
    },
  });
}
