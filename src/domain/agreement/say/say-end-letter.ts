import { printDay, type Day } from '#kernel/day.ts';
import type { Trilingual } from '#kernel/language.ts';

/** What an agreement's own people are written before it ends, or before notice can no longer be given. */
export type EndNear = {
  readonly about: 'end' | 'notice';
  readonly title: Trilingual;
  /** The other parties, in one line. */
  readonly others: Trilingual;
  /** The step: fewer days than these are left. */
  readonly days: number;
  readonly lastDay: Day;
};

/** Plain lines in the three languages; the days are those of the agreement's clock (UTC). */
export function sayEndLetter({ about, title, others, days, lastDay }: EndNear): string {
  const day = printDay(lastDay);
  const vi =
    about === 'end'
      ? `Còn chưa đầy ${days} ngày là thỏa thuận “${title.vi}” với ${others.vi} kết thúc; ngày cuối cùng là ${day} (UTC).`
      : `Còn chưa đầy ${days} ngày để báo trước việc chấm dứt thỏa thuận “${title.vi}” với ${others.vi}; ngày cuối cùng là ${day} (UTC).`;
  const zh =
    about === 'end'
      ? `与${others['zh-Hans']}的协议“${title['zh-Hans']}”将在${days}天内终止，最后一日为${day}（UTC）。`
      : `对与${others['zh-Hans']}的协议“${title['zh-Hans']}”发出终止通知的期限不足${days}天，最后一日为${day}（UTC）。`;
  const en =
    about === 'end'
      ? `The agreement “${title.en}” with ${others.en} ends in less than ${days} days; its last day is ${day} (UTC).`
      : `Notice that ends the agreement “${title.en}” with ${others.en} can be given for less than ${days} more days; the last day is ${day} (UTC).`;
  return [
    vi,
    'Hãy mở trang thỏa thuận: gia hạn bằng một văn bản tiếp theo, hoặc để thỏa thuận kết thúc.',
    '',
    zh,
    '请打开协议页面：以新文本续签，或任其终止。',
    '',
    en,
    'Open the page of the agreement: renew it with a next document, or let it end.',
  ].join('\n');
}
