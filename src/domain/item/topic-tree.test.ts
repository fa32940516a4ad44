import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTopics } from '#domain/agreement/check-set.ts';
import {
  climbTopics,
  codesWithAbove,
  SHIPPED_ABOVE,
  topicFacts,
  topicsToLookUp,
  type TopicLinks,
  type TopicsAbove,
} from './topic-tree.ts';

const knows = (topics: readonly TopicLinks[]): TopicsAbove => ({
  release: '2026-07-02',
  above: climbTopics(topics),
});
const link = (code: string, ...broader: string[]): TopicLinks => ({ code, broader, replacedBy: [] });

/** Economy and what is under it, deeper than what comes with the house. */
const DEEP = knows([
  link('medtop:04000000'),
  link('medtop:90000001', 'medtop:04000000'),
  link('medtop:90000002', 'medtop:90000001'),
  link('medtop:90000003', 'medtop:90000002'),
]);

test('a story that names a narrow topic alone is about everything above it', () => {
  const facts = topicFacts([{ code: 'medtop:90000003', broader: [] }], DEEP);
  expect(facts).toEqual({
    codes: ['medtop:90000003', 'medtop:90000002', 'medtop:90000001', 'medtop:04000000'],
    rooted: true,
    release: '2026-07-02',
  });
});

test('topics that come with the house are known without any import', () => {
  const facts = topicFacts([{ code: 'medtop:20000418', broader: [] }]);
  expect(facts).toMatchObject({ codes: ['medtop:20000418', 'medtop:06000000'], rooted: true });
  expect(facts).not.toHaveProperty('topsOnly');
});

test('what the wire sent above a topic stays, and what it left out is found beside it', () => {
  const facts = topicFacts([{ code: 'medtop:99999999', broader: ['medtop:90000002'] }], DEEP);
  expect(facts?.codes).toEqual(['medtop:99999999', 'medtop:90000002', 'medtop:90000001', 'medtop:04000000']);
  expect(facts).not.toHaveProperty('topsOnly');
});

test('of one that nobody knows, sent under a known one, no topic below the second level can be ruled out', () => {
  const facts = topicFacts([{ code: 'medtop:99999999', broader: ['medtop:20000002'] }], DEEP);
  expect(facts).toMatchObject({ rooted: true, secondOnly: true });
  const is = (...values: string[]) => checkTopics({ operator: 'isAnyOf', values }, facts);
  expect([
    is('medtop:20000002'),
    is('medtop:20000038'),
    is('medtop:15000000'),
    is('medtop:90000002'),
    is('medtop:20000038', 'medtop:90000002'),
  ]).toEqual(['satisfied', 'unsatisfied', 'unsatisfied', 'unknown', 'unknown']);
  // Beside it one of which no more than the top is sure: then no more is sure of both.
  const both = [
    { code: 'medtop:99999999', broader: ['medtop:20000002'] },
    { code: 'medtop:99999998', broader: ['medtop:04000000'] },
  ];
  expect(topicFacts(both, DEEP)).toMatchObject({ topsOnly: true });
});

test('of a topic that nobody knows, sent right under its top, no narrower topic can be ruled out', () => {
  const facts = topicFacts([{ code: 'medtop:99999999', broader: ['medtop:04000000'] }], DEEP);
  expect(facts).toMatchObject({ rooted: true, topsOnly: true });
  const is = (code: string) => checkTopics({ operator: 'isAnyOf', values: [code] }, facts);
  expect([is('medtop:04000000'), is('medtop:15000000'), is('medtop:90000001')]).toEqual([
    'satisfied',
    'unsatisfied',
    'unknown',
  ]);
});

test('facts that were kept before this was asked are judged as they were then', () => {
  const kept = { codes: ['medtop:99999999', 'medtop:04000000'], rooted: true };
  expect(checkTopics({ operator: 'isAnyOf', values: ['medtop:90000001'] }, kept)).toBe('unsatisfied');
});

test('one that nobody knows, without a chain, proves nothing', () => {
  expect(topicFacts([{ code: 'medtop:99999999', broader: [] }], DEEP)?.rooted).toBe(false);
});

test('a retired topic is about what took its place, and the code that was sent stays', () => {
  const known = knows([
    link('medtop:04000000'),
    link('medtop:05000000'),
    link('medtop:90000001', 'medtop:05000000'),
    { code: 'medtop:90000009', broader: ['medtop:04000000'], replacedBy: ['medtop:90000001'] },
  ]);
  expect(topicFacts([{ code: 'medtop:90000009', broader: [] }], known)?.codes).toEqual([
    'medtop:90000009',
    'medtop:90000001',
    'medtop:04000000',
    'medtop:05000000',
  ]);
  const shipped = topicFacts([{ code: 'medtop:20000167', broader: [] }]);
  expect(shipped?.codes).toEqual(['medtop:20000167', 'medtop:20000168', 'medtop:03000000']);
});

describe('a clause about a topic that was retired since', () => {
  const about = (code: string, known?: TopicsAbove) => {
    const facts = topicFacts([{ code, broader: [] }], known);
    return (value: string) =>
      (['isAnyOf', 'isNoneOf'] as const).map((operator) => checkTopics({ operator, values: [value] }, facts));
  };

  test('is open for a story about what took its place, so it permits nothing and forbids', () => {
    const story = about('medtop:20000139');
    expect(story('medtop:20000160')).toEqual(['unknown', 'unknown']);
    expect(story('medtop:20000167')).toEqual(['unsatisfied', 'satisfied']);
    expect(story('medtop:20000139')).toEqual(['satisfied', 'unsatisfied']);
    expect(about('medtop:20000160')('medtop:20000160')).toEqual(['satisfied', 'unsatisfied']);
  });

  test('over several steps, and for what is narrower than the successor', () => {
    const links: readonly TopicLinks[] = [
      { code: 'medtop:90000008', broader: ['medtop:05000000'], replacedBy: ['medtop:90000009'] },
      { code: 'medtop:90000009', broader: ['medtop:05000000'], replacedBy: ['medtop:90000001'] },
    ];
    const story = about('medtop:90000003', { ...DEEP, retired: links });
    expect(story('medtop:90000008')).toEqual(['unknown', 'unknown']);
    expect(about('medtop:04000000', { ...DEEP, retired: links })('medtop:90000008')).toEqual([
      'unsatisfied',
      'satisfied',
    ]);
  });

  test('is open where its broader topic took over, for a story that names that one and no narrower', () => {
    expect(about('medtop:12000000')('medtop:20000687')).toEqual(['unknown', 'unknown']);
    expect(about('medtop:20000703')('medtop:20000687')).toEqual(['unsatisfied', 'satisfied']);
  });

  test('is judged by the facts alone: what was kept before gives the answer it gave', () => {
    const kept = { codes: ['medtop:20000139', 'medtop:03000000'], rooted: true };
    const term = { operator: 'isAnyOf', values: ['medtop:20000160'] } as const;
    expect(checkTopics(term, kept)).toBe('unsatisfied');
    expect(checkTopics(term, { ...kept, retired: ['medtop:20000160'] })).toBe('unknown');
  });
});

test('only media topics are looked up, with what was sent above them, each once', () => {
  const subjects = [
    { code: 'afpcat:ECO', broader: ['afpcat:ALL'] },
    { code: 'medtop:20000170', broader: ['medtop:04000000'] },
    { code: 'medtop:20000209', broader: ['medtop:04000000'] },
  ];
  expect(topicsToLookUp(subjects)).toEqual(['medtop:20000170', 'medtop:04000000', 'medtop:20000209']);
  expect(codesWithAbove(subjects)).toContain('afpcat:ALL');
});

describe('for any vocabulary and any story', () => {
  const codeOf = (index: number) => `medtop:9${String(index).padStart(7, '0')}`;
  /** Each stands under some of those before it: no circle, any number of parents, some retired in favour of others. */
  const vocabulary = fc
    .array(
      fc.record({ up: fc.array(fc.nat(), { maxLength: 3 }), instead: fc.array(fc.nat(), { maxLength: 2 }) }),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    .map((shape) =>
      shape.map(({ up, instead }, index): TopicLinks => ({
        code: codeOf(index),
        broader: index === 0 ? [] : [...new Set(up.map((one) => codeOf(one % index)))],
        replacedBy: index % 4 === 3 ? [...new Set(instead.map((one) => codeOf(one % shape.length)))] : [],
      })),
    );
  const subjects = fc.array(
    fc.record({
      code: fc.nat({ max: 35 }).map(codeOf),
      broader: fc.array(fc.nat({ max: 35 }).map(codeOf), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  );

  /** As one would find out by hand: step up until nothing new comes. */
  function reaches(from: string, to: string, topics: readonly TopicLinks[]): boolean {
    let reached = new Set([from]);
    for (;;) {
      const steps = topics.filter(({ code }) => reached.has(code));
      const next = new Set([
        ...reached,
        ...steps.flatMap(({ broader, replacedBy }) => [...broader, ...replacedBy]),
      ]);
      if (next.size === reached.size) return reached.has(to);
      reached = next;
    }
  }

  test('a topic matches exactly when it can be reached from what the story names', () => {
    fc.assert(
      fc.property(vocabulary, subjects, fc.nat({ max: 35 }), (topics, sent, wanted) => {
        const facts = topicFacts(sent, knows(topics));
        const asked = codeOf(wanted);
        const expected = sent.some(({ code, broader }) =>
          [code, ...broader].some((one) => reaches(one, asked, topics)),
        );
        const isHit = checkTopics({ operator: 'isAnyOf', values: [asked] }, facts) === 'satisfied';
        expect(isHit).toBe(expected);
        expect(checkTopics({ operator: 'isNoneOf', values: [asked] }, facts) === 'unsatisfied').toBe(
          expected,
        );
      }),
    );
  });

  test('whoever knows more never finds less, so a prohibition that matched goes on matching', () => {
    fc.assert(
      fc.property(vocabulary, subjects, (topics, sent) => {
        const less = topicFacts(sent, SHIPPED_ABOVE)?.codes ?? [];
        expect(topicFacts(sent, knows(topics))?.codes).toEqual(expect.arrayContaining([...less]));
      }),
    );
  });
});
