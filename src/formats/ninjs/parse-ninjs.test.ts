import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { arbitraryItem } from '#tests/town/arbitrary-item.ts';
import { hasSharedData, needsSharedData } from '#tests/town/shared-data.ts';
import { parseNinjs } from './parse-ninjs.ts';
import { printNinjs } from './print-ninjs.ts';
import { validateNinjs } from './validate-ninjs.ts';

const RECEIVED_AT = instantOf(1_804_665_600_000);
const NEEDS = { provider: 'did:web:a.example', receivedAt: RECEIVED_AT };

function read(object: JsonObject) {
  const result = parseNinjs(object, NEEDS);
  if (!result.ok) throw new Error(`${result.error.at}: ${result.error.detail}`);
  return result.value;
}

test('a story keeps its identity, version, words, topics and body on the way in', () => {
  const { item, dropped, findings } = read({
    uri: 'urn:newsml:a.example:20270310:1',
    type: 'text',
    version: '3',
    versionCreated: '2027-03-10T13:00:00+07:00',
    language: 'zh-hans',
    headlines: [{ role: 'main', value: ' Hội nghị\n khai mạc ' }],
    bodies: [{ contentType: 'text/html', value: '<p>Đoạn <b>một</b></p><p>hai</p>' }],
    subjects: [
      { name: 'economy', uri: 'http://cv.iptc.org/newscodes/mediatopic/04000000' },
      { name: 'house style', literal: 'x' },
    ],
    places: [{ name: 'Đà Nẵng' }],
    edNote: 'Correction: line 1',
    embargoedUntil: '2027-03-11T00:00:00Z',
    genres: [{ name: 'Feature' }],
  });
  expect(item).toEqual({
    guid: 'urn:newsml:a.example:20270310:1',
    version: 3,
    versionCreatedAt: '2027-03-10T06:00:00.000Z',
    provider: 'did:web:a.example',
    newsType: 'text',
    pubStatus: 'usable',
    language: 'zh-Hans',
    headline: 'Hội nghị khai mạc',
    editorialNote: 'Correction: line 1',
    embargoEndAt: '2027-03-11T00:00:00.000Z',
    subjects: [{ code: 'medtop:04000000', name: 'economy', broader: [] }],
    places: ['Đà Nẵng'],
    blocks: [
      { id: 'b1', kind: 'paragraph', html: 'Đoạn <b>một</b>', text: 'Đoạn một' },
      { id: 'b2', kind: 'paragraph', html: 'hai', text: 'hai' },
    ],
    renditions: [],
    associations: [],
  });
  expect(dropped.map(({ at }) => at)).toEqual(['/subjects/1', '/genres']);
  expect(findings).toEqual([]);
});

test('rights written as plain words, and the terms of a picture, are read; an expression is left out and listed', () => {
  const story = { uri: 'urn:x:1', title: 'x', usageTerms: 'SYROUT' };
  const picture = { name: 'p', uri: 'urn:p:1', type: 'picture', usageTerms: 'NO ARCHIVE' };
  const inWords = read({ ...story, rightsInfo: { encodedRights: 'JAPAN OUT' }, associations: [picture] });
  expect(inWords.item).toMatchObject({
    usageTerms: 'SYROUT\nJAPAN OUT',
    associations: [{ usageTerms: 'NO ARCHIVE' }],
  });
  const expressed = read({ ...story, rightsInfo: { encodedRights: '{"@type":"Set"}' } });
  expect(expressed.item.usageTerms).toBe('SYROUT');
  expect(expressed.dropped.map(({ at }) => at)).toEqual(['/rightsInfo']);
});

test('a kill without a headline or a body is read, a usable item without a word is refused', () => {
  expect(read({ uri: 'urn:x:1', pubStatus: 'canceled', version: '2' }).item).toMatchObject({
    pubStatus: 'canceled',
    headline: '',
  });
  expect(parseNinjs({ uri: 'urn:x:1' }, NEEDS)).toMatchObject({
    ok: false,
    error: { code: 'ninjs-invalid' },
  });
});

test('a version that is no number is replaced by the seconds of its time, and said so', () => {
  const { item, findings } = read({
    uri: 'urn:x:1',
    version: '2b',
    versionCreated: '2027-03-10T06:00:00Z',
    title: 'x',
  });
  expect(item.version).toBe(1_804_658_400);
  expect(new Set(findings.map(({ code }) => code))).toEqual(
    new Set(['version-assumed', 'language-assumed', 'headline-assumed']),
  );
});

test('events and plans are refused as no news items, invalid ones with the place', () => {
  expect(parseNinjs({ uri: 'urn:x:1', type: 'event', title: 'x' }, NEEDS)).toMatchObject({
    error: { code: 'document-kind-unsupported', at: '/type' },
  });
  expect(parseNinjs({ uri: 'urn:x:1', headlines: [{}] }, NEEDS)).toMatchObject({
    error: { code: 'ninjs-invalid', at: '/headlines/0' },
  });
});

test('a ninjs 2.x story is read by its old names', () => {
  const { item } = read({
    uri: 'urn:x:1',
    version: '4',
    versioncreated: '2020-01-01T00:00:00Z',
    pubstatus: 'withheld',
    headlines: [{ value: 'h', contenttype: 'text/plain' }],
    bodies: [{ value: '<p>b</p>', contenttype: 'text/html' }],
    language: 'en',
  });
  expect(item).toMatchObject({ version: 4, pubStatus: 'withheld', headline: 'h', blocks: [{ text: 'b' }] });
});

test('without a source to answer for it, a story must name its agency itself', () => {
  const story: JsonObject = {
    uri: 'urn:x:1',
    title: 'x',
    infoSources: [{ role: 'provider', uri: 'did:web:b.example' }],
  };
  expect(parseNinjs(story, { receivedAt: RECEIVED_AT })).toMatchObject({
    value: { item: { provider: 'did:web:b.example' } },
  });
  expect(parseNinjs({ uri: 'urn:x:1', title: 'x' }, { receivedAt: RECEIVED_AT })).toMatchObject({
    error: { at: '/infoSources' },
  });
  expect(read(story)).toMatchObject({
    item: { provider: 'did:web:a.example' },
    findings: [{ code: 'provider-named' }, {}, {}, {}, {}],
  });
});

test('any item that is printed is valid ninjs 3.0, 3.1 and 3.2 and is read back as the same item', () => {
  fc.assert(
    fc.property(arbitraryItem, (item) => {
      const printed = printNinjs(item);
      expect(['3.0', '3.1', '3.2'].map((version) => validateNinjs(printed, version as '3.1'))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      const again = parseNinjs(JSON.parse(JSON.stringify(printed)), { receivedAt: RECEIVED_AT });
      expect(again).toEqual({ ok: true, value: { item, dropped: [], findings: [] } });
    }),
    { numRuns: 200, seed: 7 },
  );
});

describe.skipIf(!hasSharedData)(`published ninjs examples${needsSharedData}`, () => {
  test('every example of a news item is read, every event is refused as one, and none crashes', () => {
    const root = join(import.meta.dirname, '../../../../shared/data/ninjs/examples');
    const verdicts = new Map<string, number>();
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.json'),
    )) {
      const result = parseNinjs(JSON.parse(readFileSync(join(root, name), 'utf8')), NEEDS);
      const verdict = result.ok ? result.value.item.newsType : result.error.code;
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    // One file is a list and one has a relative uri; the six unsupported ones are events.
    expect(Object.fromEntries(verdicts)).toEqual({
      text: 9,
      picture: 5,
      composite: 3,
      audio: 1,
      video: 1,
      'document-kind-unsupported': 6,
      'ninjs-invalid': 2,
    });
  });
});
