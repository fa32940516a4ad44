import { expect, test } from 'vitest';
import { speaksOf } from '#domain/search/question.ts';
import { askedWords } from '#tests/town/asked-words.ts';
import { hasSharedData, needsSharedData, sharedGunzipped, sharedText } from '#tests/town/shared-data.ts';
import { indexFields } from '../lexemes/index-fields.ts';
import { aliasesInHan, aliasesInWords } from './aliases.ts';
import { pinyinSyllables } from './han-readings.ts';
import { isPerson } from './surnames.ts';

type Text = { readonly text: string; readonly lang: string };

function lexemesOf({ text, lang }: Text): ReadonlySet<string> {
  const vector = indexFields({ language: lang, headline: text, blocks: [], associations: [] });
  return new Set([...vector.matchAll(/'((?:[^']|'')+)':/gu)].map(([, lexeme = '']) => lexeme));
}

/** Does a story come back for the question, on a node without lexicons? `least`: things that weigh less alone do not count. */
function finds(question: string, story: Text, least = 0, held = lexemesOf(story)): boolean {
  return askedWords(question).readings.some(
    (reading) =>
      speaksOf(reading, story.lang) &&
      reading.concepts.some(
        ({ weight, alternatives }) =>
          weight > least && alternatives.some(({ lexemes }) => lexemes.every((one) => held.has(one))),
      ),
  );
}

type Name = { readonly hans: string; readonly hant: string; readonly vi: string; readonly en: string };
const names: readonly Name[] = hasSharedData
  ? JSON.parse(sharedText('multilingual/fixtures/names_zh_vi_en.json'))
  : [];

const unmarked = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

test.skipIf(!hasSharedData)(
  `every name finds the stories of every other language and script, without a lexicon${needsSharedData}`,
  () => {
    const missed = names.flatMap(({ hans, hant, vi, en }) => {
      const questions = [hans, hant, vi, en, unmarked(vi), vi.toLowerCase(), en.toLowerCase()];
      const stories = [
        { text: `今日${hans}表示`, lang: 'zh-Hans' },
        { text: `今日${hant}表示`, lang: 'zh-Hant' },
        { text: `Hôm nay ${vi} cho biết`, lang: 'vi' },
        { text: `Today ${en} said`, lang: 'en' },
      ];
      return questions.flatMap((question) =>
        stories.filter((story) => !finds(question, story)).map(({ text }) => `${question} → ${text}`),
      );
    });
    expect(missed).toEqual([]);
    expect(names).toHaveLength(27);
  },
);

/** The pool knows nothing of 北京; what is written beside it does, or is read as if it did. */
const BESIDE = ['北京今天下雨', '背景音乐响起', '代表团抵达北京市', '北方京剧团', '背静的小路'];

test.skipIf(!hasSharedData)(
  `a name finds the Chinese texts of the shared pool that have it, all of them and no other${needsSharedData}`,
  () => {
    const lines: readonly string[] = sharedGunzipped('multilingual/eval/docs.jsonl.gz').trim().split('\n');
    const texts = lines.map((line): Text => JSON.parse(line)).filter(({ lang }) => lang === 'zh-Hans');
    const pool = [...texts, ...BESIDE.map((text) => ({ text, lang: 'zh-Hans' }))].map((text) => ({
      ...text,
      held: lexemesOf(text),
    }));
    const asked: readonly (readonly [string, readonly string[]])[] = [
      ['北京', ['Bắc Kinh', 'Bac Kinh', 'Beijing', 'beijing', 'Peking']],
      ['成吉思汗', ['Thành Cát Tư Hãn', 'thanh cat tu han', 'Genghis Khan']],
      ['忽必烈', ['Hốt Tất Liệt', 'Kublai Khan']],
      ['台湾', ['Đài Loan', 'Dai Loan', 'Taiwan']],
      ['韩国', ['Hàn Quốc', 'Han Quoc']],
    ];
    for (const [name, questions] of asked)
      for (const question of questions) {
        const found = pool.filter((story) => finds(question, story, 0, story.held));
        const about = pool.filter(({ text }) => text.includes(name));
        expect([question, found.map(({ text }) => text)]).toEqual([question, about.map(({ text }) => text)]);
        expect(about.length).toBeGreaterThan(1);
      }
  },
);

test('persons that nobody listed are found by what their characters are read as', () => {
  const stories = [
    { text: '陈文山今天抵达', lang: 'zh-Hans' },
    { text: 'Trần Văn Sơn đến hôm nay', lang: 'vi' },
  ];
  for (const question of ['Trần Văn Sơn', 'Tran Van Son', '陳文山', 'Chen Wenshan', 'tran van son'])
    for (const story of stories)
      if (question !== 'Chen Wenshan' || story.lang !== 'vi')
        expect([question, story.text, finds(question, story)]).toEqual([question, story.text, true]);
  expect(finds('陈文山', { text: 'Chen Wenshan arrived', lang: 'en' })).toBe(true);
  expect(finds('Trần Văn Sơn', { text: 'Tran Van Son arrived', lang: 'en' })).toBe(true);
  expect(finds('Trần Văn Sơn', { text: '陈文涛今天抵达', lang: 'zh-Hans' }, 0.5)).toBe(false);
});

test('two syllables of pinyin say little, three say a name', () => {
  const weightOf = (question: string): number | undefined =>
    askedWords(question)
      .readings.flatMap(({ concepts }) => concepts)
      .find(({ alternatives }) => alternatives.some(({ lexemes }) => lexemes[0]?.startsWith('py:')))?.weight;
  expect(weightOf('Lu Jiang')).toBe(0.25);
  expect(weightOf('Zhang Yimou')).toBe(1);
  expect(weightOf('Beijing')).toBeUndefined();
  expect(pinyinSyllables('jinping')).toEqual(['jin', 'ping']);
  expect(pinyinSyllables('bridge')).toBeUndefined();
});

test('the longest word that is almost pinyin is read to its end', () => {
  expect(pinyinSyllables(`${'an'.repeat(30)}x`)).toBeUndefined();
  expect(pinyinSyllables('an'.repeat(30))).toHaveLength(30);
  expect(pinyinSyllables('')).toEqual([]);
});

test('a name with marks is not what is written otherwise, the longest name counts, and a short word is none', () => {
  const named = (text: string): readonly string[] =>
    aliasesInWords(text.toLowerCase().split(' ')).map(({ lexeme }) => lexeme);
  expect(named('Ấn Độ')).toEqual(['@an_do']);
  expect(named('An Do')).toEqual(['@an_do']);
  expect(named('ăn đồ')).toEqual([]);
  expect(named('Bắc Triều Tiên')).toEqual(named('North Korea'));
  expect(named('Jordan')).toEqual(['@jordan']);
  expect(named('my')).toEqual([]);
  for (const said of ['các biện pháp', 'pháp luật', 'phương pháp', 'hop phap'])
    expect(named(said)).toEqual([]);
  expect(named('nước Pháp')).toEqual(named('France'));
  expect(aliasesInHan(['在', '印', '度', '尼', '西', '亚']).map(({ lexeme }) => lexeme)).toEqual([
    '@indonesia',
  ]);
});

test('a person is a surname and syllables that characters are read as', () => {
  expect(isPerson(['phạm', 'minh', 'chính'])).toBe(true);
  expect(isPerson(['phạm'])).toBe(false);
  expect(isPerson(['super', 'bowl'])).toBe(false);
});
