import { expect, test } from 'vitest';
import { PLANTS, faultsFor, isPlant, planted } from './plants.ts';
import { runSimulation } from './run-simulation.ts';

const STEPS = 1000;
/** More than any of these has needed; the rare ones are for `npm run simulate -- --plants`. */
const SEEDS = 60;

/** Bugs that show within a few thousand steps. */
const QUICK = [
  'kill-is-undone',
  'kill-forgets-translations',
  'kill-leaves-pages',
  'kill-is-told-to-nobody',
  'kill-stops-at-who-passed-on',
  'holders-are-not-waited-for',
  'effects-happen-twice',
  'embargo-is-not-read',
  'quota-counts-nothing',
  'job-is-done-when-claimed',
  'cursor-counts-as-receipt',
  'last-word-is-not-sent',
  'nonce-is-not-remembered',
  'older-version-replaces',
  'suspension-is-not-heard',
  'amendment-is-countersigned',
  'amendment-counts-unsigned',
  'use-of-a-signature-is-not-read',
  'target-of-a-request-is-not-read',
  'withdrawal-leaves-no-leaf',
  'leaf-is-written-twice',
  'last-leaf-waits',
  'tree-is-made-of-other-leaves',
  'new-key-is-not-pinned',
  'new-key-is-not-kept',
  'mark-is-not-read',
  'damaged-picture-is-given',
] as const;

test.each(QUICK)('a node with the bug %s is found out', async (plant) => {
  let isFound = false;
  for (let seed = 1; seed <= SEEDS && !isFound; seed++) {
    const { violations } = await runSimulation({
      seed,
      steps: STEPS,
      faults: faultsFor(plant),
      partsOf: () => planted(plant),
    });
    isFound = violations.length > 0;
  }
  expect(isFound).toBe(true);
});

test('there are at least twenty-five bugs to find, each a part of the program that it changes', () => {
  const names = Object.keys(PLANTS);
  expect(names.length).toBeGreaterThanOrEqual(25);
  expect(names.filter((name) => !isPlant(name))).toEqual([]);
});
