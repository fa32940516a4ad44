import { instantOf } from '#kernel/instant.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { wireTime } from '../wire/wire-time.ts';
import type { DialectStructure } from './dialect.ts';
import { linesAt, type Finder } from './structure-finder.ts';

const STROKES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,?\s+(\d{1,2})(:\d\d(?::\d\d)?)\s*([AP]M)?)?$/i;

/** From 2001 to 2286, as many clocks write it. */
const MILLISECONDS = /^\d{13}$/;

/** `11/29/2026 8:05:00 PM` as `29.11.2026 20:05:00`, by which part of it comes first; milliseconds since 1970 as UTC; any other text as it is. */
export function plainTime(written: string, begin: DialectStructure['datesBegin']): string {
  if (MILLISECONDS.test(written.trim())) return instantOf(Number(written));
  const [, first = '', second = '', year = '', hour, minutes = '', half] = STROKES.exec(written.trim()) ?? [];
  if (begin === undefined || year === '') return written;
  const day = begin === 'day' ? `${first}.${second}.${year}` : `${second}.${first}.${year}`;
  return hour === undefined ? day : `${day} ${hourOf(Number(hour), half)}${minutes}`;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}

/** When and where something happens, where the house says a beginning. */
export function readEvent(item: WireItemBuilder, found: Finder, begin: DialectStructure['datesBegin']): void {
  const [first] = linesAt(found, 'start');
  if (first === undefined) return;
  const timeAt = (field: 'start' | 'end') => {
    const [line] = linesAt(found, field);
    const time = wireTime(plainTime(line?.text ?? '', begin));
    if (line !== undefined && time === undefined) item.dropped.add(line.at, line.text, 'it is no time');
    return time;
  };
  const [start, end] = [timeAt('start'), timeAt('end')];
  item.set(
    'event',
    {
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
      ...(start?.includes('T') === false ? { isAllDay: true } : {}),
    },
    first.at,
  );
  for (const { text, at } of linesAt(found, 'venue')) item.add('places', { name: text, role: 'event' }, at);
}
