import type { WireInstruction } from '../wire/wire-item.ts';
import { plainName } from './field-names.ts';

/** Words with which Vietnamese, Chinese and English houses say what is asked, beside those that all wires share (status-words.ts). */
const WORDS: readonly (readonly [WireInstruction, readonly string[]])[] = [
  [
    'kill',
    [
      'rút bài',
      'rút tin',
      'thu hồi',
      'thu hồi tin',
      'gỡ bài',
      'gỡ tin',
      'hủy bài',
      'huỷ bài',
      'hủy tin',
      'huỷ tin',
    ]
      .concat([
        'hủy',
        'huỷ',
        'đã gỡ',
        'đã rút',
        '撤稿',
        '撤回',
        '撤销',
        '撤下',
        '已撤',
        '已撤稿',
        '作废',
        '废稿',
        '毙稿',
        '删除',
        '停用',
      ])
      .concat(['spike', 'spiked', 'nullify', 'void']),
  ],
  [
    'withhold',
    [
      'tạm dừng',
      'tạm hoãn',
      'tạm ngưng',
      'chờ',
      'giữ lại',
      '暂缓',
      '缓发',
      '暂停',
      '暂不发布',
      '待发',
      'on hold',
    ],
  ],
  [
    'correct',
    [
      'đính chính',
      'sửa',
      'sửa lỗi',
      'sửa tin',
      'hiệu đính',
      'đã sửa',
      '更正',
      '订正',
      '改正',
      '勘误',
      '修正',
      '已更正',
    ],
  ],
  [
    'update',
    ['cập nhật', 'bổ sung', 'tin bổ sung', 'thay thế', '更新', '补充', '增补', '替换', '续报', 'new version'],
  ],
  ['repeat', ['phát lại', 'gửi lại', '重发', '重播', '补发']],
  ['advise', ['lưu ý', 'thông báo', 'chú ý', '提示', '注意', '通知', '预告']],
  [
    'publish',
    ['phát hành', 'xuất bản', 'đã đăng', 'đăng', 'đã phát', '发布', '已发布', '签发', '已签发', '正常', 'go'],
  ],
];

const WRITTEN: ReadonlyMap<string, WireInstruction> = new Map(
  WORDS.flatMap(([asked, all]) => all.map((word) => [plainWord(word), asked] as const)),
);
/** As codes and telexes write them: without marks and blanks. */
const UNMARKED: ReadonlyMap<string, WireInstruction> = new Map(
  WORDS.flatMap(([asked, all]) => all.map((word) => [plainName(word), asked] as const)),
);

/** What a house may ask for with a word of its own, brackets and letter case aside; undefined for a word that says nothing. */
export function askedByWord(word: string): WireInstruction | undefined {
  const plain = plainWord(word);
  return WRITTEN.get(plain) ?? (/^[\x20-\x7f]*$/.test(plain) ? UNMARKED.get(plainName(plain)) : undefined);
}

function plainWord(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The word that a text opens with, as wires put it before a headline or a note: in brackets (`【撤稿】`, with them), before a colon
 * or a dash (`ĐÍNH CHÍNH: `, without it). Undefined where it opens like any sentence.
 */
export function openingWord(text: string): string | undefined {
  const bracketed = /^\s*([【[(（〔][^】\])）〕]{1,24}[】\])）〕])/u.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed;
  const before = /^\s*([\p{L}\p{M}\p{N} ]{2,30}?)\s*(?:[:：]|\s[-–—]|—)/u.exec(text)?.[1]?.trim();
  if (before === undefined) return undefined;
  const isLoud = before === before.toUpperCase() && before !== before.toLowerCase();
  return isLoud || askedByWord(before) !== undefined ? before : undefined;
}

/** How a note opens, to tell it from others of its house: the words before a colon, else the first three (six letters of Chinese). */
export function noteOpening(text: string): string {
  const line = text.split('\n')[0]?.trim() ?? '';
  const bracketed = /^[【[(（〔][^】\])）〕]{1,24}[】\])）〕]/u.exec(line)?.[0];
  if (bracketed !== undefined) return bracketed;
  const named = /^([^:：]{1,40}?)\s*[:：]/u.exec(line)?.[1];
  if (named !== undefined) return named;
  return /^\p{Script=Han}/u.test(line)
    ? [...line].slice(0, 6).join('')
    : line.split(/\s+/).slice(0, 3).join(' ').slice(0, 60);
}
