import { expect, test } from 'vitest';
import fc from 'fast-check';
import { FRAMED_READERS } from './framed-readers.ts';

const SAMPLES = [
  '\u0001xyz0456 1 i 40 XYZ\n\nFloods/\n\u0002(Berichtigung: alt)\nURGENT: River falls =\n\nHANOI, Nov 29 (XYZ) - It fell.\n\n# Notebook\n\n## Refile\n- of xyz0001\n\n* * * *\nNot for publication\n\ndpa ab c\n\u0003291030Z NOV 26\n\u0004',
  'W2870asian\nb i BC-AS--Flood 1stLd-Writethru    11-29 0049\n^BC-AS--Flood, 1st Ld-Writethru,40<\n^River falls<\n^By AN LI=\n\t   HANOI (AP) _ It fell.\n\n\t   AP-WF-11-29-26 1509GMT<\n',
  'ZCZC VNA045\n$F\n^River falls\n*T\nHANOI, Nov 29 (VNA) - It fell.\n| a | b |\nNNNN\n',
  'FOR IMMEDIATE RELEASE\n\nEMBARGOED UNTIL 30 November 2026 06:00\n\nTrust opens gate\n\n- one\n- two\n\n###\n\nContact: A, +84 236 000 0000\n',
];

test('a reader is asked for the format that its text has', () => {
  const formats = SAMPLES.map((sample) => FRAMED_READERS.find((reader) => reader.is(sample))?.format);

  expect(formats).toEqual(['iptc-7901', 'anpa-1312', 'iptc-7901', 'plain-text']);
});

/** Pieces that frames are made of, in any order. */
const PIECES = [
  '\u0001',
  '\u0002',
  '\u0003',
  '\u0004',
  '\u0016',
  '^A',
  '^B',
  '^',
  '=\n',
  '<\n',
  '(',
  ')',
  '# ',
  '- ',
  '| a | b |\n',
  'ZCZC ',
  'NNNN\n',
  '\n\n',
  '\t   ',
  'HANOI (AP) - ',
  'KILL ',
  '291030Z NOV 26\n',
  'xyz0456 1 i 40\n',
  '广州',
  'lũ ',
  '\ud800',
  '1.',
  '::',
];

test('no text makes a reader fail, and none is read twice in two ways', () => {
  const noise = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8 })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(noise, (pieces) => {
      const text = pieces.join('');
      for (const reader of FRAMED_READERS) {
        expect([true, false]).toContain(reader.is(text));
        expect(reader.parse(text, {})).toEqual(reader.parse(text, {}));
      }
    }),
    { numRuns: 1500 },
  );
});

test('a message that was damaged on its way is read or refused, and its blocks keep names of their own', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SAMPLES),
      fc.array(fc.tuple(fc.nat(400), fc.constantFrom(...PIECES)), { maxLength: 4 }),
      (sample, changes) => {
        let text = sample;
        for (const [at, piece] of changes)
          text = text.slice(0, at % text.length) + piece + text.slice((at % text.length) + 1);
        for (const reader of FRAMED_READERS) {
          const read = reader.parse(text, {});
          if (read.ok)
            for (const item of read.value.items)
              expect(new Set(item.body.map(({ id }) => id)).size).toBe(item.body.length);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('a long line, many brackets and many words do not slow a reader down', () => {
  const hostile = [
    '('.repeat(50_000),
    `${'A-'.repeat(25_000)}A`,
    `${'a '.repeat(50_000)}=`,
    `URGENT ${'LEAD '.repeat(20_000)}`,
    '\n'.repeat(50_000),
    `HANOI${' A'.repeat(30_000)}`,
    '|;'.repeat(40_000),
  ];
  for (const text of hostile)
    for (const reader of FRAMED_READERS)
      expect(() => reader.parse(`\u0001xyz0456 1 i 40\n\n\u0002${text}`, {})).not.toThrow();
});
