import type { WireTime } from './wire-item.ts';

/** The identity of a message: its number counts from the start of each day, so that the day belongs to it where it is known. */
export function numberOnDay(number: string, time: WireTime | undefined): string {
  return number === '' || time === undefined ? number : `${number}-${time.slice(0, 10).replaceAll('-', '')}`;
}
