import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = `npm run fuzz -- [FILE…] [--times N] [--seed S]

  FILE…      parts of names of test files; every file with a property if none is named
  --times N  so many times the cases that a test run has, 20 if not said
  --seed S   which cases; any if not said, and it is printed

Says each property as it ends. One that reads wires takes about a millisecond of a core for each case: all of wire/read-wire, ten times
its 14,000 cases, takes two to three minutes alone on a machine, and longer beside other work.

Ends with 0 only if every property holds. The same seed and files find the same case again.
`;

/** Tests beside the code that need no database. */
const PURE = 'src/{kernel,contract,domain,formats,app,portal,partners,sources,engines,cli}/**/*.test.ts';

function fuzz(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      times: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
      help: { type: 'boolean', default: false },
    },
  });
  const files = globSync(PURE)
    .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
    .filter((file) => readFileSync(file, 'utf8').includes('fc.assert('));
  if (values.help || !/^[1-9]\d*$/.test(values.times) || !/^\d+$/.test(values.seed) || files.length === 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  console.log(`seed ${values.seed}, ${values.times} times the cases, ${files.length} files`);
  const { status } = spawnSync(
    'vitest',
    ['run', '--project', 'pure', '--testTimeout', '0', '--reporter', 'verbose', ...files],
    {
      stdio: 'inherit',
      env: { ...process.env, PROPERTY_SEED: values.seed, PROPERTY_TIMES: values.times },
    },
  );
  console.log(`seed ${values.seed}: ${status === 0 ? 'every property holds' : 'a property does not hold'}`);
  return status ?? 1;
}

process.exitCode = fuzz();
