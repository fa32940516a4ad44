import { expect, test } from 'vitest';
import { checkLanguage } from './check-set.ts';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { testItem } from '#tests/town/test-item.ts';
import { checkMany, checkOne } from './check-set.ts';
import { topicFacts } from '#domain/item/topic-tree.ts';
import { itemFacts, joinRestrictions, withScript } from './item-facts.ts';

test('an item is about its topics and all broader ones', () => {
  const facts = topicFacts([{ code: 'medtop:20000735', broader: ['medtop:13000000'] }]);
  expect(facts).toMatchObject({ codes: ['medtop:20000735', 'medtop:13000000'], rooted: true });
});

test('a narrow topic without its chain proves nothing about what the item is not', () => {
  expect(topicFacts([{ code: 'medtop:20000736', broader: [] }])?.rooted).toBe(false);
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

const STANDING = { status: 'usable', latestVersion: 2, latestIsCorrection: true } as const;
const MARCH = instant('2027-03-10T08:00:00Z');

test('an item without embargo, topics, words or services has none of their facts; no embargo is said as none', () => {
  expect(itemFacts(testItem(), STANDING)).toStrictEqual({
    uri: 'urn:newsml:wire.example:20270101:river',
    provider: 'did:web:wire.example',
    newsType: 'text',
    language: 'en',
    status: 'usable',
    version: 1,
    latestVersion: 2,
    latestIsCorrection: true,
    embargoEndAt: 'none',
  });
});

test('what is known beside the version in hand goes along, and so do its embargo and topics', () => {
  const told = [{ code: 'no-archive', words: 'NO ARCHIVES' }] as const;
  const subjects = [{ code: 'medtop:04000000', broader: [] }];
  const facts = itemFacts(testItem({ embargoEndAt: MARCH, subjects, language: 'zh-CN' }), {
    ...STANDING,
    offeredAt: MARCH,
    newsProducts: ['Morning wire'],
    providerRestrictions: told,
  });
  expect(facts).toMatchObject({
    embargoEndAt: MARCH,
    language: 'zh-Hans-CN',
    topics: { codes: ['medtop:04000000'], rooted: true },
    offeredAt: MARCH,
    newsProducts: ['Morning wire'],
    providerRestrictions: told,
  });
});

test('words of restriction are a proposal until a person has confirmed what they mean', () => {
  const item = testItem({ usageTerms: 'NO ARCHIVES' });
  expect(itemFacts(item, STANDING).restrictions).toMatchObject({
    confirmed: false,
    terms: [{ code: 'no-archive' }],
    unread: [],
  });
  const confirmedRestrictions = [{ code: 'no-sales', words: 'NO ARCHIVES' }] as const;
  expect(itemFacts(item, { ...STANDING, confirmedRestrictions }).restrictions).toEqual({
    confirmed: true,
    terms: confirmedRestrictions,
    unread: [],
  });
});

test('words of several restrict together, each once, and are confirmed where all are', () => {
  const archive = { code: 'no-archive', words: 'NO ARCHIVES' } as const;
  const sales = { code: 'no-sales', words: 'NO SALES' } as const;
  const words = (confirmed: boolean, ...terms: readonly (typeof archive | typeof sales)[]) => ({
    restrictions: { confirmed, terms, unread: confirmed ? [] : ['ASK FIRST'] },
  });
  expect(joinRestrictions([])).toEqual({});
  expect(joinRestrictions([{}, words(true, archive)])).toEqual(words(true, archive));
  expect(joinRestrictions([words(true, archive), words(false, archive, sales), words(false)])).toEqual(
    words(false, archive, sales),
  );
  const told = { providerRestrictions: [sales] };
  expect(joinRestrictions([told, words(true, archive), told])).toEqual({ ...words(true, archive), ...told });
});

test('one topic without its chain leaves open what the item is not about', () => {
  const rooted = { code: 'medtop:04000000', broader: [] };
  expect(topicFacts([rooted, { code: 'medtop:20000736', broader: [] }])?.rooted).toBe(false);
});

test('each set operator says yes and no, and nothing of what is not known', () => {
  const outcomes = (operator: 'eq' | 'neq' | 'isAnyOf' | 'isNoneOf') => {
    const term = { operator, values: ['a', 'b'] };
    return [checkOne(term, 'a'), checkOne(term, 'c'), checkOne(term, undefined)];
  };
  expect(outcomes('eq')).toEqual(['satisfied', 'unsatisfied', 'unknown']);
  expect(outcomes('isAnyOf')).toEqual(['satisfied', 'unsatisfied', 'unknown']);
  expect(outcomes('neq')).toEqual(['unsatisfied', 'satisfied', 'unknown']);
  expect(outcomes('isNoneOf')).toEqual(['unsatisfied', 'satisfied', 'unknown']);
  expect(checkMany({ operator: 'isAnyOf', values: ['a'] }, ['b', 'a'])).toBe('satisfied');
  expect(checkMany({ operator: 'isAnyOf', values: ['a'] }, [])).toBe('unsatisfied');
  expect(checkMany({ operator: 'isAnyOf', values: ['a'] }, undefined)).toBe('unknown');
});

test('of several languages one that matches is enough, and one that may match leaves it open', () => {
  const among = (tag: string | undefined, ...values: string[]) =>
    checkLanguage({ operator: 'isAnyOf', values }, tag);
  expect(among('vi-VN', 'en', 'vi')).toBe('satisfied');
  expect(among('vi', 'en', 'vi')).toBe('satisfied');
  expect(among('zh', 'en', 'zh-Hans')).toBe('unknown');
  expect(among('vie', 'vi')).toBe('unsatisfied');
  expect(among(undefined, 'vi')).toBe('unknown');
  expect(checkLanguage({ operator: 'isNoneOf', values: ['vi'] }, 'vi-VN')).toBe('unsatisfied');
});
