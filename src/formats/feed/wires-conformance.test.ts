import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCalendar } from '../calendar/parse-calendar.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import { parseFeedWire } from './parse-feed-wire.ts';
import { parseJsonFeed } from './parse-json-feed.ts';
import { readFeedXml } from './read-feed-xml.ts';

const ROOT = join(import.meta.dirname, '../../../conformance/wires');
const FORMATS = ['rss', 'atom', 'json-feed', 'wxr', 'icalendar'] as const;

const WIRES = FORMATS.flatMap((format) =>
  readdirSync(join(ROOT, format))
    .filter((name) => !name.endsWith('.expected.json'))
    .map((name) => ({ format, name, path: join(ROOT, format, name) })),
);

function read(format: (typeof FORMATS)[number], bytes: Buffer): unknown {
  if (format === 'icalendar') return parseCalendar(bytes, {});
  const text = bytes.toString('utf8');
  if (format === 'json-feed') {
    const json = readStrictJson(text, 'round');
    return json.ok ? parseJsonFeed(json.value, {}) : json;
  }
  const xml = readFeedXml(text);
  if (!xml.ok) return xml;
  const wire = parseFeedWire(xml.value.root, {});
  return wire.ok
    ? { ...wire, value: { ...wire.value, warnings: [...xml.value.warnings, ...wire.value.warnings] } }
    : wire;
}

test.each(WIRES)('$format/$name is read as the values beside it say', ({ format, path }) => {
  const expected = path.replace(/\.\w+$/, '.expected.json');
  const actual: unknown = JSON.parse(JSON.stringify(read(format, readFileSync(path))));
  expect(actual).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
});

test('every wire has values beside it, and all kinds of feeds are there', () => {
  expect(WIRES.length).toBeGreaterThanOrEqual(10);
});
