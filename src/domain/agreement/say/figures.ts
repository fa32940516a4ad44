import type { Instant } from '#kernel/instant.ts';
import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import { wallClockAt } from '#domain/agreement/zone-clock.ts';
import { inEach } from './fill-sentence.ts';

/** A whole number grouped as each language does: 1.284 in Vietnamese, 1,284 in the others. */
export function sayCount(count: number): Trilingual {
  const digits = String(count);
  return inEach((language) => digits.replaceAll(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ','));
}

/** What is counted; the two languages that know no plural say it once. */
export type Countable = Pick<Trilingual, 'vi' | 'zh-Hans'> & {
  readonly en: { readonly one: string; readonly many: string };
};

export const ITEMS: Countable = { vi: ' tin, bài', 'zh-Hans': '条', en: { one: ' item', many: ' items' } };
export const WORDS: Countable = { vi: ' từ', 'zh-Hans': '字', en: { one: ' word', many: ' words' } };

/** So many of something, in the number each language wants: `1 item`, `1,200 items`. */
export function sayThings(count: number, { en, ...rest }: Countable): Trilingual {
  const number = sayCount(count);
  const names: Trilingual = { ...rest, en: count === 1 ? en.one : en.many };
  return inEach((language) => number[language] + names[language]);
}

/** A moment as a date with the clock of a zone, the zone named: `31/03/2027`, `2027年3月31日`, `31 March 2027`. */
export function sayInstant(at: Instant, zone: string): Trilingual {
  const clock = wallClockAt(at, zone);
  const [year, month, day] = clock.slice(0, 10).split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) throw new RangeError(clock);
  // Seconds only where they say something.
  const time = clock.endsWith(':00') ? clock.slice(11, 16) : clock.slice(11);
  return {
    vi: `${time} ngày ${clock.slice(8, 10)}/${clock.slice(5, 7)}/${year} (giờ ${zone})`,
    'zh-Hans': `${year}年${month}月${day}日${time}（${zone}时间）`,
    en: `${day} ${MONTHS[month - 1]} ${year}, ${time} (${zone})`,
  };
}

/** A duration in words: `24 giờ`, `24小时`, `24 hours`; larger parts first. */
export function sayDuration(duration: string): Trilingual {
  const [date = '', time = ''] = duration.slice(1).split('T');
  const parts = [...unitsIn(date, DATE_UNITS), ...unitsIn(time, TIME_UNITS)];
  return inEach((language) =>
    parts.map(({ count, unit }) => sayUnit(language, count, unit)).join(language === 'zh-Hans' ? '' : ' '),
  );
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

type Unit = Trilingual;

const DATE_UNITS: Readonly<Record<string, Unit>> = {
  Y: { vi: 'năm', 'zh-Hans': '年', en: 'year' },
  M: { vi: 'tháng', 'zh-Hans': '个月', en: 'month' },
  W: { vi: 'tuần', 'zh-Hans': '周', en: 'week' },
  D: { vi: 'ngày', 'zh-Hans': '天', en: 'day' },
};

const TIME_UNITS: Readonly<Record<string, Unit>> = {
  H: { vi: 'giờ', 'zh-Hans': '小时', en: 'hour' },
  M: { vi: 'phút', 'zh-Hans': '分钟', en: 'minute' },
  S: { vi: 'giây', 'zh-Hans': '秒', en: 'second' },
};

function unitsIn(
  text: string,
  units: Readonly<Record<string, Unit>>,
): readonly { readonly count: number; readonly unit: Unit }[] {
  return [...text.matchAll(/(\d+)([A-Z])/g)].flatMap(([, count, letter]) => {
    const unit = letter === undefined ? undefined : units[letter];
    return unit ? [{ count: Number(count), unit }] : [];
  });
}

function sayUnit(language: InterfaceLanguage, count: number, unit: Unit): string {
  const number = sayCount(count)[language];
  switch (language) {
    case 'vi':
      return `${number} ${unit.vi}`;
    case 'zh-Hans':
      return `${number}${unit['zh-Hans']}`;
    case 'en':
      return `${number} ${unit.en}${count === 1 ? '' : 's'}`;
  }
}
