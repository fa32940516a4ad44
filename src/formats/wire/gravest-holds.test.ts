import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readDocument, type DocumentNeeds } from '../convert.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(0) };

function read(document: object | string, needs: Partial<DocumentNeeds> = {}) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const made = readDocument(new TextEncoder().encode(text), { ...NEEDS, ...needs });
  if (!made.ok) throw new Error(made.error.detail);
  return made.value;
}
const story = (over: object) => ({
  uri: 'urn:x:1',
  type: 'text',
  headline: 'h',
  body_text: 'Text.',
  ...over,
});

test('of several signals the gravest counts, in whatever order they stand', () => {
  for (const signal of [
    ['update', 'kill'],
    ['kill', 'update'],
  ])
    expect(read(story({ signal })).items[0]?.pubStatus).toBe('canceled');
  const g2 = (codes: readonly string[]) =>
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated>${codes.map((code) => `<signal qcode="sig:${code}"/>`).join('')}</itemMeta><contentMeta><headline>h</headline></contentMeta></newsItem>`;
  expect(read(g2(['update', 'kill'])).items[0]?.pubStatus).toBe('canceled');
});

test('in a house’s own documents a kill counts after a hold, and the word embargoed lays one', () => {
  const dialects = [
    {
      id: 'ledger',
      name: 'Ledger',
      match: [],
      structure: {
        root: 'ledger',
        items: 'story',
        fields: { uri: '@id', headline: 'title', body: 'text', status: 'status', instruction: 'ask' },
      },
    },
  ];
  const ledger = (status: string, ask: string) =>
    `<ledger><story id="urn:x:1"><title>h</title><text>Text.</text><status>${status}</status><ask>${ask}</ask></story></ledger>`;
  expect(read(ledger('withheld', 'kill'), { dialects }).items[0]?.pubStatus).toBe('canceled');
  expect(read(ledger('embargoed', ''), { dialects }).items[0]?.pubStatus).toBe('withheld');
  expect(read(ledger('usable', ''), { dialects }).items[0]?.pubStatus).toBe('usable');
});

test('a picture that is stopped, or under an embargo of its own, does not go out with its text', () => {
  const picture = (over: object) =>
    story({
      associations: {
        one: {
          uri: 'urn:p:1',
          type: 'picture',
          renditions: { web: { href: 'https://a.example/p.jpg', mimetype: 'image/jpeg' } },
          ...over,
        },
      },
    });
  const [kept, ...stopped] = [
    {},
    { pubstatus: 'canceled' },
    { pubstatus: 'withheld' },
    { embargoed: '2999-01-01T00:00:00Z' },
    { embargoed: 'when it is told' },
  ].map((over) => read(picture(over)));
  expect(kept?.items[0]?.associations).toHaveLength(1);
  for (const { items, dropped } of stopped) {
    expect(items[0]).toMatchObject({ pubStatus: 'usable', associations: [] });
    expect(dropped).toContainEqual(expect.objectContaining({ what: 'picture urn:p:1' }));
  }
});

test('an embargo with an offset that no place has is one whose end cannot be read', () => {
  const [item] = read(story({ embargoed: '2026-12-01T10:00:00+99:00' })).items;
  expect(item?.pubStatus).toBe('withheld');
});
