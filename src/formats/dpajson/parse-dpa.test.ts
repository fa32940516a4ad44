import { describe, expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedNames, sharedText } from '#tests/town/shared-data.ts';
import { wireCases } from '#tests/town/wire-cases.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import type { WireItem } from '../wire/wire-item.ts';
import { readXml } from '../xml/read-xml.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { allNamed, attributeOf, childNamed, findNamed, lineOf } from '../xml/xml-lookup.ts';
import { isDpa, parseDpa } from './parse-dpa.ts';

function read(text: string) {
  const json = readStrictJson(text, 'round');
  if (!json.ok) throw new Error(json.error.detail);
  expect(isDpa(json.value)).toBe(true);
  const parsed = parseDpa(json.value, {});
  if (!parsed.ok) throw new Error(parsed.error.detail);
  return parsed.value;
}

describe('digitalwires of dpa', () => {
  test.each(wireCases('dpajson'))(
    '$name is read with every field that the agency wrote',
    ({ text, expected }) => {
      expect(read(text)).toMatchObject(expected);
    },
  );
});

test('JSON of others is not taken for dpa, and is refused', () => {
  expect(isDpa({ uri: 'a' })).toBe(false);
  expect(isDpa([null])).toBe(false);
  expect(parseDpa({}, {})).toMatchObject({ ok: false, error: { code: 'document-without-items' } });
});

const GOLDEN = 'wires/dpa-digitalwires-to-newsmlg2/tests/data';

/** What dpa's own converter says of an entry in NewsML-G2, in the words of our reader. */
function saidInG2(item: XmlElement) {
  const meta = findNamed(item, 'contentMeta');
  const line = (name: string) => lineOf(findNamed(item, name));
  const lines = (name: string) => allNamed(item, name).map((one) => severalLines(textOf(one)));
  const rank = (value: string) =>
    allNamed(meta, 'headline').find((one) => attributeOf(one, 'rank') === value);
  const subjects = allNamed(meta, 'subject').filter((one) => attributeOf(one, 'type') !== 'cpnat:poi');
  const name = (one: XmlElement) => lineOf(childNamed(one, 'name'));
  return {
    uri: attributeOf(item, 'guid'),
    version: attributeOf(item, 'version'),
    language: attributeOf(findNamed(item, 'language'), 'tag'),
    itemClass: attributeOf(findNamed(findNamed(item, 'itemMeta'), 'itemClass'), 'qcode'),
    pubStatus: attributeOf(findNamed(item, 'pubStatus'), 'qcode')?.replace('stat:', ''),
    signals: allNamed(item, 'signal').map((one) => attributeOf(one, 'qcode')),
    embargo: line('embargoed'),
    versionCreated: line('versionCreated'),
    contentCreated: line('contentCreated'),
    headline: lineOf(rank('1')),
    kicker: lineOf(rank('3')),
    dateline: line('dateline')?.replace(/\s*-$/, ''),
    creditLine: line('creditline'),
    urgency: line('urgency'),
    copyrightNotice: lines('copyrightNotice')[0],
    // dpa's converter, in Python, writes an absent text so.
    usageTerms: lines('usageTerms')[0]?.replace(/^None$/, '') || undefined,
    keywords: allNamed(meta, 'keyword').map(lineOf),
    subjects: subjects.map(name).toSorted(byText),
    links: allNamed(item, 'link')
      .map((one) => attributeOf(one, 'residref') ?? attributeOf(one, 'href'))
      .toSorted(byText),
    renditions: allNamed(item, 'remoteContent').map((one) => attributeOf(one, 'href')),
    notes: allNamed(item, 'edNote')
      .filter((one) => !/notepad/.test(attributeOf(one, 'role') ?? ''))
      .map((one) => oneLine(textOf(one))),
    genres: allNamed(meta, 'genre').map(name),
    text: dense(textOf(findNamed(findNamed(item, 'contentSet'), 'body') ?? item)),
  };
}

function byText(one = '', other = ''): number {
  return one < other ? -1 : 1;
}

/** Without blanks: both sides break lines where they like. */
function dense(text: string): string {
  return text.replace(/\s+/g, '');
}

const CLASSES = { text: 'ninat:text', picture: 'ninat:picture', audio: 'ninat:audio' } as const;

/** The same of what our reader gives. */
function saidByUs(item: WireItem) {
  const type = item.type === 'picture' || item.type === 'audio' ? item.type : 'text';
  const partners = item.edNotes.filter(({ role }) => role !== 'autopublishnotice' && role !== 'notepad');
  return {
    uri: item.uri,
    version: item.version,
    language: item.language,
    itemClass: CLASSES[type],
    pubStatus: item.pubStatus,
    signals: item.signals.map(({ code }) => code),
    embargo: item.embargo,
    versionCreated: item.dates.versionCreated,
    contentCreated: item.dates.contentCreated,
    headline: item.headline,
    kicker: item.headlines?.find(({ role }) => role === 'kicker')?.text,
    dateline: item.dateline?.replace(/\s*-$/, ''),
    creditLine: item.creditLine,
    urgency: item.urgency === undefined ? undefined : String(item.urgency),
    copyrightNotice: item.copyrightNotice,
    usageTerms: item.usageTerms,
    keywords: item.keywords,
    subjects: [
      ...item.subjects,
      ...item.places.filter(({ role, code }) => role === 'subject' && code !== undefined),
    ]
      .map(({ name }) => name)
      .toSorted(byText),
    links: [...item.links.map(({ href }) => href), ...item.associations.map(({ uri }) => uri)].toSorted(
      byText,
    ),
    renditions: item.renditions.map(({ href }) => href),
    notes: partners.map(({ text }) => oneLine(text)),
  };
}

describe.skipIf(!hasSharedData)(`dpa’s own pairs of digitalwires and NewsML-G2${needsSharedData}`, () => {
  const names = hasSharedData ? sharedNames(`${GOLDEN}/output`).map((name) => name.replace('.xml', '')) : [];

  test.each(names)('%s says the same in both', (name) => {
    const [item] = read(sharedText(`${GOLDEN}/input/${name}.json`)).items;
    const golden = readXml(sharedText(`${GOLDEN}/output/${name}.xml`));
    const inG2 = golden.ok ? findNamed(golden.value, 'newsItem') : undefined;
    if (item === undefined || inG2 === undefined) throw new Error(name);
    const { text, genres, subjects, ...said } = saidInG2(inG2);
    const { subjects: ours, ...rest } = saidByUs(item);
    expect(rest).toEqual(said);
    // The converter leaves out people, other agencies' subjects and all genres but one.
    expect(ours).toEqual(expect.arrayContaining(subjects));
    expect(item.genres.map((genre) => genre.name)).toEqual(expect.arrayContaining(genres));
    const missing = item.body.filter((block) => !text.includes(dense(block.text)));
    expect(missing.map((block) => block.text)).toEqual([]);
    expect(item.dropped.filter(({ why }) => why === 'an item has no place for it')).toEqual([]);
  });
});
