import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { climbTopics } from '#domain/item/topic-tree.ts';
import { mediaTopicsFile, type FileTopic } from '#tests/town/media-topics-file.ts';
import { MOST_CHARACTERS, parseMediaTopics } from './parse-media-topics.ts';
import { replacementsIn } from './replacements-in.ts';

const excerpt = readFileSync(
  new URL('../../../conformance/mediatopics/excerpt.json', import.meta.url),
  'utf8',
);

const read = (topics: readonly FileTopic[], head = {}) => parseMediaTopics(mediaTopicsFile(topics, head));

test('topics of IPTC’s own file are read whole: names by the right tags, what is above, what took whose place', () => {
  const parsed = parseMediaTopics(excerpt);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const { releasedAt, topics } = parsed.value;
  expect(releasedAt).toBe('2026-07-02T12:00:00.000Z');
  const one = (code: string) => topics.find((topic) => topic.code === `medtop:${code}`);
  expect(one('20000418')).toMatchObject({
    names: {
      'zh-Hans': '气候变化',
      'en-GB': 'climate change',
      sv: 'Klimatförändringar',
      da: 'klimaforandring',
      nb: 'klimaendringer',
      nn: 'klimaendringar',
    },
    broader: ['medtop:06000000'],
    replacedBy: [],
    matches: ['http://www.wikidata.org/entity/Q125928', 'http://cv.iptc.org/newscodes/subjectcode/17002000'],
  });
  expect(one('20000419')).toMatchObject({
    retiredAt: '2025-06-30T12:00:00.000Z',
    replacedBy: ['medtop:20000418'],
  });
  // Merged into one that is there: what that one says of it is no retirement of its own.
  expect(one('20000139')).toMatchObject({ replacedBy: [] });
  expect(one('20000139')).not.toHaveProperty('retiredAt');
  expect(climbTopics(topics).get('medtop:20000419')).toEqual(['medtop:20000418', 'medtop:06000000']);
});

test('a name that is empty is none, and composed letters are one letter', () => {
  const parsed = read([
    { code: '01000000', names: { 'en-GB': ' arts ', se: '', vi: 'văn hóa'.normalize('NFD') } },
  ]);
  expect(parsed).toMatchObject({
    ok: true,
    value: { topics: [{ names: { 'en-GB': 'arts', vi: 'văn hóa' } }] },
  });
  expect(parsed.ok && Object.keys(parsed.value.topics[0]?.names ?? {})).toEqual(['en-GB', 'vi']);
});

test.each([
  [
    'Retired. Use medtop:20001365 business reporting and performance or medtop:20000272 accountancy and auditing instead.',
    ['medtop:20001365', 'medtop:20000272'],
  ],
  ['Retired. Use medtop:20000396 stocks and securities and/or genre:Analysis instead.', ['medtop:20000396']],
  [
    'Change Note 2015-08-27: This concept was merged into concept medtop:20000146 as their semantics were not sufficiently different',
    ['medtop:20000146'],
  ],
  [
    'war crime action (medtop:20000064) was retired and it is recommended to use war crime (medtop:20000105)',
    ['medtop:20000105'],
  ],
  ['2019-12-11: Retired. Use medtop:20000168 emergency response instead', ['medtop:20000168']],
  [
    'Retired. Use medtop:medtop:20001376 corporate bond or medtop:20000368 government debt for government debt bonds.',
    ['medtop:20001376', 'medtop:20000368'],
  ],
  [
    '2021-05-05: Retired. Use award and prize (20000498) or record and achievement (20000499) instead.',
    ['medtop:20000498', 'medtop:20000499'],
  ],
  ['Retired December 2021.', []],
  ['Retired. Use a more specific term instead.', []],
  ['Changes: 2018-04-09 other Broader Term', []],
  ['', []],
])('the note “%s” names %j', (note, codes) => {
  expect(replacementsIn(note)).toEqual(codes);
});

test('what took the place of a topic counts only where the file holds it, and nothing takes its own place', () => {
  const parsed = read([
    { code: '01000000' },
    {
      code: '20000001',
      retired: '2020-01-01T12:00:00+00:00',
      note: 'Use medtop:20000001 or medtop:20009999 or medtop:01000000',
    },
  ]);
  expect(parsed).toMatchObject({ value: { topics: [{}, { replacedBy: ['medtop:01000000'] }] } });
});

test('a field that names what took its place is believed before the prose', () => {
  const parsed = read([
    { code: '01000000' },
    { code: '02000000' },
    {
      code: '20000001',
      retired: '2020-01-01T12:00:00+00:00',
      note: 'Use medtop:01000000',
      more: { isReplacedBy: 'http://cv.iptc.org/newscodes/mediatopic/02000000' },
    },
  ]);
  expect(parsed).toMatchObject({ value: { topics: [{}, {}, { replacedBy: ['medtop:02000000'] }] } });
});

test.each([
  ['no JSON', 'vocabulary', { code: 'vocabulary-unreadable', at: '' }],
  ['a list', '[]', { code: 'vocabulary-unreadable', at: '' }],
  [
    'another vocabulary of IPTC',
    mediaTopicsFile([], { uri: 'http://cv.iptc.org/newscodes/genre/' }),
    { code: 'vocabulary-unreadable', at: '/uri' },
  ],
  [
    'no date',
    mediaTopicsFile([], { released: 'soon' }),
    { code: 'vocabulary-unreadable', at: '/dateReleased' },
  ],
  ['no topic', mediaTopicsFile([]), { code: 'vocabulary-empty' }],
  [
    'a topic without a name',
    mediaTopicsFile([{ code: '01000000' }, { code: '02000000', names: {} }]),
    { code: 'vocabulary-unreadable', at: '/conceptSet/1' },
  ],
  [
    'a code of another form',
    mediaTopicsFile([{ code: 'ECO' }]),
    { code: 'vocabulary-unreadable', at: '/conceptSet/0' },
  ],
  [
    'a topic under something else',
    mediaTopicsFile([{ code: '01000000', broader: ['genre'] }]),
    { code: 'vocabulary-unreadable', at: '/conceptSet/0' },
  ],
  [
    'a day of retirement that is none',
    mediaTopicsFile([{ code: '01000000', retired: 'yes' }]),
    { code: 'vocabulary-unreadable', at: '/conceptSet/0' },
  ],
  [
    'a topic twice',
    mediaTopicsFile([{ code: '01000000' }, { code: '01000000' }]),
    { code: 'vocabulary-unreadable', at: '/conceptSet' },
  ],
  [
    'a topic under one that is missing',
    mediaTopicsFile([{ code: '20000001', broader: ['01000000'] }]),
    { code: 'vocabulary-broader-unknown', topic: 'medtop:20000001', broader: 'medtop:01000000' },
  ],
  [
    'a topic above itself',
    mediaTopicsFile([
      { code: '20000001', broader: ['20000002'] },
      { code: '20000002', broader: ['20000001'] },
    ]),
    { code: 'vocabulary-circular', topics: ['medtop:20000001', 'medtop:20000002', 'medtop:20000001'] },
  ],
  ['far too much', ' '.repeat(MOST_CHARACTERS + 1), { code: 'vocabulary-too-large', most: MOST_CHARACTERS }],
])('a file with %s is refused, and says why', (_what, text, refusal) => {
  expect(parseMediaTopics(text)).toMatchObject({ ok: false, error: refusal });
});
