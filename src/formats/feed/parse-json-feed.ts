import { isJsonObject, type Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Block } from '#domain/item/item.ts';
import { createDroppedList } from '../dropped-list.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { toBlocks } from '../html/to-blocks.ts';
import { webUrl } from '../html/web-url.ts';
import { beginning, languageTag, oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import { feedTime } from './feed-time.ts';
import { JsonMembers } from './json-members.ts';
import { mediaTypeOf, newsTypeOf } from './media-type.ts';
import { feedUri } from './wire-entry.ts';
import { splitPerson } from './wire-people.ts';

type JsonHead = {
  readonly scope: string;
  readonly provider?: string;
  readonly language?: string;
  readonly byline?: string;
  readonly baseUrl?: string;
};

/** Whether a value is a JSON Feed, by its version (jsonfeed.org). */
export function isJsonFeed(json: Json): boolean {
  const version = isJsonObject(json) ? json['version'] : undefined;
  return typeof version === 'string' && /^\s*https?:\/\/(?:www\.)?jsonfeed\.org\/version\//i.test(version);
}

/**
 * Reads a JSON Feed 1.0 or 1.1. Every item is one item, known by its `id`; without one its address is used, else title and date,
 * which is told as a finding. An item that says nothing is dropped. `at` is a JSON pointer.
 */
export function parseJsonFeed(json: Json, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  if (!isJsonFeed(json)) return no('/version', 'The version is not that of a JSON Feed.');
  const members = new JsonMembers(json, '');
  const written = members.list('items');
  if (written === undefined) return no('/items', 'A JSON Feed has a list of items.');
  const dropped = createDroppedList();
  const head = readHead(members, needs);
  const items: WireItem[] = [];
  for (const one of written) {
    const item = readItem(head, one);
    if (item === undefined) dropped.add(one.at, 'item', 'The item has no title and no text.');
    else items.push(item);
  }
  if (items.length === 0 && written.length > 0) return no('/items', 'No item has a title or a text.');
  members.pass('version', 'expired', 'next_url', 'hubs', 'description', 'user_comment', 'icon', 'favicon');
  for (const { name, at } of members.unread())
    dropped.add(at, name, 'it is about the feed, not about a story');
  const provider = head.provider === undefined ? {} : { provider: { code: head.provider } };
  return accept({ items, ...provider, dropped: dropped.all(), warnings: [] });
}

function readHead(members: JsonMembers, needs: WireNeeds): JsonHead {
  const page = webUrl(members.text('home_page_url') ?? '', needs.baseUrl);
  const self = webUrl(members.text('feed_url') ?? '', needs.baseUrl);
  const title = oneLine(members.text('title') ?? '');
  return {
    scope: self ?? page ?? needs.baseUrl ?? title,
    ...onlyGiven({
      provider: title,
      language: members.text('language'),
      byline: bylineOf(authorsOf(members)),
      baseUrl: needs.baseUrl ?? page ?? self,
    }),
  };
}

function readItem(head: JsonHead, members: JsonMembers): WireItem | undefined {
  const item = createWireItem(members.at);
  item.set('type', 'text', members.at);
  const title = oneLine(members.text('title') ?? '');
  item.set('headline', title, members.place('title'));
  const text = readTexts(head, members, item);
  const date = readDates(head, members, item);
  const page = readLinks(head, members, item);
  const medium = readMedia(head, members, item);
  readPeople(head, members, item);
  for (const tag of members.texts('tags')) item.add('keywords', oneLine(tag.text), tag.at);
  readLanguage(head, members, item);
  if (head.provider !== undefined) item.set('provider', { code: head.provider }, '');
  const words = title || beginning(text, 120);
  const assumed = page ?? (words === '' ? medium : feedUri(head.scope, `${words} ${date}`.trim()));
  if (!setUri(head, members, item, { page, assumed })) return undefined;
  for (const { name, at } of members.unread()) item.dropped.add(at, name, 'an item has no place for it');
  return item.build();
}

/** False where the item has neither an id nor anything to be known by. */
function setUri(
  head: JsonHead,
  members: JsonMembers,
  item: WireItemBuilder,
  { page, assumed }: { readonly page: string | undefined; readonly assumed: string | undefined },
): boolean {
  const id = oneLine(members.text('id') ?? '');
  if (id !== '') item.set('uri', feedUri(head.scope, id), members.place('id'));
  else if (assumed === undefined) return false;
  else {
    const instead = page === undefined ? 'its first words with its date are' : 'the address of its page is';
    item.warn('identity-assumed', members.at, `The item has no id; ${instead} used.`);
    item.set('uri', assumed, members.at);
  }
  return true;
}

/** HTML goes before text where both are given (JSON Feed 1.1 §Items). Answers the beginning of the text. */
function readTexts(head: JsonHead, members: JsonMembers, item: WireItemBuilder): string {
  const html = members.text('content_html') ?? '';
  const plain = members.text('content_text') ?? '';
  const summary = severalLines(members.text('summary') ?? '');
  const blocks = html === '' ? undefined : htmlBlocks(head, members.place('content_html'), html, item);
  const body = blocks ?? textToBlocks(plain);
  item.set('body', body, members.place(blocks === undefined ? 'content_text' : 'content_html'));
  item.set('summary', summary, members.place('summary'));
  return body[0]?.text ?? summary;
}

/** Undefined where the markup passes a limit, which is told. */
function htmlBlocks(
  head: JsonHead,
  place: string,
  html: string,
  item: WireItemBuilder,
): readonly Block[] | undefined {
  const read = toBlocks(html, head.baseUrl);
  if (!read.ok) {
    item.dropped.add(place, 'content_html', read.error.detail);
    return undefined;
  }
  for (const { at, what, why } of read.value.dropped) item.dropped.add(`${place} ${at}`, what, why);
  return read.value.blocks;
}

function readDates(head: JsonHead, members: JsonMembers, item: WireItemBuilder): string {
  const read = (name: string) => {
    const written = members.text(name);
    const time = feedTime(written, head.language);
    if (written !== undefined && time === undefined)
      item.warn('time-malformed', members.place(name), `"${beginning(written, 60)}" is no time.`);
    return time;
  };
  const published = read('date_published');
  const modified = read('date_modified');
  item.date('published', published, members.place('date_published'));
  const version = modified ?? published;
  item.date(
    'versionCreated',
    version,
    members.place(modified === undefined ? 'date_published' : 'date_modified'),
  );
  return published ?? version ?? '';
}

function readLinks(head: JsonHead, members: JsonMembers, item: WireItemBuilder): string | undefined {
  const address = (name: string, rel: string) => {
    const written = members.text(name);
    const href = webUrl(written ?? '', head.baseUrl);
    const at = members.place(name);
    if (href !== undefined) item.add('links', { rel, href, at }, at);
    else if (written !== undefined) item.dropped.add(at, `${name} ${written}`, 'it has no web address');
    return href;
  };
  const page = address('url', 'alternate');
  address('external_url', 'related');
  return page;
}

/** Pictures beside the text and attachments, each an item of its own; files of other types are links. Answers the first address. */
function readMedia(head: JsonHead, members: JsonMembers, item: WireItemBuilder): string | undefined {
  const files = [
    ...['image', 'banner_image'].map((name) => ({
      at: members.place(name),
      url: members.text(name),
      medium: 'image',
    })),
    ...(members.list('attachments') ?? []).map((one) => ({
      at: one.at,
      url: one.text('url'),
      type: one.text('mime_type'),
      title: one.text('title'),
      sizeBytes: one.count('size_in_bytes'),
      durationSeconds: one.count('duration_in_seconds'),
    })),
  ];
  let first: string | undefined;
  for (const file of files) {
    if (file.url === undefined) continue;
    const href = webUrl(file.url, head.baseUrl);
    if (href === undefined) item.dropped.add(file.at, file.url, 'it has no web address');
    else first ??= addMedium(item, { ...file, href });
  }
  return first;
}

type JsonFile = {
  readonly at: string;
  readonly href: string;
  readonly type?: string | undefined;
  readonly medium?: string;
  readonly title?: string | undefined;
  readonly sizeBytes?: number | undefined;
  readonly durationSeconds?: number | undefined;
};

function addMedium(item: WireItemBuilder, file: JsonFile): string | undefined {
  const { at, href, type, medium, title, sizeBytes, durationSeconds } = file;
  const mediaType = mediaTypeOf(type, href, medium);
  const newsType = newsTypeOf(mediaType);
  if (newsType === undefined) {
    item.add('links', { rel: 'enclosure', href, ...onlyGiven({ title }), at }, at);
    return undefined;
  }
  const association = createWireItem(at);
  association.set('uri', href, at);
  association.set('type', newsType, at);
  association.set('headline', oneLine(title ?? ''), at);
  const rendition = { role: 'main', href, mediaType, ...onlyGiven({ sizeBytes, durationSeconds }), at };
  association.add('renditions', rendition, at);
  item.add('associations', association.build(), at);
  return href;
}

type JsonAuthor = { readonly name: string; readonly address: string; readonly at: string };

function authorsOf(members: JsonMembers): readonly JsonAuthor[] {
  const one = members.object('author');
  return [...(members.list('authors') ?? []), ...(one === undefined ? [] : [one])].map((author) => ({
    ...splitPerson(author.text('name') ?? ''),
    at: author.at,
  }));
}

function bylineOf(authors: readonly JsonAuthor[]): string {
  return [...new Set(authors.map(({ name }) => name).filter((name) => name !== ''))].join(', ');
}

function readPeople(head: JsonHead, members: JsonMembers, item: WireItemBuilder): void {
  const authors = authorsOf(members);
  for (const { address, at } of authors)
    if (address !== '') item.add('private', { kind: 'person', text: address, at }, at);
  item.set('byline', bylineOf(authors) || head.byline, authors[0]?.at ?? '');
}

function readLanguage(head: JsonHead, members: JsonMembers, item: WireItemBuilder): void {
  const said = members.text('language') ?? head.language;
  if (said === undefined || said.trim() === '') return;
  const tag = languageTag(said);
  if (tag === undefined)
    item.warn(
      'language-malformed',
      members.place('language'),
      `"${beginning(said, 40)}" is no language tag.`,
    );
  item.set('language', tag, members.place('language'));
}

function no(at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code: 'feed-invalid', at, detail });
}
