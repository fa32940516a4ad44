import { expect, test } from 'vitest';
import { createBell } from './bell.ts';
import { whileLeading } from './while-leading.ts';

test('what one does for all begins with the lead, goes on while nobody can say who leads, and ends when another leads', async () => {
  const answers: (boolean | undefined)[] = [];
  let now: boolean | undefined = false;
  const running: string[] = [];
  const bell = createBell();
  const leading = whileLeading(
    {
      bell,
      log: () => undefined,
      async leads() {
        answers.push(now);
        if (now === undefined) throw new Error('the database is away');
        return now;
      },
    },
    () => {
      running.push('begun');
      return { stop: async () => void running.push('stopped') };
    },
  );
  const after = async (answer: boolean | undefined): Promise<readonly string[]> => {
    now = answer;
    const before = answers.length;
    await expect
      .poll(() => (bell.ring('lead'), answers.length), { timeout: 20_000 })
      .toBeGreaterThan(before + 1);
    return [...running];
  };
  expect(await after(false)).toEqual([]);
  expect(await after(true)).toEqual(['begun']);
  expect(await after(undefined)).toEqual(['begun']);
  expect(await after(false)).toEqual(['begun', 'stopped']);
  expect(await after(true)).toEqual(['begun', 'stopped', 'begun']);
  await leading.stop();
  expect(running).toEqual(['begun', 'stopped', 'begun', 'stopped']);
});
