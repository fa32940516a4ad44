import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wireCases } from '#tests/town/wire-cases.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import { readXml } from '../xml/read-xml.ts';
import { JSON_READERS, XML_READERS } from './readers.ts';

type Change = {
  readonly at: number;
  readonly length: number;
  readonly to: number;
  readonly kind: 'cut' | 'double' | 'move' | 'put';
  readonly put: string;
};

/** A change of a text: cut out, doubled, exchanged or replaced by something that a wire never has. */
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 60 }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('cut', 'double', 'move', 'put'),
  put: fc.constantFrom(
    '',
    '\u0000',
    '<',
    '"',
    'null',
    '0',
    '[]',
    '{}',
    '1e999',
    '<p>',
    '&#x110;',
    '-1',
    'ﬀ',
    '\uD800',
    'Canceled',
  ),
});

function changed(text: string, { at, length, to, kind, put }: Change): string {
  const start = Math.floor(at * text.length);
  const piece = text.slice(start, start + length);
  const end = Math.floor(to * text.length);
  switch (kind) {
    case 'cut':
      return text.slice(0, start) + text.slice(start + length);
    case 'double':
      return text.slice(0, start) + piece + text.slice(start);
    case 'move':
      return text.slice(0, end) + piece + text.slice(end);
    case 'put':
      return text.slice(0, start) + put + text.slice(start + length);
  }
}

type Shape = 'read' | 'refused' | 'unknown';

/** Between tags and quotes things can be changed with the document staying whole. */
const VALUES = /(?<=>)[^<>]+(?=<)|(?<=")[^"<>]*(?=")/g;

function withValues(text: string, values: readonly string[]): string {
  let index = 0;
  return text.replace(VALUES, (value) =>
    index++ % 3 === 0 ? (values[index % values.length] ?? value) : value,
  );
}

function readAsXml(text: string): Shape {
  const root = readXml(text);
  if (!root.ok) return 'refused';
  const reader = XML_READERS.find(({ is }) => is(root.value));
  return reader === undefined ? 'unknown' : reader.parse(root.value, {}).ok ? 'read' : 'refused';
}

function readAsJson(text: string): Shape {
  const json = readStrictJson(text, 'round');
  if (!json.ok) return 'refused';
  const reader = JSON_READERS.find(({ is }) => is(json.value));
  return reader === undefined ? 'unknown' : reader.parse(json.value, {}).ok ? 'read' : 'refused';
}

describe.each([
  ['nitf', readAsXml],
  ['newsml1', readAsXml],
  ['apjson', readAsJson],
  ['dpajson', readAsJson],
] as const)('wires of %s', (format, read) => {
  const texts = wireCases(format).map(({ text }) => text);

  test('are known, and no other reader takes them', () => {
    for (const text of texts) expect(read(text)).toBe('read');
  });

  test('may be damaged in any way and are read or refused, never more', () => {
    const seen = new Set<Shape>();
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.array(
          fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replace(/[<>&"]/g, '')),
          { minLength: 1, maxLength: 4 },
        ),
        fc.boolean(),
        (text, changes, values, isWhole) => {
          seen.add(read(isWhole ? withValues(text, values) : changes.reduce(changed, text)));
        },
      ),
      { numRuns: 2500 },
    );
    expect(seen).toContain('read');
    expect(seen).toContain('refused');
  });
});
