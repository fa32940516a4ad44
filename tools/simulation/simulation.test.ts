import { expect, test } from 'vitest';
import { FAULTS_AND_RESTORE } from './faults.ts';
import { runSimulation } from './run-simulation.ts';

const SEEDS = 200;
const STEPS = 1000;

test('whatever goes wrong, what must hold holds after every step, and all is well when it is over', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { violations, steps, trace } = await runSimulation({ seed, steps: STEPS });
    expect({ seed, violations, steps }).toEqual({ seed, violations: [], steps: STEPS });
    if (seed % 20 === 0) expect((await runSimulation({ seed, steps: STEPS })).trace).toBe(trace);
  }
});

/** Seeds that once broke something, and some more. */
const RESTORED = [
  112,
  132,
  139,
  378,
  1020,
  1047,
  1082,
  10564,
  ...Array.from({ length: 25 }, (_, index) => index + 1),
];

test('the same holds when databases are lost and old backups put back: what left the node comes back from partners', async () => {
  for (const seed of RESTORED) {
    const { violations, steps } = await runSimulation({ seed, steps: STEPS, faults: FAULTS_AND_RESTORE });
    expect({ seed, violations, steps }).toEqual({ seed, violations: [], steps: STEPS });
  }
});

test('newsrooms do work meanwhile: stories cross, are killed, and pages come down', async () => {
  const heard: string[] = [];
  for (let seed = 1; seed <= 10; seed++)
    await runSimulation({ seed, steps: STEPS, onNote: (line) => heard.push(line) });
  const count = (what: string): number => heard.filter((line) => line.endsWith(`${what}: done`)).length;
  for (const what of ['writes a story', 'corrects', 'kills', 'withholds', 'takes', 'publishes'])
    expect({ what, often: count(what) > 3 }).toEqual({ what, often: true });
});
