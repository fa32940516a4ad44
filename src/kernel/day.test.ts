import { expect, test } from 'vitest';
import { parseDay, printDay } from './day.ts';

test('a day is read as it is written, and a day that is none is no day', () => {
  for (const text of ['2026-11-29', '2028-02-29', '2000-02-29', '0033-04-03', '2026-12-31']) {
    const day = parseDay(text);
    expect(day && printDay(day)).toBe(text);
  }
  const none = [
    '2026-02-29',
    '2026-02-31',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
  ];
  for (const text of [...none, 'yesterday', '2026-1-1', ' 2026-01-01', '2026-01-01T00:00:00Z', ''])
    expect([text, parseDay(text)]).toEqual([text, undefined]);
});
