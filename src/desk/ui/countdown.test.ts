import { expect, test } from 'vitest';
import { countdownText } from './countdown.ts';

test('what is left is told to the second below two days, and never as less than nothing', () => {
  expect(countdownText('en', 2 * 3600 + 14 * 60 + 5)).toBe('02:14:05');
  expect(countdownText('vi', 0.4)).toBe('00:00:01');
  expect(countdownText('en', -9)).toBe('00:00:00');
  expect(countdownText('en', 47 * 3600 + 59 * 60 + 59)).toBe('47:59:59');
});

test('beyond two days it is told in days and hours, in the words of the screen', () => {
  expect(countdownText('en', 3 * 86_400 + 7200)).toBe('3 days 2 hr');
  expect(countdownText('vi', 3 * 86_400 + 7200)).toBe('3 ngày 2 giờ');
  expect(countdownText('zh-Hans', 3 * 86_400 + 7200)).toBe('3天 2小时');
});
