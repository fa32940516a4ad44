import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { shapeCheck } from './shape-check.ts';

test('a text with U+0000, which no column holds, is a misfit that names its place', () => {
  const check = shapeCheck(Type.Object({ edits: Type.Array(Type.Object({ text: Type.String() })) }));
  expect(check({ edits: [{ text: 'a' }] })).toEqual([]);
  expect(check({ edits: [{ text: 'a' }, { text: 'a\0b' }] })).toEqual([
    { at: '/edits/1/text', why: 'must not contain U+0000' },
  ]);
});
