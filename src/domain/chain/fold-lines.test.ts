import { expect, test } from 'vitest';
import { foldLines } from './fold-lines.ts';

test('a group is one line at the place of its best match, led by the newest of those that were found', () => {
  const group = ['newest', 'b', 'a'];
  const groups = new Map(group.map((id) => [id, group]));
  expect(foldLines(['x', 'a', 'y', 'newest', 'b'], groups)).toEqual(['x', 'newest', 'y']);
  expect(foldLines(['a', 'x', 'b'], groups)).toEqual(['b', 'x']);
  expect(foldLines(['x', 'y'], groups)).toEqual(['x', 'y']);
});
