import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeText } from './merge-text.ts';

test('a corrected figure is worked into a text that was shortened elsewhere', () => {
  expect(
    mergeText(
      {
        from: 'The flood killed 12 people on Monday, officials of the province said late on Tuesday.',
        theirs: 'The flood killed 17 people on Monday, officials of the province said late on Tuesday.',
        ours: 'The flood killed 12 people on Monday, officials said.',
      },
      'en',
    ),
  ).toBe('The flood killed 17 people on Monday, officials said.');
  expect(
    mergeText(
      {
        from: 'Lũ làm 12 người chết hôm thứ Hai, theo chính quyền tỉnh.',
        theirs: 'Lũ làm 17 người chết hôm thứ Hai, theo chính quyền tỉnh.',
        ours: 'Lũ làm 12 người chết hôm thứ Hai.',
      },
      'vi',
    ),
  ).toBe('Lũ làm 17 người chết hôm thứ Hai.');
  expect(
    mergeText(
      {
        from: '周一的洪水造成12人死亡，省政府官员说。',
        theirs: '周一的洪水造成17人死亡，省政府官员说。',
        ours: '据报道，周一的洪水造成12人死亡，官员说。',
      },
      'zh-Hans',
    ),
  ).toBe('据报道，周一的洪水造成17人死亡，官员说。');
});

test('where both changed the same words differently, nobody guesses', () => {
  const texts = { from: 'killed 12 people', theirs: 'killed 17 people', ours: 'killed a dozen people' };
  expect(mergeText(texts, 'en')).toBeUndefined();
  expect(mergeText({ ...texts, ours: 'killed 17 people' }, 'en')).toBe('killed 17 people');
});

test('what one side alone changed is as that side has it, to the letter', () => {
  const text = fc.array(fc.constantFrom('lũ', 'sông', ' ', '洪水', '12', '.', 'flood', '\n'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(text, text, fc.constantFrom('vi', 'zh-Hans', 'en'), (a, b, language) => {
      const [from, changed] = [a.join(''), b.join('')];
      expect(mergeText({ from, theirs: changed, ours: from }, language)).toBe(changed);
      expect(mergeText({ from, theirs: from, ours: changed }, language)).toBe(changed);
      expect(mergeText({ from, theirs: changed, ours: changed }, language)).toBe(changed);
    }),
  );
});
