import { expect, test } from 'vitest';
import { embargoEnd } from './embargo-end.ts';
import { withYear } from './year-of-day.ts';

const sentOn = (versionCreated: string) => ({ dates: { versionCreated } });

test.each([
  ['2025-06-02T11:46:50+01:00', 'Embargoed to 0001 Tuesday June 03', '2025-06-03T00:01:00'],
  ['2026-11-29', 'EMBARGOED UNTIL 6 PM GMT, 30 November', '2026-11-30T18:00:00Z'],
  ['2026-11-29', 'Sperrfrist 1. Dezember 19.00 Uhr', '2026-12-01T19:00:00'],
  ['2026-11-29', 'Sperrfrist 1.12. 19.00 Uhr', '2026-12-01T19:00:00'],
  ['2026-11-29', 'Cấm đăng trước 18 giờ ngày 30/11', '2026-11-30T18:00:00'],
  ['2026-11-29', '11月30日18时前不得发表', '2026-11-30T18:00:00'],
  ['2026-11-29', 'EMBARGO hasta el 30 de noviembre', '2026-11-30'],
  // Over the end of a year, and past midnight
  ['2026-12-30', 'Embargoed until 0001 on January 2', '2027-01-02T00:01:00'],
  ['2027-01-01', 'Embargoed until 31 December', '2026-12-31'],
])('of a story of %s, “%s” tells %s', (sent, words, end) => {
  expect(embargoEnd(withYear(words, sentOn(sent)) ?? '')).toBe(end);
});

test.each([
  ['another weekday', 'Embargoed to 0001 Monday June 03'],
  ['a day that has long passed', 'Embargoed to 2 May'],
  ['two days', 'Sent June 2, embargoed to June 3'],
  ['a day with its year', 'Embargoed to 3 June 2025'],
  ['a day that no year has', 'Embargoed to 31 June'],
  ['no day', 'Embargoed until the minister has spoken'],
])('%s is left as it is', (_name, words) => {
  expect(withYear(words, sentOn('2025-06-02'))).toBeUndefined();
});

test('without a date of the story no year is known', () => {
  expect(withYear('Embargoed to 3 June', { dates: {} })).toBeUndefined();
});
