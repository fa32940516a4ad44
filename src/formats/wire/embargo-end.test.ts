import { expect, test } from 'vitest';
import { embargoEnd } from './embargo-end.ts';
import { resolveEmbargo } from './resolve-time.ts';

test.each([
  ['EMBARGOED UNTIL 30 November 2026, 06:00 GMT', '2026-11-30T06:00:00Z'],
  ['EMBARGOED UNTIL 6 PM GMT, 30 November 2026', '2026-11-30T18:00:00Z'],
  ['Embargoed until 12:30 a.m. on November 30, 2026', '2026-11-30T00:30:00'],
  ['Embargoed until 6:15 p.m. on November 30, 2026', '2026-11-30T18:15:00'],
  ['Cấm đăng trước 6 giờ chiều ngày 30/11/2026', '2026-11-30T18:00:00'],
  ['Cấm đăng trước 18:00 giờ Hà Nội ngày 30/11/2026', '2026-11-30T18:00:00+07:00'],
  ['北京时间2026年11月30日18时前不得发表', '2026-11-30T18:00:00+08:00'],
  ['2026年11月30日下午6时前不得发表', '2026-11-30T18:00:00'],
  ['EMBARGOED UNTIL 30 November 2026', '2026-11-30'],
  ['Embargo: 2026-11-30T18:00:00+07:00', '2026-11-30T18:00:00+07:00'],
])('%s', (line, end) => {
  expect(embargoEnd(line)).toBe(end);
});

test.each([
  'Embargoed until 18:00, 11/12/2026',
  'Issued 28 November 2026, embargoed until 30 November 2026',
  'Embargoed until 18:00 BST 30 November 2026',
  'Embargoed until 6 PM ET on 30 November 2026',
  'Embargoed until 18:00 London time, 30 November 2026',
  'Cấm đăng trước 18:00 giờ Paris ngày 30/11/2026',
  'Embargo: 30 November 2026, 06:00 or 18:00',
])('“%s” may mean two moments and tells no end', (line) => {
  expect(embargoEnd(line)).toBeUndefined();
});

test.each([
  ['2026-11-30', undefined, '2026-12-01T12:00:00.000Z'],
  ['2026-11-30', 'Asia/Ho_Chi_Minh', '2026-11-30T17:00:00.000Z'],
  ['2026-12-31', 'Asia/Shanghai', '2026-12-31T16:00:00.000Z'],
  ['2026-11-30T18:00:00', undefined, '2026-12-01T06:00:00.000Z'],
  ['2026-11-30T18:00:00', 'no zone', '2026-12-01T06:00:00.000Z'],
  ['2026-11-30T18:00:00', 'Asia/Ho_Chi_Minh', '2026-11-30T11:00:00.000Z'],
  ['2026-11-30T18:00:00+07:00', 'Asia/Tokyo', '2026-11-30T11:00:00.000Z'],
  // Half past two is twice in this night, and never in the other.
  ['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T01:30:00.000Z'],
  ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
])('an embargo until %s in %s ends at %s', (time, zone, end) => {
  expect(resolveEmbargo(time, zone)).toBe(end);
});
