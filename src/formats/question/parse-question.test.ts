import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_QUESTION, parseQuestion } from './parse-question.ts';
import { readField } from './read-fields.ts';
import { readSpan } from './read-span.ts';

/** Each part in short: sign, field, and the text, a phrase in brackets. */
const parts = (text: string): readonly string[] => {
  const parsed = parseQuestion(text);
  if (!parsed.ok) return [parsed.error.code];
  return parsed.value.map(({ want, field, text: said, isPhrase }) => {
    const sign = { any: '', all: '+', none: '-' }[want];
    return `${sign}${field === undefined ? '' : `${field}:`}${isPhrase ? `[${said}]` : said}`;
  });
};

test('words, wanted and unwanted ones, phrases and fields are told apart, whatever keyboard they came from', () => {
  expect(parts('lũ +đê -mưa')).toEqual(['lũ', '+đê', '-mưa']);
  expect(parts('洪水 ＋堤坝 －降雨')).toEqual(['洪水', '+堤坝', '-降雨']);
  expect(parts('"state of the union" -“dead on arrival”')).toEqual([
    '+[state of the union]',
    '-[dead on arrival]',
  ]);
  for (const phrase of ['"和平会议"', '“和平会议”', '「和平会议」', '『和平会议』', '«和平会议»'])
    expect(parts(phrase)).toEqual(['+[和平会议]']);
  expect(parts('headline:flood byline:"Nguyễn An" -type:picture')).toEqual([
    '+headline:flood',
    '+byline:[Nguyễn An]',
    '-type:picture',
  ]);
});

test('a field has its name in each of the three languages, and either colon', () => {
  for (const name of ['headline', 'Title', 'tiêu-đề', 'tieude', 'tít', '标题', '標題'])
    for (const colon of [':', '：']) expect(parts(`${name}${colon}x`)).toEqual(['+headline:x']);
  expect(parts('đối-tác:x chủ-đề:x trạng-thái:x ngôn-ngữ:x')).toEqual([
    '+partner:x',
    '+topic:x',
    '+state:x',
    '+language:x',
  ]);
  expect(parts('日期：>2026-11-01')).toEqual(['+date:>2026-11-01']);
});

test('what is not quite in the language is searched for as it stands', () => {
  expect(parts('"open')).toEqual(['open']);
  expect(parts('a "" b')).toEqual(['a', 'b']);
  expect(parts('- + -- +-x')).toEqual(['-', '+', '--', '+-x']);
  expect(parts('covid-19 Huế-Đà Nẵng')).toEqual(['covid-19', 'Huế-Đà', 'Nẵng']);
  expect(parts('http://x.example 10:30 mood:good headline: :x')).toEqual([
    'http://x.example',
    '10:30',
    'mood:good',
    'headline:',
    ':x',
  ]);
});

test('a question that is too long, or holds signs that are no text, is refused with its reason', () => {
  expect(parts('"'.repeat(1_000_000))).toEqual(['question-too-long']);
  expect(parts('x'.repeat(LONGEST_QUESTION))).toHaveLength(1);
  expect(parts('x'.repeat(LONGEST_QUESTION + 1))).toEqual(['question-too-long']);
  for (const sign of ['\u0000', '\u001b', '\ud800', '\uffff'])
    expect(parseQuestion(`lũ ${sign}`)).toEqual({ ok: false, error: { code: 'question-unreadable', at: 3 } });
  expect(parts('lũ\tđê\nmưa')).toEqual(['lũ', 'đê', 'mưa']);
});

const SIGNS = [
  '+',
  '-',
  '"',
  '“',
  '”',
  '「',
  '」',
  ':',
  '：',
  ' ',
  '　',
  '..',
  '>',
  'date:',
  'headline:',
  '标题：',
];
const drawn = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS), fc.string({ unit: 'grapheme', maxLength: 6 })), {
    maxLength: 60,
  })
  .map((pieces) => pieces.join(''));

test('every question is read or refused, and each part stands where it says', () => {
  fc.assert(
    fc.property(drawn, (text) => {
      const parsed = parseQuestion(text);
      if (!parsed.ok) return;
      let before = 0;
      for (const { start, end, text: said } of parsed.value) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(text.slice(start, end)).toContain(said);
        expect(said).not.toBe('');
        before = end;
      }
      expect(before).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 3000 },
  );
});

test('nothing but quotation marks, blanks and empty names is lost of a question', () => {
  fc.assert(
    fc.property(drawn, (text) => {
      const parsed = parseQuestion(text);
      if (!parsed.ok) return;
      let rest = text;
      for (const { start, end } of parsed.value.toReversed()) rest = rest.slice(0, start) + rest.slice(end);
      expect(rest.replaceAll(/[\s"“”„‟«»「」『』＂+＋\-－−]/gu, '')).toBe('');
    }),
    { numRuns: 3000 },
  );
});

test('days are whole days of the zone, one, from one to another, before or after one', () => {
  const zone = 'Asia/Ho_Chi_Minh';
  const [begin, end] = ['2026-10-31T17:00:00.000Z', '2026-11-01T17:00:00.000Z'];
  expect(readSpan('2026-11-01', zone)).toEqual({ sinceAt: begin, beforeAt: end });
  expect(readSpan('>2026-11-01', zone)).toEqual({ sinceAt: end });
  expect(readSpan('＞＝2026-11-01', zone)).toEqual({ sinceAt: begin });
  expect(readSpan('<2026-11-01', zone)).toEqual({ beforeAt: begin });
  expect(readSpan('<=2026-11-01', zone)).toEqual({ beforeAt: end });
  expect(readSpan('2026-10-31..2026-11-01', zone)).toEqual({
    sinceAt: '2026-10-30T17:00:00.000Z',
    beforeAt: end,
  });
  for (const none of [
    '2026-02-29',
    '2026-13-01',
    '2026-11-00',
    '9999-12-31',
    'today',
    '>',
    '..',
    '2026-11-01..',
  ])
    expect([none, readSpan(none, zone)]).toEqual([none, undefined]);
  expect(readSpan('2028-02-29', 'UTC')).toEqual({
    sinceAt: '2028-02-29T00:00:00.000Z',
    beforeAt: '2028-03-01T00:00:00.000Z',
  });
});

test('fields mean codes or words of names; what cannot be meant says nothing, and a name that nobody has fits nothing', () => {
  const name = (vi: string, hans: string, en: string) => ({ vi, 'zh-Hans': hans, en });
  const known = {
    partner: [{ value: 'did:web:lujiang.example', name: name('Lộ Giang', '鹭江', 'Lu Jiang') }],
    topic: [{ value: 'medtop:04000000', name: name('kinh tế', '经济', 'economy') }],
    newsType: [{ value: 'picture', name: name('ảnh', '图片', 'picture') }],
    zone: 'UTC',
  };
  const field = (text: string) => {
    const parsed = parseQuestion(text);
    const [part] = parsed.ok ? parsed.value : [];
    return part && readField(part, known);
  };
  const partner = { filter: 'partner', values: ['did:web:lujiang.example'], isWanted: true };
  for (const text of ['partner:"lo giang"', 'partner:鷺江', 'partner:did:web:lujiang.example'])
    expect(field(text)).toEqual(partner);
  expect(field('-topic:04000000')).toMatchObject({ values: ['medtop:04000000'], isWanted: false });
  expect(field('topic:kinh-te')).toMatchObject({ values: [] });
  expect(field('loại:ảnh')).toMatchObject({ filter: 'newsType', values: ['picture'] });
  expect(field('language:ZH-hans')).toMatchObject({ values: ['zh-Hans'] });
  expect(field('语言：中文')).toMatchObject({ values: ['zh'] });
  expect(field('state:đã-nhận')).toMatchObject({ state: 'taken' });
  expect(field('state:Off-Offer')).toMatchObject({ state: 'off-offer' });
  for (const none of ['state:lost', 'language:!', 'date:soon', 'headline:x', 'plain'])
    expect([none, field(none)]).toEqual([none, undefined]);
});
