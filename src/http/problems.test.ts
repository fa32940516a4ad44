import { expect, test } from 'vitest';
import { problemOf } from './problems.ts';

test('a refusal says its reason, be it one word or the clauses of a decision', () => {
  const word = { code: 'key-change-refused', because: 'proof' } as const;
  expect(problemOf(word, 'en')).toMatchObject({ code: 'key-change-refused', facts: { because: 'proof' } });
  const clauses = { code: 'use-not-permitted', because: [{ code: 'item.superseded' }] } as const;
  expect(problemOf(clauses, 'en').because).toMatchObject([{ code: 'item.superseded' }]);
  expect(problemOf(clauses, 'en')).not.toHaveProperty('facts');
});
