import { describe, expect, test } from 'vitest';
import { judgeCopy, type AskedOfCopy, type CopyLook, type SeenPage } from './judge-copy.ts';
import { changedWords, publishedWords, type KnownWords, type Wording } from './known-words.ts';
import { isDecisive, plainWords, standing } from './plain-words.ts';

type Story = { readonly headline: string; readonly blocks: readonly string[] };

function wording(version: number, { headline, blocks }: Story): Wording {
  return {
    version,
    pieces: [
      { id: 'headline', kind: 'headline', text: headline },
      ...blocks.map((text, at) => ({ id: `b${at + 1}`, kind: 'paragraph' as const, text })),
    ],
  };
}

const plainly = (...texts: readonly string[]): ReadonlyMap<string, string> =>
  new Map(texts.map((text) => [plainWords(text), text]));

const NOTHING: KnownWords = { versions: [], pages: [], others: [] };

const STORIES = {
  vi: {
    first: {
      headline: 'Ba người thiệt mạng trong trận lũ trên sông Hàn',
      blocks: [
        'Nước sông Hàn dâng cao 3 mét trong đêm, “cuốn trôi” hai mươi ngôi nhà ở phường An Hải.',
        'Chính quyền thành phố đã sơ tán bốn trăm hộ dân đến nơi an toàn.',
      ],
    },
    right: 'Nước sông Hàn dâng cao 2 mét trong đêm, cuốn trôi mười hai ngôi nhà ở phường An Hải.',
  },
  zh: {
    first: {
      headline: '鹭江大桥昨夜坍塌，至少三人死亡',
      blocks: [
        '市政府今天上午宣布，大桥在午夜前后坍塌，原因正在调查之中。',
        '救援人员仍在江面上搜寻失踪者。',
      ],
    },
    right: '市政府今天上午宣布，大桥的一段护栏在午夜前后脱落，原因正在调查之中。',
  },
  en: {
    first: {
      headline: 'Three die as the river floods the old harbour district',
      blocks: [
        'The river rose three metres overnight, the mayor said: "We\'ve never seen it so high."',
        'Four hundred families were taken to schools on higher ground.',
      ],
    },
    right: 'The river rose two metres overnight, the mayor said: "We\'ve seen it as high before."',
  },
} as const;

describe.each(Object.entries(STORIES))('in %s', (_, { first, right }) => {
  const [wrong = '', rest = ''] = first.blocks;
  const kill: AskedOfCopy = {
    kind: 'kill',
    published: publishedWords({ ...NOTHING, versions: [wording(1, first)] }),
  };
  const versions = [wording(1, first), wording(2, { ...first, blocks: [right, rest] })];
  const correction: AskedOfCopy = {
    kind: 'correction',
    version: 2,
    changes: changedWords({ ...NOTHING, versions }, 2),
  };
  const around = (text: string): string => `Menu\n${text}\nMost read`;
  const at = (text: string, page: Partial<SeenPage> = {}): SeenPage => ({
    status: 200,
    text: around(text),
    ...page,
  });

  test.each<readonly [string, AskedOfCopy, SeenPage, CopyLook]>([
    [
      'a killed story that still stands in a system that says nothing of itself',
      kill,
      at(`${first.headline}\n${wrong}`),
      { finding: 'contradicted', words: [wrong, first.headline] },
    ],
    [
      'a killed story of which the headline alone is left',
      kill,
      at(first.headline),
      {
        finding: 'contradicted',
        words: [first.headline],
      },
    ],
    [
      'a stop of which a paragraph stands',
      { ...kill, kind: 'withhold' },
      at(rest),
      {
        finding: 'contradicted',
        words: [rest],
      },
    ],
    ['a page of other words', kill, at('Something else'), { finding: 'unclear' }],
    ['a page that says nothing readable', kill, { status: 200 }, { finding: 'unclear' }],
    ['a page that is gone', kill, at('Not found', { status: 404 }), { finding: 'confirmed' }],
    ['a notice that names what is gone', kill, at(first.headline, { status: 410 }), { finding: 'confirmed' }],
    [
      'a page that says it is gone and shows the text',
      kill,
      at(wrong, { status: 410, mark: 'withdrawn' }),
      { finding: 'contradicted', words: [wrong] },
    ],
    ['a door that is closed to us', kill, at(wrong, { status: 403 }), { finding: 'unreached' }],
    [
      'a corrected story',
      correction,
      at(`${first.headline}\n${right}\n${rest}`),
      {
        finding: 'confirmed',
        words: [right],
      },
    ],
    [
      'a corrected story as it was',
      correction,
      at(`${first.headline}\n${wrong}\n${rest}`),
      {
        finding: 'contradicted',
        words: [wrong],
      },
    ],
    [
      'old words whatever the page says of itself',
      correction,
      at(wrong, { mark: 'live', version: 2 }),
      {
        finding: 'contradicted',
        words: [wrong],
      },
    ],
    ['a note of what was wrong', correction, at(`${right}\n${wrong}`), { finding: 'unclear' }],
    ['a shortened page', correction, at(rest), { finding: 'unclear' }],
    [
      'a shortened page that says its version',
      correction,
      at(rest, { mark: 'live', version: 2 }),
      {
        finding: 'confirmed',
      },
    ],
    [
      'a corrected story that was taken down',
      correction,
      at(wrong, { status: 404 }),
      { finding: 'confirmed' },
    ],
  ])('of %s the words are judged', (_case, asked, seen, expected) => {
    expect(judgeCopy(asked, seen)).toEqual(expected);
  });
});

test('a holder’s own headline and our own page decide of a translation', () => {
  const known: KnownWords = {
    ...NOTHING,
    versions: [wording(1, STORIES.vi.first)],
    pages: [[wording(1, STORIES.zh.first)]],
    headline: STORIES.en.first.headline,
  };
  const asked: AskedOfCopy = { kind: 'kill', published: publishedWords(known) };
  for (const text of [STORIES.en.first.headline, STORIES.zh.first.blocks[0]])
    expect(judgeCopy(asked, { status: 200, text })).toEqual({ finding: 'contradicted', words: [text] });
});

test('texts without ids are set against all that are new', () => {
  const page = (version: number, texts: readonly string[]): Wording => ({
    version,
    pieces: texts.map((text) => ({ kind: 'paragraph', text })),
  });
  const [wrong, rest] = STORIES.zh.first.blocks;
  const pages = [[page(1, [wrong, rest]), page(2, [rest, STORIES.zh.right])]];
  expect(changedWords({ ...NOTHING, pages }, 2)).toEqual([
    { was: plainly(wrong), now: plainly(STORIES.zh.right) },
  ]);
});

test('a correction is judged by what it changed itself, and what was said again later was not wrong', () => {
  const texts = [1, 2, 3, 4].map((at) => `Paragraph number ${at} tells of the harbour and its ships in full`);
  const [a = '', b = '', c = '', d = ''] = texts;
  const versions = [
    wording(1, { headline: d, blocks: [a, c] }),
    wording(2, { headline: d, blocks: [b, c] }),
    wording(3, { headline: d, blocks: [b, `${c} now`] }),
    wording(4, { headline: d, blocks: [b, `${c} then`] }),
  ];
  const known = { ...NOTHING, versions };
  expect(changedWords(known, 3)).toEqual([{ was: plainly(c), now: plainly(`${c} now`, `${c} then`) }]);
  expect(
    changedWords({ ...known, versions: [...versions, wording(5, { headline: d, blocks: [b, c] })] }, 3),
  ).toEqual([{ was: plainly(), now: plainly(`${c} now`, `${c} then`) }]);
});

test('new words that hold the old ones prove a correction, and old ones that hold the new ones contradict it', () => {
  const short = 'The bridge over the harbour was closed for two days.';
  const long = `${short} It is open again.`;
  const changed = (was: string, now: string): AskedOfCopy => {
    const versions = [was, now].map((text, at) => wording(at + 1, { headline: '', blocks: [text] }));
    return { kind: 'correction', version: 2, changes: changedWords({ ...NOTHING, versions }, 2) };
  };
  const page: SeenPage = { status: 200, text: long };
  expect(judgeCopy(changed(short, long), page).finding).toBe('confirmed');
  expect(judgeCopy(changed(long, short), page).finding).toBe('contradicted');
});

test.each([
  ['Ba người chết vì lũ', false],
  ['Ba người thiệt mạng trong trận lũ', false],
  ['Ba người thiệt mạng trong trận lũ đêm', true],
  ['鹭江大桥昨夜突然坍塌', false],
  ['鹭江大桥昨夜突然坍塌了吗', true],
  ['Fed raises rates by a quarter', false],
  ['Fed raises its rates by a quarter point', true],
  ['Breaking news', false],
])('whether “%s” decides by its length is %s', (text, expected) => {
  expect(isDecisive(plainWords(text))).toBe(expected);
});

test('what stands in another story of ours as well decides nothing', () => {
  const line = 'This story is developing and will be told further here.';
  const others = [wording(1, { headline: '', blocks: [line] })];
  const versions = [wording(1, { headline: '', blocks: [line] })];
  expect(publishedWords({ ...NOTHING, versions }).size).toBe(1);
  expect(publishedWords({ ...NOTHING, versions, others }).size).toBe(0);
});

test.each([
  [
    'quotation marks, dashes and blanks',
    'He said: “It’s 3–4 metres…”',
    'He\u00A0said: "It\'s 3-4\n metres..."',
  ],
  ['composed letters', 'Đà Nẵng'.normalize('NFD'), 'Đà Nẵng'],
  ['blanks beside Chinese characters', '大桥 昨夜\n坍塌', '大桥昨夜坍塌'],
  ['blanks between Chinese and other letters', '大桥 2027 年坍塌', '大桥2027年坍塌'],
  ['what is not seen', 'har\u00ADbour\u200B', 'harbour'],
])('%s are the same words', (_, one, other) => {
  expect(plainWords(one)).toBe(plainWords(other));
});

test('words are found whole', () => {
  expect(standing('the harbours', ['the harbour']).size).toBe(0);
  expect(standing('atthe harbour', ['the harbour']).size).toBe(0);
  expect(standing('«the harbour», the harbours', ['the harbour']).size).toBe(1);
  expect(standing('昨夜大桥坍塌了', ['大桥坍塌']).size).toBe(1);
});
