import { expect, test } from 'vitest';
import { askedWords } from '#tests/town/asked-words.ts';
import { amongNext, planSearch } from './search-plan.ts';

test('the next are so many as if they were like those that were looked at, and all where nothing was found', () => {
  expect([250, 249, 125, 1].map((found) => amongNext(1000, found))).toEqual([1300, 1306, 2600, 325_000]);
  expect(amongNext(64_000, 0)).toBe(Infinity);
});

test('of a word whose share is known so many are looked at first as should hold enough, of others a good many', () => {
  const among = (shares: Readonly<Record<string, number>>) => {
    const known = { stories: 1_000_000, shares: new Map(Object.entries(shares)) };
    const plan = planSearch(askedWords('flood'), known);
    return plan?.candidates.find(({ query }) => query === "'flood'")?.among;
  };
  expect([among({ flood: 0.25 }), among({})]).toEqual([1300, 64_000]);
});
