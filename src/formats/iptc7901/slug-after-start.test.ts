import { expect, test } from 'vitest';
import { parseIptc7901 } from './parse-iptc-7901.ts';

function first(text: string) {
  const read = parseIptc7901(text, {});
  const [item] = read.ok ? read.value.items : [];
  return { ...item, texts: item?.body.map((block) => block.text) };
}

test('a line by itself above the headline is the slug, and a dateline without a dash is one', () => {
  const text = [
    'bsf037 4 su 174 gef 1388',
    '\u0002',
    'Notes de frais GE',
    '',
    'Notes de frais GE: ',
    "L'affaire a marqué la ville = ",
    '',
    'Genève (ats) Le scandale a provoqué un séisme.',
    '',
    '«Il y aura un après», souligne Ann Vale.',
    '',
    '(SDA/mf ba) ',
    '',
    '\u0003211005 nov 26',
  ].join('\r\n');
  expect(first(`\u0001${text}`)).toMatchObject({
    slugline: 'Notes de frais GE',
    headline: "Notes de frais GE: L'affaire a marqué la ville",
    dateline: 'Genève (ats)',
    places: [{ name: 'Genève', role: 'dateline' }],
    private: [{ kind: 'desk', text: '(SDA/mf ba)' }],
    texts: ['Le scandale a provoqué un séisme.', '«Il y aura un après», souligne Ann Vale.'],
  });
});

test('keywords that come after the start of the text are the slug, not the headline', () => {
  const text =
    '\u0001ecp0007 4 s 850  dpa-tns 0908\r\n\u0002\r\nFootball/NFL/\r\nFun in the cup\r\nBy Bo Strand =\r\n\r\nHue (dpa) - It was fun.\r\n\r\n\u0003211259 Nov 26';
  expect(first(text)).toMatchObject({
    slugline: 'Football/NFL',
    keywords: ['Football', 'NFL'],
    headline: 'Fun in the cup',
    byline: 'By Bo Strand',
    texts: ['It was fun.'],
  });
});

test('the name of the agency after dashes ends a story and is none of it', () => {
  const text =
    'ZCZC BNM0456\nKUALA LUMPUR, Jan 1 (Bernama) -- The bridge reopened.\n\nIt was closed for a year.\n\n-- BERNAMA\nNNNN\n';
  expect(first(text)).toMatchObject({ texts: ['The bridge reopened.', 'It was closed for a year.'] });
});

test('strokes before and after a slug are none of it', () => {
  const read = parseIptc7901(
    'eca00075 3 i 510    dpa 1003\n\n/politics/Vietnam/flood/\nFlood recedes  =\n\nHue (dpa) - The flood receded.\n\n101137 GMT Dez 26\n',
    {},
  );
  expect(read.ok && read.value.items[0]).toMatchObject({
    slugline: 'politics/Vietnam/flood',
    keywords: ['politics', 'Vietnam', 'flood'],
    headline: 'Flood recedes',
  });
});

test('a word that withdraws a story counts wherever in the slug it stands', () => {
  const item = first(
    'dpa0100 1 pl 40 dpa 0555\n\nKORREKTUR/ANNULLIERUNG/\nDie Meldung dpa 0099 ist falsch =\n\nBerlin (dpa) - Sie darf nicht verwendet werden.\n\n291030 Nov 26\n',
  );
  expect(item).toMatchObject({ instruction: 'kill', pubStatus: 'canceled' });
});

test('the time at the end may have the name of its agency before it', () => {
  const item = first(
    '\u0001AFP0123 3 I 0245\r\nFrance-plan\r\n\u0002Un plan\r\n\r\nPARIS, 29 nov 2026 (AFP) - Un plan est annoncé.\r\n\u0003AFP 291015 GMT NOV 26\r\n\u0004',
  );
  expect(item.dates).toEqual({ versionCreated: '2026-11-29T10:15:00Z' });
});

test.each([
  ['Di Maria segna due gol', undefined, 'Di Maria segna due gol'],
  ['di Carlo Rossi e Anna De Luca', 'di Carlo Rossi e Anna De Luca', undefined],
  ['By ANN LEE, AP Sports Writer', 'By ANN LEE, AP Sports Writer', undefined],
  ['Von dpa-Korrespondent Max Berg', 'Von dpa-Korrespondent Max Berg', undefined],
])('below a headline, %s is no byline unless it names people', (line, byline, subtitle) => {
  const item = first(
    `ZCZC5012/SXB\nXSP43652\nR SPO S43 QBXB\n   Calcio: Hanoi batte Hue 2-1\n   ${line}\n   (ANSA) - ROMA, 29 NOV - Hanoi ha battuto Hue.\n\n29-NOV-26 10:30 NNNN\n`,
  );
  expect(item.headline).toBe('Calcio: Hanoi batte Hue 2-1');
  expect([item.byline, item.headlines?.[0]?.text]).toEqual([byline, subtitle]);
  expect(item.texts).toEqual(['Hanoi ha battuto Hue.']);
});
