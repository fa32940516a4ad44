import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareTexts, overlapOf } from '#domain/chain/compare-texts.ts';
import type { TextSketch } from '#domain/chain/text-sketch.ts';
import { sketchText } from './sketch-text.ts';

const sketch = (text: string, language = 'en'): TextSketch => {
  const made = sketchText({ language, blocks: [{ text }] });
  if (!made) throw new Error('too short');
  return made;
};
const words = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_one, at) => `word${String.fromCharCode(97 + ((at + from) % 26))}${at + from}`,
  );

test('punctuation, case, tone placement, Han script and headline do not part a text from itself', () => {
  const vi = 'Chính quyền thành phố hoà giải các hộ dân ven sông Hàn sau trận lũ lớn nhất trong mười năm.';
  expect(compareTexts(sketch(vi, 'vi'), sketch(vi.replace('hoà', 'hòa').toUpperCase(), 'vi'))).toBe('exact');
  expect(
    compareTexts(
      sketch('大桥昨日通车，总统出席了仪式并发表讲话，来自两省的代表参加。', 'zh-Hans'),
      sketch('大橋昨日通車、總統出席了儀式並發表講話；來自兩省的代表參加', 'zh-Hant'),
    ),
  ).toBe('exact');
});

test('a text is near what it was cut or corrected from, and not what only quotes a sentence of it', () => {
  const text = words(200);
  expect(compareTexts(sketch(text.join(' ')), sketch(text.with(7, '14').join(' ')))).toBe('near');
  expect(compareTexts(sketch(text.join(' ')), sketch(text.slice(0, 60).join(' ')))).toBe('near');
  expect(
    compareTexts(sketch(text.join(' ')), sketch([...text.slice(0, 20), ...words(150, 1000)].join(' '))),
  ).toBeUndefined();
  expect(compareTexts(sketch(text.join(' ')), sketch(words(200, 1000).join(' ')))).toBeUndefined();
});

test('a flash has no sketch: the same few words come of two events', () => {
  expect(
    sketchText({ language: 'en', blocks: [{ text: 'Fire in the port, more follows.' }] }),
  ).toBeUndefined();
});

const someText = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 30, maxLength: 900 });

test('comparing does not ask which came first, and a text is itself, whatever it says', () => {
  fc.assert(
    fc.property(someText, someText, (one, other) => {
      const [a, b] = [one, other].map((text) => sketch(text.map((number) => `w${number}`).join(' ')));
      if (!a || !b) throw new Error('both were made');
      expect(compareTexts(a, b)).toBe(compareTexts(b, a));
      expect(overlapOf(a, b)).toEqual(overlapOf(b, a));
      expect(compareTexts(a, a)).toBe('exact');
    }),
  );
});

test('what is estimated of long texts is near what they share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 200, max: 3000 }),
      fc.integer({ min: 0, max: 10 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      (size, tenths, from) => {
        const same = Math.round((size * tenths) / 10);
        const a = words(size, from);
        const b = [...a.slice(0, same), ...words(size - same, from + 5_000_000)];
        const { shared } = overlapOf(sketch(a.join(' ')), sketch(b.join(' ')));
        // A sample of 384 is within five standard errors of what it is drawn from.
        expect(Math.abs(shared - same / (2 * size - same))).toBeLessThan(0.13);
      },
    ),
    { numRuns: 40 },
  );
});
