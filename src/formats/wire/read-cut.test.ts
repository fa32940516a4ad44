import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { endCutJson } from '../json/end-cut-json.ts';
import { endCutXml } from '../xml/end-cut-xml.ts';
import { killsOf } from './other-items.ts';
import { readWire } from './read-wire.ts';
import { toItem } from './to-item.ts';
import type { WireItem } from './wire-item.ts';

const ROOT = join(import.meta.dirname, '../../../conformance/wires');
const NEEDS = { provider: 'did:web:nb.example', receivedAt: instantOf(0) };

function read(text: string) {
  const document = readWire(new TextEncoder().encode(text), {});
  return document.ok ? document.value : undefined;
}

function itemsOf(text: string): readonly WireItem[] {
  return read(text)?.items ?? [];
}

const STORY = `<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="nb-17"/></docdata></head>
<body><body.head><hedline><hl1>Rain falls</hl1></hedline></body.head>
<body.content><p>It rained in Huế.</p><p>The river ro`;

test('a story that breaks off is read to its last whole word, and says that its end is not known', () => {
  const document = read(STORY);
  expect(document?.warnings).toMatchObject([
    { code: 'document-cut-short', at: expect.stringMatching(/^3:/) },
  ]);
  expect(document?.items).toMatchObject([
    {
      uri: 'nb-17',
      isCut: true,
      headline: 'Rain falls',
      body: [{ text: 'It rained in Huế.' }, { text: 'The river' }],
    },
  ]);
});

test('nothing of a story that breaks off is taken, for its end might forbid it', () => {
  const [item] = itemsOf(STORY);
  expect(item && toItem(item, NEEDS)).toMatchObject({ ok: false, error: { code: 'document-cut-short' } });
});

test('a kill and a stop in a document that breaks off hold, also of other items', () => {
  const killed = itemsOf(STORY.replace('<docdata>', '<docdata management-status="canceled">'))[0];
  expect(killed && toItem(killed, NEEDS)).toMatchObject({
    ok: true,
    value: { item: { pubStatus: 'canceled' } },
  });
  const notice = itemsOf(
    '{"uri":"urn:x:1","type":"text","pubstatus":"usable","headline":"Kill","infosources":[],' +
      '"links":[{"rel":"kills","uri":"urn:x:9"}],"body_text":"Please kill the sto',
  ).map((item) => ({ ...item, links: [{ rel: 'kills', uri: 'urn:x:9', at: '' }] }))[0];
  const kept = notice && toItem(notice, NEEDS);
  expect(kept).toMatchObject({ ok: true, value: { item: { pubStatus: 'withheld' } } });
  expect(notice && kept?.ok && killsOf(notice, kept.value.item).map(({ guid }) => guid)).toEqual(['urn:x:9']);
});

test('a name, a number or a tag that may go on is not taken for a whole one', () => {
  expect(endCutXml('<a><id>urn:x:1')).toBe('<a><id></id></a>');
  expect(endCutXml('<a><b c="1"/><b c="urn:x:1')).toBe('<a><b c="1"/></a>');
  expect(endCutXml('<a><p>One two &am')).toBe('<a><p>One two </p></a>');
  expect(endCutXml('<a><p><![CDATA[One two')).toBe('<a><p><![CDATA[One ]]></p></a>');
  expect(endCutJson('{"uri":"urn:x:1')).toBe('{"uri":""}');
  expect(endCutJson('{"a":1,"version":1')).toBe('{"a":1}');
  expect(endCutJson('{"a":["One two th')).toBe('{"a":["One two "]}');
  expect(endCutJson('{"a":"b","c')).toBe('{"a":"b"}');
});

test('what has its end, or is wrong elsewhere, is not ended', () => {
  for (const text of ['<a></a>', '<a><b></a>', '<a/> x <', 'no markup', ''])
    expect(endCutXml(text)).toBeUndefined();
  for (const text of ['{"a":1} x', '{"a":1]', '7', '']) expect(endCutJson(text)).toBeUndefined();
});

test('of a feed and of lines of JSON that break off only the last item is cut', () => {
  const feed =
    '<rss version="2.0"><channel><title>NB</title><item><guid>urn:x:1</guid><title>One</title><description>Whole.</description></item>' +
    '<item><guid>urn:x:2</guid><title>Two</title><description>It broke of';
  const document = read(feed);
  expect(document?.items.map(({ uri, isCut }) => [uri, isCut])).toEqual([
    ['urn:x:1', undefined],
    ['urn:x:2', true],
  ]);
  expect(document?.warnings.map(({ code }) => code)).toEqual(['xml-mended']);
  const lines =
    '{"uri":"urn:x:1","headline":"A","body_text":"One."}\n{"uri":"urn:x:2","headline":"B","body_text":"Two br';
  expect(itemsOf(lines).map(({ uri, isCut }) => [uri, isCut])).toEqual([
    ['urn:x:1', undefined],
    ['urn:x:2', true],
  ]);
});

/** Every string that an identity, an order or an embargo is in. */
function ordersIn(items: readonly WireItem[]): readonly string[] {
  return items.flatMap(({ uri, about = [], embargo, links, altIds = [], associations }) => [
    uri,
    ...about,
    ...(embargo === undefined ? [] : [embargo]),
    ...links.flatMap((link) => link.uri ?? []),
    ...altIds.map(({ code }) => code),
    ...ordersIn(associations),
  ]);
}

test.each([
  'newsml-g2/text-with-notes.xml',
  'newsml-g2/message-with-package.xml',
  'newsml1/release-killed.xml',
  'newsml1/correction-under-embargo.xml',
  'nitf/aap-kill.xml',
  'nitf/pa-embargo.xml',
  'ninjs/superdesk-push.json',
  'ninjs/killed.json',
  'apjson/feed-killed.json',
  'dpajson/page-with-correction.json',
])('wherever %s breaks off, no name and no time is half of another', (name) => {
  const whole = readFileSync(join(ROOT, name), 'utf8');
  const known = new Set(['', ...ordersIn(itemsOf(whole))]);
  for (let end = 40; end < whole.trimEnd().length - 1; end += 1 + Math.floor(whole.length / 300)) {
    const items = itemsOf(whole.slice(0, end));
    expect(items.every(({ isCut }) => isCut === true)).toBe(true);
    expect(ordersIn(items).filter((one) => !known.has(one))).toEqual([]);
  }
});
