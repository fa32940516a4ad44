import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLexicon } from '../lexicon/open-lexicon.ts';
import { readQuestion } from '../lexicon/read-question.ts';
import { termKey } from '../lexicon/term-key.ts';
import { holdsPhrase, readPhrase } from './hold-phrase.ts';
import { marksFor, markStory, type Marks, type Segment } from './mark-text.ts';

const LEXICON = openLexicon(
  new TextEncoder().encode(`${termKey('lũ', 'vi')}\t洪水=1\n${termKey('thủ tướng', 'vi')}\t总理=1\n`),
);
const marks = (question: string, language: string): Marks => {
  const read = readQuestion(question, {
    lexicons: { find: (from, to) => (from === 'vi' && to === 'zh' ? LEXICON : undefined) },
    names: { partner: [], topic: [], newsType: [], zone: 'UTC' },
  });
  if (!read.ok) throw new Error(read.error.code);
  return marksFor(read.value.terms ?? { readings: [], all: [], none: [] }, language);
};
const shown = (segments: readonly Segment[]): string =>
  segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const marked = (question: string, text: string, language: string): string =>
  shown(markStory({ headline: text, texts: [] }, marks(question, language)).headline);
const extractOf = (texts: readonly string[], of: Marks) => markStory({ headline: '', texts }, of).extract;

test('syllables are marked whole, as they stand in the text, typed with marks or without', () => {
  for (const typed of ['Đà Nẵng', 'da nang', 'ĐÀ NẴNG'])
    expect(marked(typed, 'Cầu mới ở Đà Nẵng, đã mở', 'vi')).toBe('Cầu mới ở [Đà Nẵng], đã mở');
  expect(marked('hoà bình', 'Hội nghị hòa bình và hòa nhạc', 'vi')).toBe('Hội nghị [hòa bình] và [hòa] nhạc');
  expect(marked('lũ ở miền Trung', 'Mưa ở Huế, lũ ở miền Trung', 'vi')).toBe(
    'Mưa ở Huế, [lũ] ở [miền Trung]',
  );
  expect(marked('nang', 'Đà Nẵng nắng', 'vi')).toBe('Đà [Nẵng nắng]');
  expect(marked('lu hue', 'Lũ ở Huế, lụt to', 'vi')).toBe('[Lũ] ở [Huế], lụt to');
});

test('characters are marked where the words stand, in either script, and by Taiwan’s wording', () => {
  expect(marked('厦门台风', '颱風逼近廈門，大門關閉', 'zh-Hant')).toBe('[颱風]逼近[廈門]，大門關閉');
  expect(marked('颱風', '台风登陆', 'zh-Hans')).toBe('[台风]登陆');
  expect(marked('出租车', '計程車罷工', 'zh-Hant')).toBe('[計程車]罷工');
  expect(marked('桥', '大桥通车', 'zh-Hans')).toBe('大[桥]通车');
});

test('an English word is marked in its other forms, stop words are not', () => {
  expect(marked('the elections', 'The council was elected at the election', 'en')).toBe(
    'The council was [elected] at the [election]',
  );
  expect(marked('ｆｌｏｏｄ', 'Flo\u00adod and FLOODS', 'en')).toBe('[Flo\u00adod] and [FLOODS]');
});

test('what the lexicons put into the language of the story is marked, and a place under all its names', () => {
  expect(marked('lũ', '南方洪水', 'zh-Hans')).toBe('南方[洪水]');
  expect(marked('thu tuong', '总理访问', 'zh-Hans')).toBe('总理访问');
  expect(marked('thủ tướng', '总理访问', 'zh-Hans')).toBe('[总理]访问');
  expect(marked('xiangang', 'Cầu ở Đà Nẵng, 岘港大桥', 'vi')).toBe('Cầu ở [Đà Nẵng], [岘港]大桥');
});

test('a phrase is marked only where it stands as one, and holds only there', () => {
  const text = 'The union of states heard the State of the Union, a state.';
  const holds = (one: string, phrase: string, language = 'en') =>
    holdsPhrase(one, language, readPhrase(phrase));
  expect(holds(text, 'state of the union')).toBe(true);
  expect(holds('The state, of the union', 'state of the union')).toBe(false);
  expect(holds('the union of the state', 'state of the union')).toBe(false);
  expect(holds('the state of a union', 'state of the union')).toBe(false);
  expect(holds('Hội nghị hòa bình thế giới', 'hoà bình thế giới', 'vi')).toBe(true);
  expect(holds('Hội nghị hòa bình thế giới', 'hoa binh the gioi', 'vi')).toBe(true);
  expect(holds('Hội nghị hòa binh thế giới', 'hoà bình thế giới', 'vi')).toBe(false);
  expect(holds('人民代表大會開幕', '代表大会', 'zh-Hant')).toBe(true);
  expect(holds('人民大會代表', '代表大会', 'zh-Hant')).toBe(false);
  expect(holds('', '')).toBe(false);
  expect(marked('"peace talks in Geneva"', 'Talks in Geneva: peace talks in Geneva end', 'en')).toBe(
    '[Talks] in [Geneva]: [peace talks in Geneva] end',
  );
});

test('a phrase with punctuation inside is found where a text has it, and breaks nowhere else', () => {
  const holds = (one: string, phrase: string) => holdsPhrase(one, 'en', readPhrase(phrase));
  for (const [phrase, other] of [
    ["people's congress", "the people's new congress"],
    ['people’s congress', "the people's. Congress met"],
    ['Jean-Pierre Raffarin', 'Jean-Pierre, Raffarin'],
    ['COVID-19 vaccine', 'COVID-19: vaccine'],
    ['U.S. president', 'the U.S. vice president'],
    ['Washington, D.C.', 'Washington, in D.C.'],
  ] as const) {
    expect([phrase, holds(`Today the ${phrase} was told of.`, phrase)]).toEqual([phrase, true]);
    expect([other, holds(other, phrase)]).toEqual([other, false]);
    expect(marked(`"${phrase}"`, `Of ${phrase}`, 'en')).toContain(`[${phrase.replace(/\.$/u, '')}]`);
  }
  expect(holds('Je\u0301an\u2011Pier\u00adre Raffarin', 'Jéan-Pierre Raffarin')).toBe(true);
});

test('the extract is what tells most of the question, with a little before it, between words', () => {
  const filler = 'Nothing of note happened in the town on that day. '.repeat(12);
  const texts = [
    'A ferry was late.',
    `${filler}The ferry sank in a storm near the port of Huế. ${filler}`,
    'Storm and port.',
  ];
  const extract = shown(extractOf(texts, marks('ferry storm port', 'en')) ?? []);
  expect(extract).toMatch(/^….*\[ferry\] sank in a \[storm\] near the \[port\].*…$/u);
  expect(extract.length).toBeLessThan(220);
  expect(extractOf(['Rain.'], marks('ferry', 'en'))).toBeUndefined();
  // As far as a story is looked at, however many blocks it has.
  const block = filler.repeat(10);
  expect(extractOf([block, block, 'A ferry.'], marks('ferry', 'en'))).toBeDefined();
  expect(extractOf([block, block, block, block, 'A ferry.'], marks('ferry', 'en'))).toBeUndefined();
  const chinese = shown(
    extractOf([`${'今天天气很好。'.repeat(40)}台风在厦门登陆。`], marks('厦门台风', 'zh-Hans')) ?? [],
  );
  expect(chinese).toMatch(/^….*\[台风\]在\[厦门\]登陆。$/u);
});

const words = fc.constantFrom(
  'Đà',
  'Nẵng',
  'da',
  'nang',
  '厦门',
  '廈門',
  '軟體',
  'the',
  'floods',
  '12.000',
  '🙂',
  '\u0301',
  '…',
  '"',
  '\ud83d',
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(words, { maxLength: 200 }).map((some) => some.join(' ')),
  fc.array(words, { maxLength: 200 }).map((some) => some.join('')),
);

test('stretches put together are the text again, whatever it is', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('vi', 'zh-Hans', 'zh-Hant', 'en'), (one, language) => {
      const { headline: segments } = markStory(
        { headline: one, texts: [] },
        marks('da nang 厦门 floods 软件', language),
      );
      expect(segments.map((segment) => segment.text).join('')).toBe(one);
      const extract = extractOf([one], marks('da nang 厦门 floods 软件', language)) ?? [];
      const plain = extract.map((segment) => segment.text).join('');
      expect(one.toWellFormed()).toContain(plain.replaceAll(/^…|…$/gu, ''));
      expect(extract.length === 0 || extract.some(({ hit }) => hit)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});
