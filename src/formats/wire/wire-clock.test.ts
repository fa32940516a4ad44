import { expect, test } from 'vitest';
import { messageTime, timeInWords } from './wire-clock.ts';
import { wireTime } from './wire-time.ts';

test.each([
  ['291030Z NOV 26', '2026-11-29T10:30:00Z'],
  ['291030 GMT Nov 2026', '2026-11-29T10:30:00Z'],
  ['241205 Sep 26', '2026-09-24T12:05:00'],
  ['062130 Okt 26', '2026-10-06T21:30:00'],
  ['291030 MEZ Nov 26', '2026-11-29T10:30:00+01:00'],
  ['011200 Mär 26', '2026-03-01T12:00:00'],
  ['   AP-WF-11-29-26 1509GMT<', '2026-11-29T15:09:00Z'],
  ['AP-NY-11-29-26 0330EST<', '2026-11-29T03:30:00-05:00'],
  ['16:35ET 29-11-26<', '2026-11-29T16:35:00'],
  ['29-NOV-26 10:30', '2026-11-29T10:30:00'],
])('%s at the end of a message is its time', (line, time) => {
  expect(messageTime(line)?.time).toBe(time);
});

test.each(['291030Z', '291030Z NOV', '321030Z NOV 26', '292560Z NOV 26'])('%s dates nothing', (line) => {
  expect(messageTime(line)?.time).toBeUndefined();
});

test.each([
  ['EMBARGOED UNTIL 30 November 2026, 06:00 GMT', '2026-11-30T06:00:00Z'],
  ['Embargo until November 30, 2026 0001 GMT', '2026-11-30T00:01:00Z'],
  ['Sperrfrist: 30. November 2026, 14.20 Uhr', '2026-11-30T14:20:00'],
  ['Sous embargo jusqu’au 30 novembre 2026 à 18h00', '2026-11-30T18:00:00'],
  ['Embargo hasta el 30 de noviembre de 2026 a las 18:00', '2026-11-30T18:00:00'],
  ['Cấm đăng trước 18 giờ 00 ngày 30/11/2026', '2026-11-30T18:00:00'],
  ['Cấm phát trước 18 giờ 00 ngày 30 tháng 11 năm 2026', '2026-11-30T18:00:00'],
  ['2026年11月30日18时前不得发表', '2026-11-30T18:00:00'],
  ['Embargo: 2026-11-30T18:00:00+07:00', '2026-11-30T18:00:00+07:00'],
  ['Embargo until Tuesday 18:00', undefined],
])('%s', (line, time) => {
  expect(timeInWords(line)).toBe(time);
});

test('the date of a mail keeps all four digits of its year', () => {
  expect(wireTime('Sun, 29 Nov 2026 10:00:00 +0700')).toBe('2026-11-29T10:00:00+07:00');
  expect(wireTime('29 Nov 26 10:00 GMT')).toBe('2026-11-29T10:00:00Z');
  expect(wireTime('29.11.2026 10:00')).toBe('2026-11-29T10:00:00');
  expect(wireTime('31.11.2026')).toBeUndefined();
  expect(wireTime('30 Feb 2026')).toBeUndefined();
});
