import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryAgreement } from '#tests/town/arbitrary-agreement.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import { pairAgreement } from '#tests/town/pair-agreement.ts';
import { testItem } from '#tests/town/test-item.ts';
import { itemFacts } from '../item-facts.ts';
import { sayAgreement } from './say-agreement.ts';
import { sayMeans, type ExampleStory } from './say-means.ts';

const story = (provider: string, headline: string, newsType: 'text' | 'picture' = 'text'): ExampleStory => ({
  headline,
  facts: itemFacts(testItem({ provider, headline, newsType }), {
    status: 'usable',
    latestVersion: 1,
    latestIsCorrection: false,
  }),
});
const stories = new Map([
  [A, [story(A, 'Ảnh cầu Rồng', 'picture'), story(A, 'Lũ lớn ở Huế')]],
  [B, [story(B, '江边的早市')]],
]);
const agreement = pairAgreement({
  commitments: [{ by: A, kind: 'visit', count: 2, title: { en: 'Visits' } }],
});
const said = (at = agreement, by: Parameters<typeof sayMeans>[1] = stories) => {
  const means = sayMeans(at, by);
  return (name: string) => means.get(`${at.uid}#${name}`) ?? means.get(name);
};

test('a permission is explained by a story of its giver that it selects, with what it lets the other do', () => {
  const publish = agreement.permissions.find(
    ({ assigner, actions }) => assigner === A && actions.some(({ action }) => action === 'publish'),
  );
  expect(said()(publish?.uid ?? '')).toMatchObject({
    vi: expect.stringMatching(/^Ví dụ: khi Hãng A đưa ra tin “Lũ lớn ở Huế”, Hãng B được đăng, phát tin đó/),
    'zh-Hans': expect.stringMatching(/^例如，甲社供出稿件“Lũ lớn ở Huế”后，乙社可以发布该稿/),
    en: expect.stringMatching(
      /^For example, when Agency A sends out the story “Lũ lớn ở Huế”, Agency B may publish it on the web/,
    ),
  });
});

test('an obligation says within what time, a promise when it is kept, and a general term what it does to a story', () => {
  const kill = agreement.obligations.find(
    ({ action, assigner }) => action === 'removeFromService' && assigner === B,
  );
  expect(said()(kill?.uid ?? '')?.en).toBe(
    'For example, when Agency B kills the story “江边的早市”, Agency A takes every copy of its own down within 1 hour.',
  );
  expect(said()(agreement.commitments[0]?.uid ?? '')?.en).toContain('both confirm 2 visits');
  expect(said()('term.freshness')?.en).toContain('from Agency A for more than 15 minutes');
});

test('without a story of its kind a clause is explained by one without a name', () => {
  const none = said(agreement, new Map())(agreement.permissions[0]?.uid ?? '');
  expect(none?.en).toMatch(/^For example, when Agency [AB] sends out a story, /);
});

test('a long headline is cut, and the quota is named where there is one', () => {
  const limited = pairAgreement({ side: { quota: 42 } });
  const long = new Map([[A, [story(A, 'Đ'.repeat(200))]]]);
  const publish = limited.permissions.find(
    ({ assigner, constraints }) =>
      assigner === A && constraints.some(({ operand }) => operand === 'countPerPeriod'),
  );
  const text = said(limited, long)(publish?.uid ?? '')?.en ?? '';
  expect(text).toContain(`“${'Đ'.repeat(79)}…”`);
  expect(text).toContain('counts towards the quota of 42 items for the period');
});

test('every clause of any agreement has its sentence, filled to the last blank, in the three languages', () => {
  fc.assert(
    fc.property(arbitraryAgreement, (drawn) => {
      const means = sayMeans(drawn, stories);
      expect([...means.keys()].toSorted()).toEqual(
        sayAgreement(drawn)
          .clauses.map(({ uid }) => uid)
          .toSorted(),
      );
      for (const sentence of means.values())
        for (const text of Object.values(sentence)) expect(text).not.toMatch(/\{\w+\}|undefined/);
    }),
  );
});
