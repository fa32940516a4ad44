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
  // Halves of the day
  ['CẤM ĐĂNG trước 6h30 chiều ngày 29/11/2026', '2026-11-29T18:30:00'],
  ['CẤM ĐĂNG trước 6h tối ngày 29/11/2026', '2026-11-29T18:00:00'],
  ['CẤM ĐĂNG trước chiều 29/11/2026, lúc 6 giờ', '2026-11-29T18:00:00'],
  ['Cấm đăng trước 1 giờ trưa ngày 29/11/2026', '2026-11-29T13:00:00'],
  ['Cấm đăng trước 11 giờ đêm ngày 29/11/2026', '2026-11-29T23:00:00'],
  ['Cấm đăng trước 12 giờ đêm ngày 29/11/2026', '2026-11-29'],
  ['2026年11月29日晚上12点前不得发表', '2026-11-29'],
  ['2026年11月29日晚间8点前不得发表', '2026-11-29T20:00:00'],
  ['2026年11月29日夜里11点前不得发表', '2026-11-29T23:00:00'],
  ['2026年11月29日中午1点前不得发表', '2026-11-29T13:00:00'],
  ['2026年11月29日上午12点前不得发表', '2026-11-29'],
  ['2026年11月29日下午6点半前不得发表', '2026-11-29T18:30:00'],
  ['Embargoed until 6:30 in the evening on 29 November 2026', '2026-11-29T18:30:00'],
  ['Embargoed until 12:00 midnight on 29 November 2026', '2026-11-29'],
  ['Embargoed until half past 6 p.m. on 29 November 2026', '2026-11-29'],
  ['Sous embargo jusqu’à 6h du soir le 29 novembre 2026', '2026-11-29T18:00:00'],
  ['Embargo hasta las 6:00 de la tarde del 29 de noviembre de 2026', '2026-11-29T18:00:00'],
  ['Sperrfrist: 29. November 2026, 6.30 Uhr abends', '2026-11-29T18:30:00'],
  ['Sperrfrist: 12:00 am 29. November 2026', '2026-11-29T12:00:00'],
  // Zones
  ['Embargoed until 6 p.m. MST, 29 November 2026', '2026-11-29T18:00:00-07:00'],
  ['Embargoed until 18:00 MSK 29 November 2026', '2026-11-29T18:00:00+03:00'],
  ['Embargoed until 18:00 -0500 29 November 2026', '2026-11-29T18:00:00-05:00'],
  ['Embargoed until 18:00 GMT-5 29 November 2026', '2026-11-29T18:00:00-05:00'],
  ['Embargoed until 18:00 (UTC-05:00) 29 November 2026', '2026-11-29T18:00:00-05:00'],
  ['Embargoed until 2026-11-29 18:00 EST', '2026-11-29T18:00:00-05:00'],
  ['Embargoed until 2026-11-29T18:00:00.000Z', '2026-11-29T18:00:00Z'],
  ['EMBARGOED UNTIL 18:00 ON SUNDAY 29 NOVEMBER 2026', '2026-11-29T18:00:00'],
  // Vietnamese, and the end of the day
  ['EMBARGO đến 0 giờ ngày 30/11/2026', '2026-11-30T00:00:00'],
  ['EMBARGO 20h ngày 29 tháng 11 năm 2026', '2026-11-29T20:00:00'],
  ['EMBARGO 18g30 ngày 29/11/2026', '2026-11-29T18:30:00'],
  ['EMBARGO 24h ngày 29/11/2026', '2026-11-29'],
  ['EMBARGO 24:00 GMT 29/11/2026', '2026-11-30T00:00:00Z'],
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
  'Embargoed until 18:00-20:00 on 29 November 2026',
  'Embargoed until 2026-11-29T06:00:00Z or 18:00',
  'Cấm đăng trước 12 giờ 30 đêm ngày 29/11/2026',
  '2026年11月29日夜里1点前不得发表',
  'Embargoed until 6 p.m. Eastern, 29 November 2026',
  'Embargoed until 18:00 on 29 November 2026, Eastern',
  'Embargoed until 18:00 (Washington) 29 November 2026',
  'Embargoed until 18:00, 29 November 2026 (Washington)',
  'Embargoed until 18:00 in Berlin, 29 November 2026',
  'Embargoed until 18:00 GMT (19:00 CET), 29 November 2026',
  'Embargoed until 18:00 CET, 29 November 2026 GMT',
  'Embargoed until 18:00 EET-5, 29 November 2026',
  'Embargoed until 18:00 +7, 29 November 2026',
  'Embargoed until 00:01 SGT 30 November 2026',
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
