import { expect, test } from 'vitest';
import { houseFiles, isCode, isTest, readHouse } from './house-files.ts';

/** The value below which a share of the numbers lies; 0 for none. */
function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const GENERATED = new Set(['src/store/tables/database.ts']);

function productFiles(): string[] {
  return houseFiles('src').filter((path) => isCode(path) && !isTest(path) && !GENERATED.has(path));
}

function linesOf(path: string): number {
  return readHouse(path).trimEnd().split('\n').length;
}

test('rooms stay small: files have a median of at most 90 lines, nine of ten at most 220, none over 400', () => {
  const sizes = productFiles().map(linesOf);
  expect(quantile(sizes, 0.5)).toBeLessThanOrEqual(90);
  expect(quantile(sizes, 0.9)).toBeLessThanOrEqual(220);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
});

test('the kernel does not swell: 600 lines at most', () => {
  const kernel = productFiles().filter((path) => path.startsWith('src/kernel/'));
  expect(kernel.reduce((sum, path) => sum + linesOf(path), 0)).toBeLessThanOrEqual(600);
});

test('canary: the quantile is the one that a reader would count', () => {
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(quantile([1, 1, 1, 1, 1, 1, 1, 1, 1, 300], 0.9)).toBe(300);
  expect(quantile([], 0.5)).toBe(0);
});

/** Rooms whose every export is explained (style guide, Comments and docstrings). */
const EXPLAINED = /^src\/(?:kernel|domain|formats|ports|contract)\//;

/** Exports whose line before is not the end of a docstring: `path:line name`. */
function unexplained(path: string, text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const name =
      /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|class|type|interface) (\w+)/.exec(
        line,
      )?.[1];
    if (name === undefined) return [];
    const before = lines[at - 1] ?? '';
    const again = new RegExp(String.raw`^export (?:async )?function ${name}\b`).test(
      lines.slice(0, at).findLast((one) => one.startsWith('export')) ?? '',
    );
    return before.trimEnd().endsWith('*/') || again ? [] : [`${path}:${at + 1} ${name}`];
  });
}

/** Exports that need no words: an endpoint has its `summary`, a type made from a constant stands beside it. */
function saysItself(line: string, text: string): boolean {
  const name = line.split(' ')[1] ?? '';
  const forms = [
    `export const ${name} = endpoint\\(`,
    `export type ${name} = \\(typeof \\w+\\)\\[`,
    `export type ${name} = Static<`,
    `export type ${name} = keyof typeof`,
  ];
  return new RegExp(`^(?:${forms.join('|')})`, 'm').test(text);
}

/** The least share of exports with a docstring, in percent, over all of these rooms. It may only rise. */
const EXPLAINED_AT_LEAST = 70;

test('what lower rooms offer is explained: all of the kernel, and most of domain, formats, ports and contract', () => {
  const files = productFiles().filter((path) => EXPLAINED.test(path));
  const missing = files.flatMap((path) =>
    unexplained(path, readHouse(path)).filter((line) => !saysItself(line, readHouse(path))),
  );
  expect(missing.filter((line) => line.startsWith('src/kernel/'))).toEqual([]);
  const exported = files.reduce((sum, path) => sum + (readHouse(path).match(/^export \w/gm)?.length ?? 0), 0);
  const percent = 100 - (100 * missing.length) / exported;
  expect(percent, missing.join('\n')).toBeGreaterThanOrEqual(EXPLAINED_AT_LEAST);
});

test('canary: an export without a docstring is reported, one with it is not', () => {
  expect(unexplained('src/domain/a.ts', '/** Why. */\nexport const a = 1;\nexport type B = 1;\n')).toEqual([
    'src/domain/a.ts:3 B',
  ]);
  expect(
    unexplained('src/domain/a.ts', '/** Why. */\nexport function a(b: 1): 1;\nexport function a(b: 2): 2;\n'),
  ).toEqual([]);
  expect(saysItself('x:1 doIt', 'export const doIt = endpoint({})')).toBe(true);
});
