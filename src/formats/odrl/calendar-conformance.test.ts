import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { QuotaPeriod } from '#domain/agreement/agreement.ts';
import { quotaPeriodAt } from '#domain/agreement/quota-period.ts';
import { parseDuration, plusDuration } from '#kernel/duration.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';

type Suite = {
  readonly periods: readonly {
    readonly period: QuotaPeriod;
    readonly zone: string;
    readonly at: string;
    readonly from: string;
    readonly until: string;
    readonly why: string;
  }[];
  readonly durations: readonly {
    readonly from: string;
    readonly duration: string;
    readonly expect: string;
    readonly why: string;
  }[];
};

const OWN = join(import.meta.dirname, '../../../conformance/agreement/calendar');

function instant(text: string): Instant {
  const at = parseInstant(text);
  if (!at) throw new Error(`no instant: ${text}`);
  return at;
}

describe.each(readdirSync(OWN))('calendar/%s', (file) => {
  const suite: Suite = JSON.parse(readFileSync(join(OWN, file), 'utf8'));

  test.each(suite.periods)(
    'a $period quota in $zone around $at: $why',
    ({ period, zone, at, from, until }) => {
      expect(quotaPeriodAt(period, zone, instant(at))).toEqual({
        from: instant(from),
        until: instant(until),
      });
    },
  );

  test.each(suite.durations)('$duration after $from: $why', ({ from, duration, expect: expected }) => {
    const parsed = parseDuration(duration);
    expect(parsed && plusDuration(instant(from), parsed)).toBe(instant(expected));
  });
});
