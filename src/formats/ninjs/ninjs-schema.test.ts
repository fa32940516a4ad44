import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '#kernel/json.ts';
import { hasSharedData, needsSharedData } from '#tests/town/shared-data.ts';
import { words } from '../words.ts';
import { NINJS_VERSIONS, type NinjsVersion } from './ninjs-schema.ts';
import { validateNinjs } from './validate-ninjs.ts';

const ROOT = join(import.meta.dirname, '../../../../shared/data/ninjs');

/** IPTC's own schema, run by ajv with its GeoJSON schema beside it. */
function publishedRules(version: NinjsVersion): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, formats: fullFormats });
  ajv.addSchema(JSON.parse(readFileSync(join(ROOT, 'schema/GeoJSON-schema.json'), 'utf8')));
  return ajv.compile(JSON.parse(readFileSync(join(ROOT, `schema/ninjs-schema_${version}.json`), 'utf8')));
}

function filesUnder(folder: string): string[] {
  if (!hasSharedData) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(ROOT, folder, name));
}

describe.skipIf(!hasSharedData)(`ninjs rules${needsSharedData}`, () => {
  const documents: Json[] = [...filesUnder('test_suite'), ...filesUnder('examples')].map((file) =>
    JSON.parse(readFileSync(file, 'utf8')),
  );

  test("IPTC's test suite passes and fails exactly where IPTC says", () => {
    const wrong = filesUnder('test_suite')
      .filter((file) => /\/3\.\d\//.test(file))
      .filter((file) => {
        const version = file.includes('/3.0/') ? '3.0' : '3.1';
        const isValid = validateNinjs(JSON.parse(readFileSync(file, 'utf8')), version) === undefined;
        return isValid !== file.includes('should_pass');
      });
    expect(wrong).toEqual([]);
  });

  test.each(NINJS_VERSIONS)(
    "our rules for ninjs %s judge every published file as IPTC's schema does",
    (version) => {
      const published = publishedRules(version);
      const differing = documents.filter(
        (document) => published(document) !== (validateNinjs(document, version) === undefined),
      );
      expect(documents.length).toBeGreaterThan(80);
      expect(differing).toEqual([]);
    },
  );

  test.each(NINJS_VERSIONS)("our rules for ninjs %s judge broken files as IPTC's schema does", (version) => {
    const published = publishedRules(version);
    const verdicts = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.array(mutation(), { minLength: 1, maxLength: 3 }),
        (document, steps) => {
          const mutant = steps.reduce(mutate, structuredClone(document));
          const verdict = published(mutant);
          verdicts[verdict ? 'valid' : 'invalid'] += 1;
          expect(validateNinjs(mutant, version) === undefined).toBe(verdict);
        },
      ),
      { numRuns: 1200, seed: 20270310 },
    );
    expect(verdicts.valid).toBeGreaterThan(100);
    expect(verdicts.invalid).toBeGreaterThan(100);
  });

  test("every way to bend a GeoJSON shape is judged as IPTC's schema judges it", () => {
    const published = publishedRules('3.1');
    const verdicts = geoJsonVariants().map((geoJSON) => {
      const document = { uri: 'urn:x:1', places: [{ geoJSON }] };
      return [geoJSON, published(document), validateNinjs(document, '3.1') === undefined];
    });
    expect(verdicts.filter(([, theirs, ours]) => theirs !== ours)).toEqual([]);
    expect(verdicts.filter(([, theirs]) => theirs).length).toBeGreaterThan(20);
    expect(verdicts.filter(([, theirs]) => !theirs).length).toBeGreaterThan(100);
  });
});

/** Every kind of shape with coordinates of every depth and length, with and without what it requires. */
function geoJsonVariants(): readonly Json[] {
  const point = [1, 2];
  const pairs = (count: number): Json[] => Array.from({ length: count }, () => point);
  const coordinates: Json[] = [[], [1], point, ['x', 2], [[1], [2]], ...[1, 2, 3, 4].map(pairs)];
  const nested: Json[] = [
    ...coordinates,
    ...coordinates.map((one) => [one]),
    ...coordinates.map((one) => [[one]]),
  ];
  const shapes: Json[] = words(
    'Point LineString Polygon MultiPoint MultiLineString MultiPolygon Circle',
  ).flatMap((type) => nested.map((one) => ({ type, coordinates: one })));
  const good = { type: 'Point', coordinates: point };
  const bad = { type: 'Point', coordinates: [1] };
  const around: Json[] = [good, bad, null, {}].flatMap((geometry): Json[] => [
    { type: 'GeometryCollection', geometries: [geometry] },
    { type: 'Feature', geometry, properties: {} },
    { type: 'Feature', geometry, properties: null, id: 1 },
    { type: 'Feature', geometry, properties: 'x', id: {} },
    { type: 'Feature', geometry },
    { type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties: null }] },
  ]);
  const boxed = [[1, 2, 3], [1, 2, 3, 4], 'x'].map((bbox) => ({ ...good, bbox }));
  return [
    ...shapes,
    ...around,
    ...boxed,
    null,
    {},
    { type: 'FeatureCollection' },
    { type: 'GeometryCollection' },
  ];
}

test('a broken rule is named with a JSON pointer to the place', () => {
  expect(validateNinjs({ uri: 'urn:x:1', headlines: [{ value: 'a' }, { value: 1 }] }, '3.1')).toEqual({
    at: '/headlines/1/value',
    why: 'must be string',
  });
  expect(validateNinjs({ uri: 'urn:x:1', 'a/b': 1 }, '3.1')?.at).toBe('/a~1b');
  expect(validateNinjs({}, '3.2')).toEqual({ at: '', why: "must have required property 'uri'" });
});

type Mutation = {
  readonly pick: number;
  readonly how: 'drop' | 'rename' | 'replace' | 'copy' | 'add';
  readonly value: Json;
};

/** Values that sit on the edges of the rules: wrong types, near-dates, near-addresses, and names the standard knows. */
const EDGE_VALUES: readonly Json[] = JSON.parse(`[
  null, true, 0, 1, 9, 10, 100, 101, -1, 1.5, "x", "", [], {}, [1], ["x"], [{}], {"value": "x"}, [{"value": "x"}],
  "2024-02-30T00:00:00Z", "2024-02-29T24:00:00Z", "2024-02-29", "2024-13", "2024", "-02024-01", "2024-02-29T10:00:00",
  "urn:x:1", "http://x.example/%zz", "http://đ.example/", "x:", "//x", "canceled", "text", "event", "picture", "hourly",
  {"type": "Point", "coordinates": [1, 2]},
  {"type": "LineString", "coordinates": [[1, 2]]},
  {"type": "Polygon", "coordinates": [[[1, 2], [1, 2], [1, 2], [1, 2]]]},
  {"type": "MultiPolygon", "coordinates": [[[[1, 2], [1, 2], [1, 2]]]]},
  {"type": "Feature", "properties": null, "geometry": {"type": "Point", "coordinates": [1, 2]}},
  {"type": "Feature", "properties": {}, "geometry": null, "id": 1, "bbox": [1, 2, 3]},
  {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1]}]},
  {"startDate": "2024-01-01T00:00:00Z"},
  {"expectedStartDate": "2024-01", "startDate": "2024-01-01T00:00:00Z"},
  {"startDate": "2024-01-01T00:00:00Z", "expectedEndDate": "2024"},
  {"linkedRights": "https://x.example/"},
  {"encodedRights": "x", "linkedRights": "https://x.example/"}
]`);
const NAMES = words(
  'uri type geoJSON dates rightsInfo digitalSourceType renditions associations name value urgency versionCreated ' +
    'resources plannedCoverage eventDetails subjects relevance rel zzz recurrence recurrenceDates recurrenceRules ' +
    'contactInfo address symbols organiser itemCount poi',
);

function mutation(): fc.Arbitrary<Mutation> {
  return fc.record({
    pick: fc.nat(10_000),
    how: fc.constantFrom('drop', 'rename', 'replace', 'copy', 'add'),
    value: fc.constantFrom(...EDGE_VALUES),
  });
}

function mutate(document: Json, { pick, how, value }: Mutation): Json {
  const holders: (Json[] | Record<string, Json>)[] = [];
  collectHolders(document, holders);
  const holder = holders[pick % holders.length];
  if (holder === undefined) return value;
  if (Array.isArray(holder)) mutateList(holder, { pick, how, value: structuredClone(value) });
  else mutateObject(holder, { pick, how, value: structuredClone(value) });
  return document;
}

function mutateList(list: Json[], { pick, how, value }: Mutation): void {
  const index = pick % Math.max(list.length, 1);
  if (how === 'drop') list.splice(index, 1);
  else if (how === 'replace') list[index] = value;
  else list.push(how === 'copy' ? structuredClone(list[index] ?? value) : value);
}

function mutateObject(object: Record<string, Json>, { pick, how, value }: Mutation): void {
  const keys = Object.keys(object);
  const key = keys[pick % Math.max(keys.length, 1)] ?? 'uri';
  const name = NAMES[pick % NAMES.length] ?? 'zzz';
  const before = structuredClone(object[key] ?? value);
  if (how === 'drop' || how === 'rename') delete object[key];
  if (how === 'rename' || how === 'copy') object[name] = before;
  if (how === 'add') object[name] = value;
  if (how === 'replace') object[key] = value;
}

function collectHolders(value: unknown, into: (Json[] | Record<string, Json>)[]): void {
  if (typeof value !== 'object' || value === null) return;
  into.push(value as Json[] | Record<string, Json>);
  for (const inner of Object.values(value)) collectHolders(inner, into);
}
