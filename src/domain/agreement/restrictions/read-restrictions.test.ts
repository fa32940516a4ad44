import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PHRASES } from './phrases.ts';
import { readRestrictions } from './read-restrictions.ts';
import { tokensOf } from './restriction-tokens.ts';

const read = (text: string) => {
  const { terms, unread } = readRestrictions(text);
  return [
    ...terms.map(({ code, territories, channels }) =>
      [code, ...(territories ?? []), ...(channels ?? [])].join(' '),
    ),
    ...unread.map((words) => `? ${words}`),
  ];
};

test.each([
  ['SYROUT NARCH EUO', ['territory-out US', 'no-archive', 'editorial-only']],
  ['JAPAN OUT', ['territory-out JP']],
  ['FRANCE OUT, RUSSIA OUT', ['territory-out FR', 'territory-out RU']],
  ['UNITED KINGDOM OUT', ['territory-out GB']],
  ['CHINA OUT. NO COMMERCIAL OR EDITORIAL SALES IN CHINA.', ['territory-out CN', 'territory-out CN']],
  ['FRA, BEL OUT', ['territory-out FR BE']],
  ['CAN OUT', ['territory-out CA']],
  ['it can out', ['? it can out']],
  ['NO UK USE; no use France', ['territory-out GB', 'territory-out FR']],
  ['BALTICS OUT', ['territory-out EE LV LT']],
  ['NORTH AMERICA OUT', ['territory-out US CA MX']],
  ['Việt Nam trả nợ Mỹ', ['? Việt Nam trả nợ Mỹ']],
  ['TABLOIDS AND MAGS OUT, LOCAL TV OUT', ['outlet-out print', 'outlet-out broadcast']],
  ['NOT FOR SALE FOR MARKETING OR ADVERTISING CAMPAIGNS', ['non-commercial']],
  ['SOLO USO EDITORIAL/NO VENTAS', ['editorial-only', 'no-sales']],
  ['Nur zur redaktionellen Verwendung', ['editorial-only']],
  [
    'AUSTRIA OUT, GERMANY AND SWITZERLAND OUT; NO SALES',
    ['territory-out AT', 'territory-out DE CH', 'no-sales'],
  ],
  ['仅供编辑使用，不得用于商业用途', ['editorial-only', 'non-commercial']],
  ['日本除外；不得存档', ['territory-out JP', 'no-archive']],
  ['Không dùng cho mục đích thương mại', ['non-commercial']],
  ['khong dung cho muc dich thuong mai', ['non-commercial']],
  ['ＮＯ ＳＡＬＥＳ', ['no-sales']],
  ['Không dùng tại Nhật Bản và Hàn Quốc', ['territory-out JP KR']],
  ['MANDATORY CREDIT: JOHN DOE / AP - NO ARCHIVES', ['credit', 'no-archive']],
  ['MANDATORY CREDIT: ANN LEE NOT FOR FRENCH MEDIA', ['credit', '? ANN LEE NOT FOR FRENCH MEDIA']],
  [
    'RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT "AFP PHOTO / X" - NO MARKETING NO ADVERTISING CAMPAIGNS',
    ['editorial-only', 'credit', 'non-commercial'],
  ],
  ['NO INTERNET', ['outlet-out web app social newsletter']],
  ['web only', ['outlet-only web']],
  ['không đăng trên mạng xã hội', ['outlet-out social']],
  ['Dùng theo thỏa thuận hợp tác đã ký; giữ nguyên dòng ghi nguồn.', ['agreement', 'credit']],
  ['依据已签署的合作协议使用，请保留来源署名。', ['agreement', 'credit']],
  ['For use under a signed cooperation agreement; keep the credit line.', ['agreement', 'credit']],
  ['MANDATORY CREDIT JOHN DOE', ['credit']],
  ['MANDATORY CREDIT; JOHN DOE', ['credit', '? JOHN DOE']],
  ['MANDATORY CREDIT: ANN LEE. ask first', ['credit', '? ask first']],
  ['MANDATORY CREDIT: ANN LEE - ask first', ['credit', '? ask first']],
  ['MANDATORY CREDIT: ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT', ['credit']],
  [
    'MANDATORY CREDIT: ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE',
    ['credit', '? ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE'],
  ],
  ['ask first, then JAPAN OUT, please', ['territory-out JP', '? ask first, then', '? please']],
  ['no use after 30 days', ['? no use after 30 days']],
  ['EDITORIAL USE ONLY until Friday', ['editorial-only', '? until Friday']],
  ['without photographs', ['? without photographs']],
])('“%s” is read as %j', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('a term carries the words that it came from, and places or outlets only where it has some', () => {
  expect(readRestrictions('Mandatory credit: Ann Lee. NO SALES; JAPAN OUT, web only')).toStrictEqual({
    terms: [
      { code: 'credit', words: 'Mandatory credit: Ann Lee' },
      { code: 'no-sales', words: 'NO SALES' },
      { code: 'territory-out', words: 'JAPAN OUT', territories: ['JP'] },
      { code: 'outlet-only', words: 'web only', channels: ['web'] },
    ],
    unread: [],
  });
});

test('every phrase of the catalogue is read whole, as what it stands for', () => {
  for (const [code, phrases] of Object.entries(PHRASES))
    for (const phrase of phrases) {
      const text = phrase.replace('{places}', 'Japan').replace('{codes}', 'JPN').replace('{outlets}', 'web');
      const { terms, unread } = readRestrictions(text);
      expect([phrase, terms.map((one) => one.code), unread]).toEqual([phrase, [code], []]);
    }
});

const words = fc.constantFrom(
  ...'JAPAN OUT no sales and EUO SYROUT mandatory credit : AP . 不得 存档 không lưu trữ trừ 日本 only web ； please ask'.split(
    ' ',
  ),
);

test('no word is ever dropped, doubled or moved', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 14 }), (list) => {
      const text = list.join(' ');
      const { terms, unread } = readRestrictions(text);
      const kept = [...terms.map((one) => one.words), ...unread].flatMap((part) => tokensOf(part));
      const sorted = (tokens: readonly { readonly word: string }[]) =>
        tokens.map(({ word }) => word).toSorted();
      expect(sorted(kept)).toEqual(sorted(tokensOf(text)));
    }),
  );
});
