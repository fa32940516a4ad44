import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countReport, NOTHING, plus, type Count } from './count-tests.ts';

/**
 * Runs the checks in order, stops at the first that fails, and always closes with one line, `N passed, N failed`:
 * the tests of every vitest project, and each other tool as one. `check` runs the fast ones only (under a minute).
 */
type Step = {
  readonly name: string;
  readonly command: readonly string[];
  readonly counts: 'tests' | 'itself';
};

const ZONES = ['pure', 'text', 'node', 'desk', 'screens'];

function tool(name: string, ...command: string[]): Step {
  return { name, command, counts: 'itself' };
}

function tests(...projects: string[]): Step {
  const chosen = projects.flatMap((project) => ['--project', project]);
  return { name: `tests: ${projects.join(', ')}`, command: ['vitest', 'run', ...chosen], counts: 'tests' };
}

const CHECK: readonly Step[] = [
  tool('format', 'oxfmt', '--check', 'src', 'tests', 'tools'),
  tool('lint', 'oxlint', '--type-aware', '--deny-warnings', 'src', 'tests', 'tools'),
  ...ZONES.map((zone) => tool(`types: ${zone}`, 'tsc', '-p', `tsconfig.${zone}.json`)),
  tool('dead code', 'knip'),
  tests('pure', 'house'),
];
const ALL: readonly Step[] = [
  ...CHECK,
  tests('store', 'simulation'),
  tests('faults'),
  // Together, so that one fills the time in which the other waits.
  tests('journeys', 'screens'),
];

function runStep(step: Step, reports: string): Count {
  console.log(`\n▸ ${step.name}`);
  const report = join(reports, `${step.name.replaceAll(/\W+/g, '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const [program = '', ...given] = step.command;
  const { status } = spawnSync(program, step.counts === 'tests' ? [...given, ...reporters] : given, {
    stdio: 'inherit',
  });
  if (step.counts === 'itself') return { ...NOTHING, ...(status === 0 ? { passed: 1 } : { failed: 1 }) };
  const count = countReport(report);
  // An unhandled error fails a run whose tests all passed.
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function runSteps(steps: readonly Step[]): Count {
  const reports = mkdtempSync(join(tmpdir(), 'pactwire-tests-'));
  try {
    let total = NOTHING;
    for (const step of steps) {
      total = plus(total, runStep(step, reports));
      if (total.failed > 0) break;
    }
    return total;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

const total = runSteps(process.argv.includes('check') ? CHECK : ALL);
if (total.skipped > 0) console.log(`\n${total.skipped} skipped (each says why)`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
