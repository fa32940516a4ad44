import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWire } from './read-wire.ts';

const ROOT = join(import.meta.dirname, '../../../conformance/wires');

/** Every wire file of our own with what must come out of it at the one door of all formats; pictures have their own test. */
const CASES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.expected.json') && !name.startsWith('picture'))
  .toSorted()
  .flatMap((name) => {
    const stem = name.slice(0, -'.expected.json'.length);
    const folder = join(ROOT, stem, '..');
    const wire = readdirSync(folder).find(
      (file) =>
        !file.endsWith('.expected.json') &&
        join(folder, file.slice(0, -extname(file).length)) === join(ROOT, stem),
    );
    if (wire === undefined) throw new Error(`${name} has no wire beside it`);
    const told: Record<string, object> = JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
    return [{ name: stem, bytes: readFileSync(join(folder, wire)), expected: told['value'] ?? told }];
  });

describe('the wires of conformance/wires', () => {
  test.each(CASES)('$name gives what it must', ({ bytes, expected }) => {
    const read = readWire(bytes, {});
    expect(read.ok ? read.value : read.error).toMatchObject(expected);
  });
});

test.each([
  ['iim-gbk.jpg', 'gb18030'],
  ['iim-latin1.jpg', 'windows-1252'],
  ['iim-tcvn3.jpg', 'tcvn3'],
  ['extended-xmp.jpg', 'utf-8'],
])('the texts of %s are said to be %s', (name, found) => {
  const read = readWire(readFileSync(join(ROOT, 'picture', name)), {});
  expect(read.ok && read.value.encoding.found).toBe(found);
});

/** A number in [0, n) out of a small seeded generator, so that a failure can be told by its seed. */
function numbers(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = ['<', '{"', '&', ']]>', '\u0000', 'ắ', '99999999999999999999'].map((text) =>
  Buffer.from(text),
);

function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const next = numbers(seed);
  let copy = Buffer.from(bytes);
  for (let changes = 1 + next(6); changes > 0; changes -= 1) {
    const at = next(copy.length);
    const kind = next(4);
    const [start, end] = [copy.subarray(0, at), copy.subarray(at)];
    if (kind === 0) copy[at] = next(256);
    else if (kind === 1) copy = Buffer.concat([start, end.subarray(next(40))]);
    else if (kind === 2)
      copy = Buffer.concat([
        start,
        copy.subarray(next(copy.length), next(copy.length)).subarray(0, 200),
        end,
      ]);
    else copy = Buffer.concat([start, PIECES[next(PIECES.length)] ?? Buffer.alloc(0), end]);
  }
  return copy;
}

const FAMILIES = [...new Set(CASES.map(({ name }) => name.split('/')[0] ?? ''))];

test.each(FAMILIES)(
  'no mutation of %s makes the reader throw, and every refusal has its reason',
  (family) => {
    const small = CASES.filter(({ name, bytes }) => name.startsWith(`${family}/`) && bytes.length < 20_000);
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.nat(), (index, seed) => {
        const read = readWire(mutate(small[index]?.bytes ?? new Uint8Array(), seed), {});
        return read.ok || read.error.detail !== '';
      }),
      { numRuns: 1000 },
    );
  },
);
