import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { WireRecordShape } from '#contract/wire-record.ts';
import { instantOf } from '#kernel/instant.ts';
import { hasSharedData, needsSharedData, sharedFiles, sharedPath } from '#tests/town/shared-data.ts';
import { convertFile } from './convert-file.ts';
import { convertLarge } from './convert-large.ts';

const folder = await mkdtemp(join(tmpdir(), 'pactwire-convert-'));
afterAll(() => rm(folder, { recursive: true }));
const receivedAt = instantOf(0);
const isRecord = new Ajv2020({ strict: false }).compile(WireRecordShape);

async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const STORY = {
  uri: 'urn:x:2',
  version: '0',
  versionCreated: '2027-03-10T06:00:00Z',
  language: 'vi',
  headlines: [{ role: 'main', value: 'Mưa lũ' }],
  bodies: [{ contentType: 'text/html', value: '<p>Nước <b>lên</b> &amp; rút</p><ul><li>một</li></ul>' }],
  subjects: [{ uri: 'http://cv.iptc.org/newscodes/mediatopic/03000000' }],
  usageTerms: 'Không lưu trữ',
  embargoedUntil: '2027-03-11T00:00:00Z',
  expires: '2028-01-01T00:00:00Z',
};

test('a wire file is told field by field with the place of each, without a node', async () => {
  const record = await convertFile(await written('story.json', JSON.stringify(STORY)), { receivedAt });
  expect(record).toMatchObject({
    file: 'story.json',
    format: 'ninjs',
    encoding: { declared: [], found: 'utf-8' },
    items: [
      {
        uri: 'urn:x:2',
        version: '0',
        headline: 'Mưa lũ',
        language: 'vi',
        embargo: '2027-03-11T00:00:00Z',
        usageTerms: 'Không lưu trữ',
        dates: { versionCreated: '2027-03-10T06:00:00Z', expires: '2028-01-01T00:00:00Z' },
        subjects: [{ code: '03000000', mediaTopic: 'medtop:03000000' }],
        body: [{ kind: 'paragraph', text: 'Nước lên & rút' }, { kind: 'list-item' }],
        sources: { headline: '/headlines/0', 'subjects/0': '/subjects/0', 'dates/expires': '/expires' },
      },
    ],
    refusals: [],
  });
  expect(isRecord(record), JSON.stringify(isRecord.errors)).toBe(true);
});

test('a file that is no wire is refused with the place and the reason', async () => {
  const record = await convertFile(await written('bad.xml', '<newsItem>\n<channel>'), { receivedAt });
  expect(record).toMatchObject({
    format: null,
    items: [],
    refusals: [{ reason: 'xml-malformed', at: '2:9' }],
  });
  expect(isRecord(record)).toBe(true);
});

test('an item is printed in the form asked for, and what that form cannot hold is listed beside what was lost before', async () => {
  const path = await written('story-2.json', JSON.stringify(STORY));
  const to = async (target: 'newsml-g2' | 'text') => {
    const { converted = [] } = await convertFile(path, { receivedAt, to: target });
    const [first] = converted;
    if (typeof first?.printed !== 'string') throw new Error('no text was printed');
    return { printed: first.printed, lost: first.dropped.map(({ at, what }) => `${at} ${what}`.trim()) };
  };
  const text = await to('text');
  expect(text.printed).toContain('Nước lên & rút\n');
  expect(text.lost).toContain('/expires expires 2028-01-01T00:00:00Z');
  const g2 = await to('newsml-g2');
  expect(g2.printed).toContain('<headline>Mưa lũ</headline>');
});

test('what cannot be a news item here is shown, and refused as a conversion', async () => {
  const event = {
    uri: 'urn:x:3',
    type: 'event',
    title: 'Họp báo',
    eventDetails: { dates: { startDate: '2027-03-10' } },
  };
  const record = await convertFile(await written('event.json', JSON.stringify(event)), {
    receivedAt,
    to: 'ninjs',
  });
  expect(record.items).toMatchObject([{ kind: 'event', event: { start: '2027-03-10', isAllDay: true } }]);
  expect(record).toMatchObject({ converted: [], refusals: [{ reason: 'document-kind-unsupported' }] });
});

describe.skipIf(!hasSharedData)(`real files${needsSharedData}`, () => {
  test('the record of every file of the shared wires fits the documented schema', async () => {
    const files = ['ninjs', 'newsml-g2', 'wires']
      .flatMap(sharedFiles)
      .filter((name) => /\.(?:xml|json)$/.test(name))
      .map(sharedPath);
    const faults: string[] = [];
    for (const file of files) {
      const record = JSON.parse(JSON.stringify(await convertFile(file, { receivedAt })));
      if (!isRecord(record)) faults.push(`${basename(file)} ${JSON.stringify(isRecord.errors?.[0])}`);
    }
    expect(files.length).toBeGreaterThan(300);
    expect(faults).toEqual([]);
  }, 60_000);
});

test('a WordPress export larger than one tree is read piece by piece', async () => {
  const path = join(folder, 'export.xml');
  const post = (number: number) =>
    `<item><title>Tin ${number}</title><guid>https://a.example/?p=${number}</guid><content:encoded><![CDATA[<p>${'Nước lên. '.repeat(1000)}</p>]]></content:encoded><wp:post_id>${number}</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>\n`;
  const head =
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>A</title><wp:wxr_version>1.2</wp:wxr_version>\n';
  await writeFile(
    path,
    head + Array.from({ length: 1300 }, (_, index) => post(index)).join('') + '</channel></rss>',
  );
  const pieces = convertLarge(path, { receivedAt, to: 'text' });
  expect((await pieces.next()).value).toBe('{"file":"export.xml","items":[');
  expect((await pieces.next()).value).toContain('"headline":"Tin 0"');
  await pieces.return(false);
  let text = '';
  for await (const piece of convertLarge(path, { receivedAt, to: 'text' })) text += piece;
  const record: { readonly [name: string]: unknown } = JSON.parse(text);
  expect(isRecord(record), JSON.stringify(isRecord.errors)).toBe(true);
  expect(record).toMatchObject({
    format: 'wxr',
    provider: { code: 'A' },
    items: { length: 1300, 1299: { headline: 'Tin 1299' } },
    converted: { length: 1300, 1299: { printed: expect.stringContaining('Nước lên.') } },
    refusals: [],
  });
}, 60_000);

test.each(['icalendar/press-calendar.ics', 'ninjs/event.json', 'newsml-g2/event-concept.xml'])(
  'the events of %s are printed as calendars that say the same, without who is to be asked',
  async (name) => {
    const path = join(import.meta.dirname, '../../conformance/wires', name);
    const { items, converted = [] } = await convertFile(path, { receivedAt, to: 'icalendar' });
    const events = items.filter(({ kind, event }) => kind === 'event' && event?.start !== undefined);
    expect(converted.length).toBe(events.length);
    expect(converted.length).toBeGreaterThan(0);
    for (const [index, event] of events.entries()) {
      const one = converted[index]?.printed;
      const printed = typeof one === 'string' ? one : '';
      for (const { text } of event.private) expect(printed).not.toContain(text);
      const again = await convertFile(await written(`${index}.ics`, printed), { receivedAt });
      const start = event.event?.start ?? '';
      expect(again.items).toMatchObject([
        {
          uri: event.uri,
          headline: event.headline,
          event: { start: start.includes('T') ? expect.stringMatching(/Z$/) : start },
        },
      ]);
    }
  },
);

test('a story is in no calendar, and that is said', async () => {
  const path = await written('no-event.json', JSON.stringify(STORY));
  expect(await convertFile(path, { receivedAt, to: 'icalendar' })).toMatchObject({
    converted: [],
    refusals: [{ reason: 'document-kind-unsupported' }],
  });
});
