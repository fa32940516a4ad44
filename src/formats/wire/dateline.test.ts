import { expect, test } from 'vitest';
import { datelineOf } from './dateline.ts';

test.each([
  ['HANOI, Nov. 29 (Xinhua) -- Rain fell.', 'HANOI', 'Xinhua'],
  ['BUENOS AIRES, Argentina (AP) _ Rain fell.', 'BUENOS AIRES', 'AP'],
  ['Berlin (dpa) - Rain fell.', 'Berlin', 'dpa'],
  ['Frankfurt am Main (dpa/lhe) - Rain fell.', 'Frankfurt am Main', 'dpa/lhe'],
  ['PARIS, 29 nov 2026 (AFP) - Rain fell.', 'PARIS', 'AFP'],
  ['Madrid, 29 nov (EFE).- Rain fell.', 'Madrid', 'EFE'],
  ['(ANSA) - ROMA, 29 NOV - Rain fell.', 'ROMA', 'ANSA'],
  ['MOSCOW, November 29. /TASS/. Rain fell.', 'MOSCOW', 'TASS'],
  ['New Delhi, Nov 29 (PTI) Rain fell.', 'New Delhi', 'PTI'],
  ['St. Louis (AP) — Rain fell.', 'St. Louis', 'AP'],
  ['Hà Nội, ngày 29/11 (TTXVN) – Rain fell.', 'Hà Nội', 'TTXVN'],
  ['Hà Nội (TTXVN 29/11) - Rain fell.', 'Hà Nội', 'TTXVN'],
  ['新华社北京11月29日电（记者 王明）Rain fell.', '北京', '新华社'],
  ['Da Nang, 29. November 2026 – Rain fell.', 'Da Nang', undefined],
  ['BOSTON, Nov. 29, 2026 -- Rain fell.', 'BOSTON', undefined],
  ['TORONTO _ Rain fell.', 'TORONTO', undefined],
])('%s begins with its place', (text, place, agency) => {
  const { written, ...found } = datelineOf(text) ?? {};

  expect(found).toEqual({ place, rest: 'Rain fell.', ...(agency === undefined ? {} : { agency }) });
  expect(text.startsWith(written ?? '?')).toBe(true);
});

test.each([
  'Rain fell on Hue today (Sunday) - the first in weeks.',
  'He left. Nguyen Van A (left) - who stayed - said so.',
  'The minister (R) said nothing.',
  'Three dead in Hue - police',
  '',
])('%s begins with no place', (text) => {
  expect(datelineOf(text)).toBeUndefined();
});
