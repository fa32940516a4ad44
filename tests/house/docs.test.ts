import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HOUSE, houseFiles, readHouse } from './house-files.ts';
import { anchorsOf, deadLinks, namedFiles, type Shelf } from './markdown-links.ts';

const house: Shelf = { has: (path) => existsSync(join(HOUSE, path)), read: readHouse };
const texts = houseFiles().filter((path) => path.endsWith('.md'));
const decisions = texts.filter((path) => path.startsWith('docs/decisions/'));

function shelf(files: Readonly<Record<string, string>>): Shelf {
  return { has: (path) => path in files, read: (path) => files[path] ?? '' };
}

test('every relative link in every text leads to a file and a heading that exist', () => {
  expect(texts.length).toBeGreaterThan(5);
  expect(texts.flatMap((path) => deadLinks(path, house))).toEqual([]);
});

test('canary: a dead file, a dead heading, a dead picture and a named file that is not there are reported', () => {
  const files = shelf({
    'docs/a.md': [
      '# Đà Nẵng & friends',
      '[ok](b.md#hai-hai-2) [ok](#đà-nẵng--friends) [web](https://a.example/x) `src/kernel/there.ts`',
      '[dead](c.md) [dead](b.md#none) ![dead](p.png) <img src="q.png"> `src/kernel/gone.ts`',
      '[r]: gone.md',
      '```\n[example](nowhere.md) `src/kernel/example.ts`\n```',
    ].join('\n\n'),
    'docs/b.md': '## Hai, hai!\n\n## `Hai` hai\n\n## Hai hai\n',
    'src/kernel/there.ts': '',
  });
  expect(deadLinks('docs/a.md', files).map(({ link }) => link)).toEqual([
    'c.md',
    'b.md#none',
    'p.png',
    'gone.md',
    'q.png',
    'src/kernel/gone.ts',
  ]);
  expect([...anchorsOf('# A b\n# A b\n')]).toEqual(['a-b', 'a-b-1']);
});

const SECTIONS = ['Context', 'Choice', 'Price', 'Kept by'];

/** What is wrong with a decision record: its four sections in order, one page, and a guard that exists. */
function decisionFaults(text: string, shelves: Shelf): string[] {
  const headings = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
  const keptBy = text.split(/^## Kept by$/m)[1] ?? '';
  const guards = namedFiles(keptBy);
  return [
    ...(headings.join() === SECTIONS.join() ? [] : [`sections are ${headings.join()}`]),
    ...(text.split('\n').length <= 70 ? [] : ['longer than one page']),
    ...(guards.length > 0 || /kept by review/i.test(keptBy)
      ? []
      : ['names no guard, nor says "kept by review" and why']),
    ...guards.filter((path) => !shelves.has(path)).map((path) => `${path} does not exist`),
  ];
}

test('every decision record says context, choice, price and by which existing guard it is kept', () => {
  expect(decisions.length).toBeGreaterThanOrEqual(8);
  expect(decisions.filter((path) => !/^docs\/decisions\/\d{4}-[a-z0-9-]+\.md$/.test(path))).toEqual([]);
  const numbers = decisions.map((path) => Number(path.slice(15, 19)));
  expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  const faults = decisions.flatMap((path) =>
    decisionFaults(readHouse(path), house).map((fault) => `${path}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

test('canary: a decision without a section, a guard, or with a guard that is gone is reported', () => {
  const good = '# A\n\n## Context\n\n## Choice\n\n## Price\n\n## Kept by\n\n`tests/house/a.test.ts`\n';
  const files = shelf({ 'tests/house/a.test.ts': '' });
  expect(decisionFaults(good, files)).toEqual([]);
  expect(decisionFaults(good.replace('## Price', ''), files)).toHaveLength(1);
  expect(decisionFaults(good.replace('a.test', 'b.test'), files)).toEqual([
    'tests/house/b.test.ts does not exist',
  ]);
  expect(decisionFaults(good.replace(/`.*`/, 'hope'), files)).toHaveLength(1);
  expect(decisionFaults(`${good}${'\n'.repeat(80)}`, files)).toEqual(['longer than one page']);
});

test('a README of a folder has at most 15 lines of text', () => {
  const folders = texts.filter((path) => /^(?:src|tests|tools)\/.*README\.md$/.test(path));
  const long = folders.filter(
    (path) =>
      readHouse(path)
        .split('\n')
        .filter((line) => line.trim() !== '').length > 15,
  );
  expect(long).toEqual([]);
});

test('the glossary gives every word a line in English, Vietnamese and Chinese, in order, once', () => {
  const rows = readHouse('docs/glossary.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:word|---)/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  expect(rows.length).toBeGreaterThanOrEqual(50);
  expect(rows.filter((cells) => cells.length !== 4 || cells.some((cell) => cell === ''))).toEqual([]);
  const words = rows.map(([word = '']) => word.toLowerCase());
  expect(words).toEqual([...new Set(words)].toSorted((one, other) => one.localeCompare(other, 'en')));
  expect(rows.filter(([, , , chinese = '']) => !/\p{Script=Han}/u.test(chinese))).toEqual([]);
});
