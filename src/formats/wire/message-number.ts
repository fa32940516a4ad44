import type { WireTime } from './wire-item.ts';

/**
 * The identity of a message: its number counts from the start of each day, so that the day belongs to it where it is known. A number
 * of noughts is the placeholder of a system that does not count.
 */
export function numberOnDay(number: string, time: WireTime | undefined): string {
  if (/^\D*0+$/.test(number)) return '';
  return number === '' || time === undefined ? number : `${number}-${time.slice(0, 10).replaceAll('-', '')}`;
}
