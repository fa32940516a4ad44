import { expect, test } from 'vitest';
import { endOfDay, startOfDay } from '#desk/pages/agreement/compose-draft.ts';
import { wordDiff } from '#desk/pages/translation/word-diff.ts';
import { parseProblem } from '#desk/refusal.ts';
import { foldedIncludes } from '#desk/ui/fold.ts';
import { isComposing, isSingleLetter, matchesKey, type Stroke } from '#desk/ui/key-match.ts';
import { DESK_LANGUAGES, WORDS } from './desk-pages.ts';

function stroke(change: Partial<Stroke>): Stroke {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
  return { key: '', code: '', keyCode: 0, ...plain, ...change };
}

test('a key that an input method has taken is recognised in each of its three disguises', () => {
  expect(isComposing(stroke({ key: 'Enter', isComposing: true }))).toBe(true);
  expect(isComposing(stroke({ key: 'Enter', keyCode: 229 }))).toBe(true);
  expect(isComposing(stroke({ key: 'Process' }))).toBe(true);
  expect(isComposing(stroke({ key: 'Enter', keyCode: 13 }))).toBe(false);
});

test('a shortcut answers to its own keys and to no others', () => {
  expect(matchesKey(stroke({ key: 'j' }), 'J')).toBe(true);
  expect(matchesKey(stroke({ key: 'J', shiftKey: true }), 'J')).toBe(false);
  expect(matchesKey(stroke({ key: 'J', shiftKey: true }), 'Shift+J')).toBe(true);
  expect(matchesKey(stroke({ key: '?', shiftKey: true }), '?')).toBe(true);
  expect(matchesKey(stroke({ key: 't', ctrlKey: true }), 'T')).toBe(false);
  expect(matchesKey(stroke({ key: 'Enter', metaKey: true }), 'Ctrl+Enter')).toBe(true);
});

test('Ctrl+Alt+P works on a keyboard where these keys type another character', () => {
  expect(matchesKey(stroke({ key: 'π', code: 'KeyP', ctrlKey: true, altKey: true }), 'Ctrl+Alt+P')).toBe(
    true,
  );
});

test('single letters and letter pairs can be switched off, keys with Ctrl cannot', () => {
  expect(['J', 'Shift+J', 'G W', '/'].every(isSingleLetter)).toBe(true);
  expect(['Ctrl+K', 'Enter', 'Escape', 'F9'].some(isSingleLetter)).toBe(false);
});

test('what is typed without marks finds the word with them', () => {
  expect(foldedIncludes('Biên tập Đà Nẵng', 'da nang')).toBe(true);
  expect(foldedIncludes('Đính chính', 'dinh')).toBe(true);
  expect(foldedIncludes('Đính chính', 'kill')).toBe(false);
});

test('the two readings of a corrected block differ only in the marked words, and nothing is lost', () => {
  const before = '全港完成集装箱吞吐量三百一十万标箱。';
  const after = '全港完成集装箱吞吐量三百二十万标箱。';

  const runs = wordDiff(before, after, 'zh-Hans');

  const read = (without: string): string =>
    runs.flatMap((run) => (run.kind === without ? [] : run.text)).join('');
  expect([read('new'), read('gone')]).toEqual([before, after]);
  expect(runs.at(-1)).toMatchObject({ kind: 'same', text: expect.stringContaining('标箱') });
});

test('an agreement begins and ends with the day of our own zone', () => {
  expect(startOfDay('2026-03-01', 'Asia/Ho_Chi_Minh')).toBe('2026-02-28T17:00:00.000Z');
  expect(endOfDay('2026-03-01', 'Asia/Shanghai')).toBe('2026-03-01T15:59:59.000Z');
});

test('a problem document without our members still becomes a refusal with a code to quote', () => {
  expect(parseProblem(502, '<html>')).toMatchObject({ code: 'http-502', status: 502, because: [] });
});

test('no word of the interface speaks of unsaved changes, in any language', () => {
  const all = DESK_LANGUAGES.map((language) => textsOf(WORDS[language])).join('\n');
  expect(all.length).toBeGreaterThan(10_000);
  expect(all).not.toMatch(/unsaved|chưa lưu|未保存/i);
});

function textsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return String(value(2, 3));
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(textsOf).join('\n');
}

test('no two languages share a sentence: nothing was left untranslated', () => {
  const lines = (language: 'en' | 'vi' | 'zh-Hans'): Set<string> =>
    new Set(
      textsOf(WORDS[language])
        .split('\n')
        .filter((line) => line.split(' ').length > 3),
    );
  const shared = [...lines('en')].filter((line) => lines('vi').has(line) || lines('zh-Hans').has(line));
  expect(shared).toEqual([]);
});
