import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Concept } from '#domain/search/question.ts';
import { askInLanguage } from './ask-in-language.ts';
import { besideEnglish } from './beside-english.ts';
import { compileLexicon } from './compile-lexicon.ts';
import { openLexicon, type Lexicon } from './open-lexicon.ts';
import { readPack, type LexiconPack } from './read-pack.ts';
import { readQuestion, type Lexicons, type ReadQuestion } from './read-question.ts';
import { foldedKey, termKey, type LexiconLanguage } from './term-key.ts';

const HEAD = '# source: a newsroom\n# licence: CC0-1.0\n';

function packIn(text: string): LexiconPack {
  const read = readPack(text);
  if (!read.ok) throw new Error(`${read.error.at}: ${read.error.detail}`);
  return read.value;
}

const VI_ZH = packIn(
  `# from: vi\n# to: zh\n${HEAD}thủ tướng\t总理:0.8|首相:0.2\nlũ\t洪水\nlũ quét\t山洪\nđê\t堤坝\nhòa bình\t和平\n`,
);
const ZH_EN = packIn(
  `# from: zh\n# to: en\n${HEAD}总理\tprime minister|premier\n首相\tprime minister\n洪水\tflood\n`,
);

function lexiconOf(packs: readonly LexiconPack[], from: LexiconLanguage, to: LexiconLanguage): Lexicon {
  return openLexicon(new TextEncoder().encode(compileLexicon(packs, { from, to })));
}

const lexicons = (packs: readonly LexiconPack[]): Lexicons => ({
  find: (from, to) => lexiconOf(packs, from, to),
});
const lexemesOf = (concepts: readonly Concept[]) =>
  concepts.map(({ alternatives }) => alternatives.map(({ lexemes }) => lexemes.join('+')).join(' | '));
const asked = (text: string, from: LexiconLanguage, to: LexiconLanguage, packs = [VI_ZH, ZH_EN]) =>
  askInLanguage(text, { from, to, lexicon: lexiconOf(packs, from, to) });

test('a pack says its languages, whose words they are, and may be turned round', () => {
  expect(packIn(`# from: vi\n# to: en\n# weight: 0.5\n# back: 0\n${HEAD}lũ\tflood|deluge\n`)).toMatchObject({
    from: 'vi',
    to: 'en',
    weight: 0.5,
    back: 0,
    entries: [{ term: 'lũ', translations: [{ text: 'flood', share: 1 }, { text: 'deluge' }] }],
  });
  expect(lexiconOf([VI_ZH], 'zh', 'vi').find('总理')).toEqual([{ text: 'thủ tướng', share: 1 }]);
  expect(lexiconOf([{ ...VI_ZH, back: 0 }], 'zh', 'vi').find('总理')).toEqual([]);
});

test.each([
  ['', '1:1', 'from'],
  [`# from: vi\n# to: vi\n${HEAD}a\tb`, '1:1', 'from'],
  [`# from: vi\n# to: fr\n${HEAD}a\tb`, '1:1', 'from'],
  ['# from: vi\n# to: en\na\tb', '1:1', 'licence'],
  [`# from: vi\n# to: en\n# weight: 2\n${HEAD}a\tb`, '1:1', 'weight'],
  [`# from: vi\n# to: en\n${HEAD}`, '1:1', 'no term'],
  [`# from: vi\n# to: en\n${HEAD}lũ: flood`, '5:1', 'tab'],
])('what is no pack is refused with its place: %j', (text, at, detail) => {
  const read = readPack(text);
  expect(read.ok ? undefined : read.error).toMatchObject({ code: 'lexicon-invalid', at });
  expect(read.ok ? '' : read.error.detail).toContain(detail);
});

test('a question is put into another language by its longest terms, with all they may mean', () => {
  const { concepts, sought } = asked('Thủ tướng thăm vùng lũ quét', 'vi', 'zh');
  expect(lexemesOf(concepts)).toEqual(['总理 | 首相', 'thu3', 'thăm0', 'vung2', '山洪', '洪水']);
  expect(concepts.map(({ weight }) => weight)).toEqual([1, 0.3, 1, 1, 1, 0.3]);
  expect(sought).toEqual([
    { term: 'thủ tướng', as: ['总理', '首相'] },
    { term: 'lũ quét', as: ['山洪'] },
  ]);
});

test('over the third language where no pack leads straight there', () => {
  expect(asked('thủ tướng', 'vi', 'en').sought).toEqual([
    { term: 'thủ tướng', as: ['prime minister', 'premier'] },
  ]);
  expect(lexemesOf(asked('thủ tướng', 'vi', 'en').concepts)).toEqual(['prime+minist | premier']);
});

test('two spellings of a term are one, and two syllables are found as they are typed without marks', () => {
  expect(asked('hoà bình', 'vi', 'zh').sought).toHaveLength(1);
  expect(asked('hoa binh', 'vi', 'zh').sought).toEqual([{ term: 'hoa binh', as: ['和平'] }]);
  expect(asked('lu', 'vi', 'zh').sought).toEqual([]);
  expect(asked('總理', 'zh', 'en').sought).toEqual([{ term: '总理', as: ['prime minister', 'premier'] }]);
});

test('a file that was cut short lacks its last term, and no more', () => {
  const whole = new TextEncoder().encode(compileLexicon([VI_ZH], { from: 'vi', to: 'zh' }));
  const cut = openLexicon(whole.subarray(0, whole.length - 1));
  const terms = ['thủ tướng', 'lũ', 'lũ quét', 'đê', 'hòa bình'].map((term) => termKey(term, 'vi'));
  expect(terms.filter((term) => cut.find(term).length === 0)).toHaveLength(1);
  expect(openLexicon(new Uint8Array()).find('lũ')).toEqual([]);
});

const read = (
  text: string,
  asking: { readonly lexicons: Lexicons; readonly asTyped?: string[] },
): ReadQuestion => {
  const names = { partner: [], topic: [], newsType: [], zone: 'UTC' };
  const question = readQuestion(text, { ...asking, names });
  if (!question.ok) throw new Error(question.error.code);
  return question.value;
};

test('a place keeps its one lexeme in every language that the question is put into', () => {
  const { terms } = read('lũ ở Đà Nẵng', { lexicons: lexicons([VI_ZH]) });
  const inChinese = terms?.readings.find(({ onlyIn }) => onlyIn?.includes('zh'));
  expect(lexemesOf(inChinese?.concepts ?? [])).toContain('@da_nang');
});

test('numbers and names in Latin letters stay as they are; a character without a translation tells nothing', () => {
  expect(lexemesOf(asked('Tesla 2027 鼍', 'zh', 'vi').concepts)).toEqual(['tesla0', '2027']);
});

test('a term can be taken back, and quoted words are asked for as they stand', () => {
  const both = lexicons([VI_ZH, ZH_EN]);
  const question = read('thủ tướng và đê', { lexicons: both });
  expect(question.sought.map(({ term, language }) => `${term} ${language}`)).toEqual([
    'thủ tướng zh',
    'đê zh',
    'thủ tướng en',
  ]);
  const kept = read('thủ tướng và đê', { lexicons: both, asTyped: ['thủ tướng'] });
  expect(kept.sought.map(({ term }) => term)).toEqual(['đê']);
  expect(kept.terms?.readings).toHaveLength(2);
  expect(read('“thủ tướng”', { lexicons: both }).sought).toEqual([]);
  expect(read('!?', { lexicons: both }).terms).toBe(undefined);
  const alone = read('thủ tướng', { lexicons: { find: () => undefined } });
  // By what its characters are read as it is looked for in Chinese all the same.
  expect(alone.terms?.readings.map(({ onlyIn }) => onlyIn)).toEqual([undefined, ['zh']]);
  expect(alone.sought).toEqual([]);
});

test('a wanted word is met in another language by the whole of it, not by a number beside its term', () => {
  const pack = packIn(`# from: zh\n# to: en\n${HEAD}月\tmonth\n洪水\tflood\n洪\tvast\n`);
  const wanted = (text: string) => read(text, { lexicons: lexicons([pack]) }).terms?.all[0]?.anyOf ?? [];
  expect(wanted('+5月')).not.toContainEqual(['5']);
  expect(wanted('+5月')).not.toContainEqual(['month']);
  expect(wanted('+月')).toContainEqual(['month']);
  expect(wanted('+洪水')).toContainEqual(['flood']);
  expect(wanted('+Flood')).toContainEqual(['洪水']);
});

test('what was compiled is found again, each term with shares that sum up to 1', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}( [a-z]{1,6})?$/);
  const han = fc.stringMatching(/^[\u4e00-\u4e40]{1,3}$/);
  const entries = fc.array(
    fc.record({
      term: word,
      translations: fc.array(fc.record({ text: han, share: fc.double({ min: 0.1, max: 1, noNaN: true }) }), {
        minLength: 1,
        maxLength: 5,
      }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(entries, (given) => {
      const pack: LexiconPack = { ...VI_ZH, from: 'vi', to: 'zh', entries: given };
      const [there, back] = [lexiconOf([pack], 'vi', 'zh'), lexiconOf([pack], 'zh', 'vi')];
      for (const { term, translations } of given) {
        const found = there.find(termKey(term, 'vi'));
        const total = found.reduce((sum, { share }) => sum + share, 0);
        expect(Math.abs(total - 1)).toBeLessThan(0.05);
        for (const { text } of translations) expect(back.find(termKey(text, 'zh'))).not.toEqual([]);
      }
      expect(there.find('no such term')).toEqual([]);
      expect(there.find(foldedKey(['no', 'such']))).toEqual([]);
    }),
  );
});

test('between Vietnamese and Chinese a term is looked up as English too, where that can be no Vietnamese', () => {
  const english = packIn(
    `# from: en\n# to: zh\n${HEAD}Luther\t路德\nsuper bowl\t超级碗\ncan\t罐头\nprime minister\t总理\n`,
  );
  const found = (from: LexiconLanguage, to: LexiconLanguage, term: string) =>
    besideEnglish(lexicons([VI_ZH, english]), from, to)
      ?.find(termKey(term, from))
      .map(({ text }) => text);
  expect(found('vi', 'zh', 'Luther')).toEqual(['路德']);
  expect(found('vi', 'zh', 'can')).toEqual([]);
  expect(found('vi', 'zh', 'lũ')).toEqual(['洪水']);
  expect(found('zh', 'vi', '路德')).toEqual(['Luther']);
  expect(found('zh', 'vi', '罐头')).toEqual([]);
  expect(found('zh', 'vi', '总理')).toEqual(['thủ tướng', 'prime minister']);
  expect(found('zh', 'en', '路德')).toEqual(['Luther']);
  const { sought } = read('Luther thủ tướng', { lexicons: lexicons([VI_ZH, english]) });
  expect(sought.filter(({ language }) => language === 'zh').map(({ as }) => as)).toEqual([
    ['路德'],
    ['总理', '首相'],
  ]);
});

test('a lexicon is believed less than it is sure, so that what it takes for unlikely is found too', () => {
  const [concept] = asked('thủ tướng', 'vi', 'zh').concepts;
  const shares = concept?.alternatives.map(({ probability }) => probability.toFixed(2));
  expect(shares).toEqual(['0.73', '0.27']);
});
