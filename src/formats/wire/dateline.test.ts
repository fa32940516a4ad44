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
  ['PRAHA 29. listopadu (ČTK) - Rain fell.', 'PRAHA', 'ČTK'],
  ['WARSZAWA, 29 listopada (PAP) - Rain fell.', 'WARSZAWA', 'PAP'],
  ['BUDAPEST, november 29. (MTI) - Rain fell.', 'BUDAPEST', 'MTI'],
  ['МОСКВА, 29 ноября. /ТАСС/. Rain fell.', 'МОСКВА', 'ТАСС'],
  ['КИЇВ, 29 листопада (Укрінформ). Rain fell.', 'КИЇВ', 'Укрінформ'],
  ['ΑΘΗΝΑ, 29 Νοεμβρίου (ΑΠΕ). Rain fell.', 'ΑΘΗΝΑ', 'ΑΠΕ'],
  ['【中央社台北二十九日電】Rain fell.', '台北', '中央社'],
  ['【東京共同】Rain fell.', '東京', '共同'],
  ['القاهرة 29 نوفمبر (أ ش أ) - Rain fell.', 'القاهرة', 'أ ش أ'],
  ['กรุงเทพฯ 29 พ.ย. (สำนักข่าวไทย) - Rain fell.', 'กรุงเทพฯ', 'สำนักข่าวไทย'],
  ['Da Nang, 29. November 2026 – Rain fell.', 'Da Nang', undefined],
  ['BOSTON, Nov. 29, 2026 -- Rain fell.', 'BOSTON', undefined],
  ['TORONTO _ Rain fell.', 'TORONTO', undefined],
])('%s begins with its place', (text, place, agency) => {
  const { written, byline: _by, ...found } = datelineOf(text) ?? {};

  expect(found).toEqual({ place, rest: 'Rain fell.', ...(agency === undefined ? {} : { agency }) });
  expect(text.startsWith(written ?? '?')).toBe(true);
});

test.each([
  ['（中央社記者王小明台北29日電）下雨。', '台北', '王小明', '下雨。'],
  ['(서울=연합뉴스) 김철수 기자 = 비가 왔다.', '서울', '김철수 기자', '비가 왔다.'],
  ['新华社北京11月29日电（记者 王明）下雨。', '北京', '记者 王明', '下雨。'],
])('%s says who wrote it as well', (text, place, byline, rest) => {
  expect(datelineOf(text)).toMatchObject({ place, byline, rest });
});

test.each([
  'Rain fell on Hue today (Sunday) - the first in weeks.',
  'He left. Nguyen Van A (left) - who stayed - said so.',
  'The minister (R) said nothing.',
  'Three dead in Hue - police',
  'Party leaders met 29 people (Sunday). They agreed.',
  'قال الرئيس (يسار) - إن الحكومة',
  '',
])('%s begins with no place', (text) => {
  expect(datelineOf(text)).toBeUndefined();
});
