import { expect, test } from 'vitest';
import { firstWord } from './first-word.ts';

test.each([
  ['never taken', { pages: 0, copies: 0, automatic: true, isTaken: false }, 'not-applicable'],
  ['taken and shown nowhere', { pages: 0, copies: 0, automatic: false, isTaken: true }, 'applied'],
  ['pages that come down by themselves', { pages: 2, copies: 0, automatic: true, isTaken: true }, 'applied'],
  ['pages that are the desk’s to answer', { pages: 1, copies: 0, automatic: false, isTaken: true }, 'open'],
  ['copies in other systems', { pages: 2, copies: 1, automatic: true, isTaken: true }, 'open'],
] as const)('of what was %s the first word follows', (_, finding, word) => {
  expect(firstWord(finding)).toBe(word);
});
