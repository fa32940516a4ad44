/** A run of text and whether it is in both texts, only in the older, or only in the newer. */
export type DiffRun = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string };

/** The difference of two texts by words (Chinese by dictionary words), as runs in reading order. */
export function wordDiff(before: string, after: string, language: string): readonly DiffRun[] {
  const a = wordsOf(before, language);
  const b = wordsOf(after, language);
  const lengths = commonLengths(a, b);
  const runs: DiffRun[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const one = a[i];
    const two = b[j];
    if (one !== undefined && one === two) {
      push(runs, 'same', one);
      i += 1;
      j += 1;
    } else if (two === undefined || (one !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      push(runs, 'gone', one ?? '');
      i += 1;
    } else {
      push(runs, 'new', two);
      j += 1;
    }
  }
  return runs;
}

function wordsOf(text: string, language: string): string[] {
  return [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(
    ({ segment }) => segment,
  );
}

/** Lengths of the longest common runs from each pair of places on (the classic table, a row per word of `a`). */
function commonLengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row)
        row[j] =
          a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function push(runs: DiffRun[], kind: DiffRun['kind'], text: string): void {
  const last = runs.at(-1);
  if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + text };
  else runs.push({ kind, text });
}
