import { expect, test } from 'vitest';
import { orderOf } from './common-order.ts';
import { playSeeds } from './play-seeds.ts';
import { runSimulation } from './run-simulation.ts';

test('seeds played on two processors come to what they come to one by one', async () => {
  const order = { steps: 200, restore: true };
  const heard: number[] = [];
  const { played, failing } = await playSeeds({ seed: 3, seeds: 3, processors: 2 }, order, ({ seeds }) =>
    heard.push(seeds),
  );
  const alone = [];
  for (const seed of [3, 4, 5]) alone.push(await runSimulation({ ...orderOf(order), seed }));
  expect(failing).toBeUndefined();
  expect(heard).toEqual([1, 2, 3]);
  expect(played).toEqual({
    seeds: 3,
    steps: 600,
    virtualSeconds: alone.reduce((sum, { seconds }) => sum + seconds, 0),
  });
});

test('the first seed that breaks something ends all of them, and is told as it went', async () => {
  const order = { steps: 1000, restore: false, plant: 'kill-is-undone' } as const;
  const { failing } = await playSeeds({ seed: 1, seeds: 500, processors: 2 }, order, () => undefined);
  expect(failing?.violations.length).toBeGreaterThan(0);
  const again = await runSimulation({ ...orderOf(order), seed: failing?.seed ?? 0 });
  expect(again.trace).toBe(failing?.trace);
});
