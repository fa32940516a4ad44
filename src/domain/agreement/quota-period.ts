import type { Day } from '#kernel/day.ts';
import type { Instant } from '#kernel/instant.ts';
import type { QuotaPeriod } from './agreement.ts';
import { daysLater, localDay, startOfDay, weekdayOf } from './zone-clock.ts';

/**
 * The quota period around a moment, `from` included and `until` not: whole local days, weeks from Monday, calendar
 * months, quarters or years of the zone. Zones and their changes are those of IANA as the runtime knows them.
 */
export function quotaPeriodAt(
  period: QuotaPeriod,
  zone: string,
  at: Instant,
): { readonly from: Instant; readonly until: Instant } {
  const first = firstDay(period, localDay(at, zone));
  return { from: startOfDay(first, zone), until: startOfDay(nextFirstDay(period, first), zone) };
}

function firstDay(period: QuotaPeriod, { year, month, day }: Day): Day {
  switch (period) {
    case 'P1D':
      return { year, month, day };
    case 'P1W':
      return daysLater({ year, month, day }, -weekdayOf({ year, month, day }));
    case 'P1M':
      return { year, month, day: 1 };
    case 'P3M':
      return { year, month: month - ((month - 1) % 3), day: 1 };
    case 'P1Y':
      return { year, month: 1, day: 1 };
  }
}

function nextFirstDay(period: QuotaPeriod, first: Day): Day {
  switch (period) {
    case 'P1D':
      return daysLater(first, 1);
    case 'P1W':
      return daysLater(first, 7);
    case 'P1M':
      return monthsLater(first, 1);
    case 'P3M':
      return monthsLater(first, 3);
    case 'P1Y':
      return { year: first.year + 1, month: 1, day: 1 };
  }
}

function monthsLater({ year, month }: Day, months: number): Day {
  const counted = month - 1 + months;
  return { year: year + Math.floor(counted / 12), month: (counted % 12) + 1, day: 1 };
}
