import { expect, test } from 'vitest';
import { checkLanguage } from './check-set.ts';
import { topicFacts, withScript } from './item-facts.ts';

test('an item is about its topics and all broader ones', () => {
  const facts = topicFacts([{ code: 'medtop:20000735', broader: ['medtop:13000000'] }]);
  expect(facts).toEqual({ codes: ['medtop:20000735', 'medtop:13000000'], rooted: true });
});

test('a narrow topic without its chain proves nothing about what the item is not', () => {
  expect(topicFacts([{ code: 'medtop:20000735', broader: [] }])?.rooted).toBe(false);
});

test('subjects of other vocabularies are no topics', () => {
  expect(topicFacts([{ code: 'afpcat:ECO', broader: [] }])).toBeUndefined();
});

test.each([
  ['zh-CN', 'satisfied'],
  ['zh-Hans-SG', 'satisfied'],
  ['ZH-HANS', 'satisfied'],
  ['zh-TW', 'unsatisfied'],
  ['zh', 'unknown'],
  ['en', 'unsatisfied'],
])('an item in %s is %s where simplified Chinese is wanted', (tag, outcome) => {
  expect(checkLanguage({ operator: 'isAnyOf', values: ['zh-Hans'] }, withScript(tag))).toBe(outcome);
});
