import { describe, expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedBytes, sharedFiles } from '#tests/town/shared-data.ts';
import { readInline } from '../html/read-inline.ts';
import { toBlocks } from '../html/to-blocks.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import { decodeText } from '../text/decode-text.ts';
import type { WireItem, WireRead } from '../wire/wire-item.ts';
import { parseJsonFeed } from './parse-json-feed.ts';
import { parseFeedWire } from './parse-feed-wire.ts';
import { readFeedXml } from './read-feed-xml.ts';

/** One file of the corpus, read by us. */
type Reading = {
  readonly isBroken: boolean;
  readonly read: WireRead | undefined;
};

/** What a file's first comment says must be true: a path into feedparser's result and the value there. */
type Expectation = { readonly path: string; readonly value: string };

const FOLDER = 'security/feedparser';

function readFile(name: string): Reading {
  const bytes = sharedBytes(name);
  const contentType = /^Header:\s*Content-type:\s*(.+)$/im.exec(bytes.toString('latin1'))?.[1];
  const decoded = decodeText(bytes, contentType);
  if (!decoded.ok) return { isBroken: true, read: undefined };
  if (name.endsWith('.json')) return readJson(decoded.value.text);
  const xml = readFeedXml(withIdentity(decoded.value.text));
  if (!xml.ok) return { isBroken: true, read: undefined };
  const read = parseFeedWire(xml.value.root, {});
  const isBroken = xml.value.warnings.length > 0;
  return { isBroken, read: read.ok ? read.value : undefined };
}

function readJson(text: string): Reading {
  const json = readStrictJson(text, 'round');
  const read = json.ok ? parseJsonFeed(json.value, {}) : json;
  return { isBroken: !read.ok, read: read.ok ? read.value : undefined };
}

/** Most files hold a single element of an entry, or of a feed: with an id there is an item that can carry it. */
function withIdentity(text: string): string {
  const named = /<(?:id|guid)\b/.test(text)
    ? text
    : text
        .replace(/<entry(?:\s[^>]*)?>/g, '$&<id>urn:x:1</id>')
        .replace(/<item(?:\s[^>]*)?>/g, '$&<guid>urn:x:1</guid>');
  if (/<(?:entry|item)\b/.test(named)) return named;
  return named
    .replace('</feed>', '<entry><id>urn:x:1</id></entry></feed>')
    .replace('</channel>', '<item><guid>urn:x:1</guid></item></channel>');
}

/** Reads `not bozo and entries[0]['title'] == 'x'`: Python, as far as these files use it. */
function expectationsOf(name: string): readonly Expectation[] {
  const text = sharedBytes(name).toString('utf8').replaceAll('\0', '');
  const line = /Expect:\s*(.*?)(?: -->.*)?$/m.exec(text)?.[1] ?? '';
  return splitOutsideQuotes(line, ' and ').flatMap((clause): Expectation[] => {
    const sides = splitOutsideQuotes(clause, ' == ').map((side) => side.trim());
    const literal = sides.at(-1) ?? '';
    if (sides.length === 1) return literal === '' ? [] : [{ path: literal, value: '' }];
    return sides.slice(0, -1).map((path) => ({ path, value: pythonString(literal) }));
  });
}

function splitOutsideQuotes(text: string, between: string): string[] {
  const parts = [''];
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === '' && text.startsWith(between, at)) {
      parts.push('');
      at += between.length - 1;
      continue;
    }
    if (character === '\\') {
      parts.push((parts.pop() ?? '') + text.slice(at, at + 2));
      at += 1;
      continue;
    }
    if (quote === character) quote = '';
    else if (quote === '' && (character === "'" || character === '"')) quote = character;
    parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}

function pythonString(literal: string): string {
  const inside = /^u?(['"])(.*)\1\)?$/s.exec(literal)?.[2] ?? literal;
  return inside.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|n|(.))/gi,
    (written, byte?: string, unit?: string, other?: string) => {
      const code = byte ?? unit;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return other ?? (written === '\\n' ? '\n' : written);
    },
  );
}

/** Feedparser's values as markup: what it gives is HTML after its own sanitiser, so ours must read both alike. */
function blocksOf(html: string): unknown {
  const read = toBlocks(html);
  return read.ok ? read.value.blocks.map(({ kind, html: inline }) => [kind, inline]) : read.error;
}

function textOf(html: string): string {
  const read = toBlocks(html);
  return read.ok ? read.value.blocks.map(({ text }) => text).join(' ') : '';
}

/** Our value beside the wanted one; undefined for paths to what an item does not carry. */
function compared(
  path: string,
  value: string,
  { read, isBroken }: Reading,
): readonly [unknown, unknown] | undefined {
  if (path === 'bozo') return [isBroken, true];
  if (path === 'not bozo') return [isBroken, false];
  const entry = /^\(?entries\[(\d)\](.*)$/.exec(path);
  if (entry) return comparedEntry(entry[2] ?? '', value, read?.items[Number(entry[1])]);
  if (path === 'len(entries)') return [String(read?.items.length), value];
  const ofFeed = FEED_FIELDS.get(path);
  return ofFeed && [ofFeed(read), textOf(value)];
}

const FEED_FIELDS: ReadonlyMap<string, (read: WireRead | undefined) => string> = new Map([
  ["feed['title']", (read) => read?.provider?.code ?? ''],
  ['feed.title', (read) => read?.provider?.code ?? ''],
  ["feed['copyright']", (read) => textOf(read?.items[0]?.copyrightNotice ?? '')],
]);

type Compare = (item: WireItem | undefined, value: string) => readonly [unknown, unknown];

function comparedEntry(
  field: string,
  value: string,
  item: WireItem | undefined,
): readonly [unknown, unknown] | undefined {
  return ENTRY_FIELDS.get(field)?.(item, value);
}

const body: Compare = (item, value) => [
  item?.body.map(({ kind, html }) => [kind, html]) ?? [],
  blocksOf(value),
];
const summary: Compare = (item, value) =>
  item?.summary === undefined ? body(item, value) : [item.summary, textOf(value)];

function linked(item: WireItem | undefined, rel: string) {
  return item?.links.find((link) => link.rel === rel);
}

const ENTRY_FIELDS: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ["['description']", body],
  ["['description'])", body],
  ["['content'][0]['value']", body],
  ["['summary']", summary],
  ['.summary', summary],
  ["['title']", (item, value) => [item?.headline ?? '', textOf(value)]],
  ["['id']", (item, value) => [item?.uri, `urn:x-feed::${encodeURIComponent(value)}`]],
  ['.link', (item, value) => [linked(item, 'alternate')?.href, value]],
  ["['thr_in-reply-to']['href']", (item, value) => [linked(item, 'in-reply-to')?.href, value]],
  ["['thr_in-reply-to']['ref']", (item, value) => [linked(item, 'in-reply-to')?.uri, value]],
]);

/** Where we read a file otherwise than feedparser does, and why. The list is kept exactly: less of it is news as well as more. */
const INSIDE = 'words inside a frame or an object go with it; feedparser takes only the tags away';
const COMMENT = 'browsers take the words for a comment, and so do we; feedparser shows them';
const OTHERWISE: Readonly<Record<string, string>> = {
  'encoding/bozo_bogus_encoding.xml bozo': 'a wrong charset label is a finding of decodeText, not of the XML',
  'illformed/chardet/big5.xml bozo': 'its charset is recognised by its text',
  'illformed/chardet/eucjp.xml bozo': 'its charset is recognised by its text',
  'illformed/chardet/euckr.xml bozo': 'its charset is recognised by its text',
  'illformed/chardet/gb2312.xml bozo': 'its charset is recognised by its text',
  'illformed/chardet/tis620.xml bozo': 'its charset is recognised by its text',
  'encoding/bozo_linenoise.xml entries[0].summary': 'bytes that no charset explains are refused, not guessed',
  "wellformed/sanitize/entry_content_crazy.xml entries[0]['content'][0]['value']": COMMENT,
  "wellformed/sanitize/entry_content_iframe.xml entries[0]['content'][0]['value']": INSIDE,
  "wellformed/sanitize/entry_summary_crazy.xml entries[0]['summary']": COMMENT,
  "wellformed/sanitize/entry_summary_iframe.xml entries[0]['summary']": INSIDE,
  "wellformed/sanitize/entry_summary_object.xml entries[0]['summary']": INSIDE,
  "wellformed/sanitize/entry_title_crazy.xml entries[0]['title']": COMMENT,
  "wellformed/sanitize/entry_title_object.xml entries[0]['title']": INSIDE,
  "wellformed/sanitize/feed_copyright_object.xml feed['copyright']": INSIDE,
  "wellformed/sanitize/feed_title_object.xml feed['title']": INSIDE,
  "wellformed/sanitize/item_content_encoded_crazy.xml entries[0]['description']": COMMENT,
  "wellformed/sanitize/item_fullitem_crazy.xml entries[0]['description']": COMMENT,
  "wellformed/sanitize/item_fullitem_iframe.xml entries[0]['description']": INSIDE,
  "wellformed/sanitize/xml_declaration_unexpected_character.xml feed['title']":
    'browsers take `<!DOCTYPE ~` for a declaration and show nothing',
  "wellformed/sanitize/xml_malicious_comment.xml feed['title']":
    'browsers end this comment at the next `-->`, which never comes',
};

describe.skipIf(!hasSharedData)(`feedparser corpus as wire items${needsSharedData}`, () => {
  const files = hasSharedData ? sharedFiles(FOLDER) : [];

  test('what the files of the corpus say of themselves is what we read, but for a list of known differences', () => {
    const otherwise: Record<string, unknown> = {};
    const counts = { checked: 0, agreed: 0, notCarried: 0 };
    for (const name of files) {
      const reading = readFile(name);
      for (const { path, value } of expectationsOf(name)) {
        const pair = compared(path, value, reading);
        if (pair === undefined) {
          counts.notCarried += 1;
          continue;
        }
        counts.checked += 1;
        if (JSON.stringify(pair[0]) === JSON.stringify(pair[1])) counts.agreed += 1;
        else otherwise[`${name.slice(FOLDER.length + 1)} ${path}`] = pair;
      }
    }
    expect(Object.keys(otherwise).toSorted()).toEqual(Object.keys(OTHERWISE).toSorted());
    expect(counts).toEqual({ checked: 791, agreed: 770, notCarried: 96 });
  });

  test('no body out of the corpus holds anything but allowed inline markup', () => {
    const items = files.flatMap((name) => readFile(name).read?.items.map((item) => ({ name, item })) ?? []);
    const unsafe = items.flatMap(({ name, item }) =>
      item.body.filter(({ html }) => readInline(html) === undefined).map(({ html }) => ({ name, html })),
    );
    expect(items.length).toBeGreaterThan(400);
    expect(unsafe).toEqual([]);
  });
});
