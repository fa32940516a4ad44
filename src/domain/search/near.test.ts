import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directionOf, fuseRanks, nearestOf } from './near.ts';

test('what two orders both place high comes first, and what one alone knows is not lost', () => {
  const fused = fuseRanks([
    ['a', 'b', 'c'],
    ['b', 'd'],
  ]);
  expect(fused.map(({ id }) => id)).toEqual(['b', 'a', 'd', 'c']);
});

test('one order alone stays as it is, and of several nothing is left out or doubled', () => {
  const list = fc.uniqueArray(fc.string({ maxLength: 2 }));
  fc.assert(
    fc.property(list, list, (one, other) => {
      expect(fuseRanks([one, []]).map(({ id }) => id)).toEqual(one);
      const ids = fuseRanks([one, other]).map(({ id }) => id);
      expect(ids.toSorted()).toEqual([...new Set([...one, ...other])].toSorted());
    }),
  );
});

test('the most alike direction comes first, whatever its length, and one of another size not at all', () => {
  const vector = directionOf([3, 4]) ?? [];
  expect(vector).toEqual([76, 102]);
  const among = [
    { id: 'across', vector: [-4, 3] },
    { id: 'same', vector: [30, 40] },
    { id: 'other', vector: [3, 4, 0] },
  ];
  expect(nearestOf({ model: 'm', vector }, among).map(({ id }) => id)).toEqual(['same', 'across']);
  for (const none of [[], [0, 0], [Number.NaN], [Infinity]]) expect(directionOf(none)).toBeUndefined();
});
