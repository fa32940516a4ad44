import { expect, test } from 'vitest';
import { foldLines } from './fold-lines.ts';

test('a group is one line at the place of its best match, led by the newest of those that were found', () => {
  const group = ['newest', 'b', 'a'];
  const groups = new Map(group.map((id) => [id, group]));
  const lines = (...ids: string[]) =>
    foldLines(
      ids.map((id) => ({ id })),
      groups,
    ).map(({ id, first }) => `${id} at ${first.id}`);
  expect(lines('x', 'a', 'y', 'newest', 'b')).toEqual(['x at x', 'newest at a', 'y at y']);
  expect(lines('a', 'x', 'b')).toEqual(['b at a', 'x at x']);
  expect(lines('x', 'y')).toEqual(['x at x', 'y at y']);
});
