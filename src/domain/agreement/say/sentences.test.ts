import { describe, expect, test } from 'vitest';
import { parseInstant } from '#kernel/instant.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import type { ClauseRef, Reason } from '#domain/agreement/decision.ts';
import { CLAUSE_SENTENCES } from './clause-sentences.ts';
import { sayCount, sayDuration, sayInstant } from './figures.ts';
import { fillSentence, listAnd, sameInAll } from './fill-sentence.ts';
import { GENERAL_SENTENCES } from './general-sentences.ts';
import { MEANS_SENTENCES } from './means-sentences.ts';
import { languageName, territoryName } from './names.ts';
import { REASON_SENTENCES } from './reason-sentences.ts';
import { sayReason } from './say-reason.ts';

const blanksIn = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].toSorted();
const SENTENCES = [CLAUSE_SENTENCES, GENERAL_SENTENCES, REASON_SENTENCES, MEANS_SENTENCES].flatMap(
  (catalogue) => Object.entries(catalogue),
);
const clause: ClauseRef = { kind: 'permission', uid: 'urn:x#p1', number: 3, agreement: 'urn:x' };
const B = 'did:web:b.example';
const parties = [{ did: B, name: { vi: 'Hãng B', 'zh-Hans': '乙社', en: 'Agency B' }, keyThumbprint: 'b' }];
const at = parseInstant('2027-03-31T16:00:00Z');
if (!at) throw new Error('no instant');

describe('the catalogue', () => {
  test.each(SENTENCES)('%s leaves the same blanks in every language', (_, sentence) => {
    const [vi, zh, en] = INTERFACE_LANGUAGES.map((language) => blanksIn(sentence[language]));
    expect([vi, zh]).toEqual([en, en]);
  });

  test('fills reasons with nothing but found, wanted, at and clause', () => {
    const known = ['{at}', '{clause}', '{found}', '{wanted}'];
    const strange = Object.values(REASON_SENTENCES).flatMap(({ en }) =>
      blanksIn(en).filter((one) => !known.includes(one)),
    );
    expect(strange).toEqual([]);
  });

  test('uses Chinese punctuation in Chinese and none of it elsewhere', () => {
    for (const [, sentence] of SENTENCES) {
      expect(sentence['zh-Hans'].replaceAll(/\{\w+\}/g, '')).not.toMatch(/[,;:!?()]/);
      expect(sentence.vi + sentence.en).not.toMatch(/[\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]/);
    }
  });

  test('is written in composed characters (NFC)', () => {
    for (const [, sentence] of SENTENCES) expect(sentence.vi).toBe(sentence.vi.normalize('NFC'));
  });
});

describe('a reason', () => {
  test.each<[string, Reason, string, string, string]>([
    [
      'a channel that is not granted',
      { code: 'refinement.deliveryChannel', clause, operator: 'isAnyOf', found: ['print'], wanted: ['web'] },
      'Bản in không thuộc các kênh được cấp (điều 3).',
      '印刷版不在授权渠道之内（第3条）。',
      'The channel (print editions) is not among those granted (clause 3).',
    ],
    [
      'a quota that is used up, with the reader’s own clock',
      { code: 'constraint.countPerPeriod', clause, operator: 'lteq', found: ['1200'], wanted: ['1200'], at },
      'Đã dùng hết hạn mức 1.200 tin, bài của kỳ này (điều 3); kỳ mới bắt đầu lúc 00:00 ngày 01/04/2027 (giờ Asia/Shanghai).',
      '本期1,200条的配额已用完（第3条）；新一期自2027年4月1日00:00（Asia/Shanghai时间）开始。',
      'The quota of 1,200 items for this period is used up (clause 3); the next period starts on 1 April 2027, 00:00 (Asia/Shanghai).',
    ],
    [
      'a channel that has been silent',
      { code: 'channel.stale', clause, found: ['PT20M'], wanted: ['PT15M'] },
      'Đã 20 phút chưa nhận được thông tin mới từ nhà cung cấp tin, quá giới hạn 15 phút (điều 3); có thể đã có đính chính hoặc lệnh hủy tin.',
      '已有20分钟未收到供稿方的最新状态，超过15分钟的限度（第3条）；其间可能已有更正或撤稿。',
      'Nothing has been heard from the provider for 20 minutes, more than the 15 minutes allowed (clause 3); there may be a correction or a kill.',
    ],
    [
      'a prohibition, by the name of the action',
      { code: 'prohibition', clause, found: ['mineData'] },
      'Thỏa thuận cấm việc này: khai thác dữ liệu (điều 3).',
      '协议禁止此项使用：数据挖掘（第3条）。',
      'The agreement prohibits this: data mining (clause 3).',
    ],
    [
      'a place taken out',
      { code: 'constraint.spatial', clause, operator: 'isNoneOf', found: ['JP'], wanted: ['JP', 'US'] },
      'Thỏa thuận loại trừ: Nhật Bản hoặc Hoa Kỳ (điều 3).',
      '协议排除：日本或美国（第3条）。',
      'The agreement excludes: Japan or the United States (clause 3).',
    ],
    [
      'a recipient taken out, by name where the reader knows it',
      { code: 'constraint.recipient', clause, operator: 'neq', found: [B], wanted: [B] },
      'Thỏa thuận loại trừ: Hãng B (điều 3).',
      '协议排除：乙社（第3条）。',
      'The agreement excludes: Agency B (clause 3).',
    ],
    [
      'a time that is over',
      { code: 'constraint.dateTime', clause, operator: 'lteq', wanted: [at] },
      'Đã quá thời điểm cho phép: 00:00 ngày 01/04/2027 (giờ Asia/Shanghai) (điều 3).',
      '已过许可时间：2027年4月1日00:00（Asia/Shanghai时间）（第3条）。',
      'The permitted time is over: 1 April 2027, 00:00 (Asia/Shanghai) (clause 3).',
    ],
    [
      'a reason without a clause',
      { code: 'no.rule' },
      'Không có thỏa thuận nào cho phép việc này.',
      '没有协议许可此项使用。',
      'No agreement grants this use.',
    ],
  ])('%s is said with its facts and its clause', (_, reason, ...said) => {
    const [vi, zh, en] = said;
    expect(sayReason(reason, { zone: 'Asia/Shanghai', parties })).toEqual({ vi, 'zh-Hans': zh, en });
  });
});

describe('figures', () => {
  test('are grouped as each language does', () => {
    expect(sayCount(1234567)).toEqual({ vi: '1.234.567', 'zh-Hans': '1,234,567', en: '1,234,567' });
  });

  test('are dates in the order of each language, with seconds only where they say something', () => {
    const second = parseInstant('2027-03-10T08:00:01Z');
    expect(second && sayInstant(second, 'UTC')).toEqual({
      vi: '08:00:01 ngày 10/03/2027 (giờ UTC)',
      'zh-Hans': '2027年3月10日08:00:01（UTC时间）',
      en: '10 March 2027, 08:00:01 (UTC)',
    });
  });

  test('are durations in words', () => {
    expect([sayDuration('PT1H').en, sayDuration('P1Y2M').vi, sayDuration('P1DT12H')['zh-Hans']]).toEqual([
      '1 hour',
      '1 năm 2 tháng',
      '1天12小时',
    ]);
  });
});

describe('names', () => {
  test('of places are plain in each language, from the runtime where we have none', () => {
    expect(territoryName('HK')).toEqual({ vi: 'Hồng Kông', 'zh-Hans': '香港', en: 'Hong Kong' });
    expect(territoryName('FR')).toEqual({ vi: 'Pháp', 'zh-Hans': '法国', en: 'France' });
    expect(territoryName('XQ').en).toBe('XQ');
  });

  test('of languages stand in a sentence as they are', () => {
    expect(languageName('ja')).toEqual({ vi: 'tiếng Nhật', 'zh-Hans': '日文', en: 'Japanese' });
  });

  test('are listed as each language lists', () => {
    expect(listAnd(['A', 'B', 'C'].map(sameInAll))).toEqual({
      vi: 'A, B và C',
      'zh-Hans': 'A、B和C',
      en: 'A, B and C',
    });
  });

  test('with braces in them are left alone', () => {
    const filled = fillSentence(CLAUSE_SENTENCES.preamble, {
      parties: sameInAll('{parties}'),
    });
    expect(filled.en).toBe('Agreement between {parties}.');
  });
});
