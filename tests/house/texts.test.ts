import { expect, test } from 'vitest';
import { houseFiles, isCode, readHouse } from './house-files.ts';
import { brokenTextRules, commentsOf, TEXT_RULES } from './text-rules.ts';

/** Everything that is read by people; pictures and fonts are not. */
const TEXT_FILE =
  /\.(?:tsx?|mjs|md|json|jsonld|xml|html|css|sql|txt|yml|svg)$|(?:^|\/)(?:run|LICENSE|NOTICE|\.[a-z]+rc|\.gitignore)$/;

/** Names that say nothing about what a file holds (style guide: Names). */
const EMPTY_NAME = /(?:^|[-/])(?:utils?|helpers?|common|manager|services?|misc|index)(?:\.test)?\.tsx?$/;

test('no text of the house says what it must not', () => {
  const files = houseFiles().filter((path) => TEXT_FILE.test(path));
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((path) => brokenTextRules(path, readHouse(path)))).toEqual([]);
});

test('no file bears a name that says nothing', () => {
  const named = (path: string): boolean => EMPTY_NAME.test(path);
  expect(houseFiles().filter((path) => isCode(path) && named(path))).toEqual([]);
  expect(['src/store/utils.ts', 'src/desk/index.tsx', 'tests/town/test-helpers.ts'].every(named)).toBe(true);
  expect(['src/kernel/json.ts', 'src/desk/commons.tsx'].some(named)).toBe(false);
});

const join = (...parts: string[]): string => parts.join('');

/** Faults planted for each rule, put together so that this file keeps the rules itself. */
const PLANTED: Readonly<Record<string, readonly (readonly [path: string, text: string])[]>> = {
  'says nothing of the machines and tools it was written with': [
    ['docs/a.md', join('see /wo', 'rk/main')],
    ['src/a/a.ts', join('https://registry.npm', 'js.org/')],
    ['README.md', join('written with clau', 'de')],
  ],
  'switches no check off in a comment': [
    ['src/a/a.ts', join('// oxlint-dis', 'able-next-line')],
    ['src/a/a.ts', join('// @ts-expect-err', 'or')],
  ],
  'never asks about unsaved changes (the desk saves by itself)': [
    ['src/desk/words/en.ts', `leave: 'You have unsaved changes'`],
    ['src/desk/words/vi.ts', `leave: 'Bạn có thay đổi chưa lưu'`],
    ['src/desk/words/zh.ts', `leave: '有未保存的更改'`],
  ],
  'in a lower room, names no upper room even in a comment': [
    ['src/domain/a/a.ts', '/** Called by #app/take. */'],
    ['src/kernel/a.ts', '// see src/http/problems.ts'],
  ],
  'has an issue number on every to-do': [['src/app/a/a.ts', join('// TO', 'DO later')]],
  're-exports nothing: who needs a name imports it from its own file': [
    ['src/app/a/a.ts', `export { a } from './b.ts';`],
    ['src/app/a/a.ts', `export type { A } from './b.ts';`],
    ['src/app/a/a.ts', `export * from './b.ts';`],
    ['src/app/a/a.ts', `export {\n  a,\n  b,\n} from './b.ts';`],
  ],
  'climbs no three folders: `#room/…` crosses rooms': [
    ['src/app/a/b/a.ts', `import { a } from '../../../b.ts';`],
  ],
  'runs no text as code (T25)': [
    ['src/app/a/a.ts', `new Function('a')`],
    ['src/store/a.ts', `sql.raw(text)`],
  ],
  'adds to history and never changes it': [
    ['src/store/item.ts', `await database.updateTable('item_version').set({ headline })`],
    ['src/store/item.ts', `database\n  .deleteFrom('log_leaf')`.replace('\n', '')],
    ['src/store/item.ts', 'sql`update entry set jws = ${text}`'],
  ],
  'sets no HTML by hand (T25)': [
    ['src/desk/a.tsx', 'dangerouslySetInnerHTML={{}}'],
    ['src/desk/a.tsx', `box.innerHTML = text`],
  ],
};

test('canary: every text rule reports each fault planted for it', () => {
  expect(Object.keys(PLANTED).toSorted()).toEqual(TEXT_RULES.map(({ name }) => name).toSorted());
  for (const [name, faults] of Object.entries(PLANTED)) {
    for (const [path, text] of faults)
      expect(brokenTextRules(path, `first\n${text}\n`)).toContain(`${path}:2 ${name}`);
  }
});

test('what only looks like a fault is left alone', () => {
  expect(
    brokenTextRules('src/domain/a/a.ts', `import { a } from '#domain/b/b.ts'; // TODO(#12) more\n`),
  ).toEqual([]);
  expect(commentsOf(`const a = 'https://a.example'; // why`).trim()).toBe('// why');
  expect(brokenTextRules('src/main/a.ts', `import { a } from '#app/a.ts';\n`)).toEqual([]);
});
