import { refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine, severalLines } from '../item-text.ts';
import type { WireItem } from '../wire/wire-item.ts';
import { words } from '../words.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { FeedChildren, type FeedNames } from './feed-names.ts';
import { feedTime } from './feed-time.ts';
import { mediaTypeOf, newsTypeOf } from './media-type.ts';
import type { FeedHead, WireEntrySource } from './wire-entry-source.ts';
import { readWireEntry } from './wire-entry.ts';
import { lineIn } from './wire-text.ts';

type Author = { readonly name: string; readonly address: string };

/** What the head of a WordPress export says: its authors by login, and the address of the site. */
export type WxrHead = {
  readonly feed: FeedHead;
  readonly authors: ReadonlyMap<string, Author>;
  readonly site: string;
};

/** Reads the authors of an export; their mail addresses go to the private part of what they wrote. */
export function readWxrHead(children: FeedChildren, feed: FeedHead): WxrHead {
  const authors = children.all('wp:author', 'wp:wp_author').map((element) => {
    const word = wordsOf(element, feed.names);
    const name = word('wp:author_display_name') || word('wp:author_login');
    return [word('wp:author_login'), { name, address: word('wp:author_email') }] as const;
  });
  const site = children.firstFilled('wp:base_blog_url', 'wp:base_site_url', 'link');
  children.pass('wp:base_blog_url', 'wp:base_site_url', 'wp:wxr_version', 'wp:category', 'wp:tag', 'wp:term');
  return { feed, authors: new Map(authors), site: site === undefined ? '' : oneLine(textOf(site)) };
}

/**
 * Reads one post of a WordPress export (WXR 1.0 to 1.2). Drafts, private posts and what lies in the bin are withheld; a planned post is
 * under embargo until its date; menus, styles and revisions are no items. Comments and mail addresses are private.
 */
export function readWxrEntry(wxr: WxrHead, entry: XmlElement): Result<WireItem, FormatRefusal> {
  const type = wordsOf(entry, wxr.feed.names)('wp:post_type');
  if (FURNITURE.test(type))
    return refuse({
      code: 'feed-invalid',
      at: entry.at,
      detail: `A ${type} is part of the site, and no story.`,
    });
  return readWireEntry(wxr.feed, prepared(wxr, entry), (source) => readPost(wxr, source, entry));
}

const FURNITURE =
  /^(?:nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-field(?:-group)?|feedback|wpcf7_contact_form|shop_order)$/;

/** The entry as the common reader takes it: paragraphs marked, authors by name, and without what is read here. */
function prepared({ authors, feed }: WxrHead, entry: XmlElement): XmlElement {
  const children = entry.children.filter(isElement).flatMap((child): readonly XmlElement[] => {
    const name = feed.names.nameOf(child);
    const text = textOf(child);
    if (name === 'category' || (name === 'pubdate' && / -0001 /.test(text))) return [];
    if (name === 'dc:creator') return [withText(child, authors.get(oneLine(text))?.name ?? text)];
    return [
      name === 'content:encoded' || name === 'excerpt:encoded'
        ? withText(child, markParagraphs(text))
        : child,
    ];
  });
  return { ...entry, children };
}

function withText(element: XmlElement, text: string): XmlElement {
  return { ...element, children: text === '' ? [] : [text] };
}

/** WordPress writes blank lines for paragraphs, and its editor's marks as comments and `[short codes]`. */
function markParagraphs(written: string): string {
  const text = written.replace(CAPTION, '<figure>$1<figcaption>$2</figcaption></figure>');
  const names = shortCodesIn(text);
  const plain =
    names.size === 0
      ? text
      : text.replace(SHORT_CODE, (written, name: string) => (names.has(name.toLowerCase()) ? '' : written));
  return /<(?:p|div|li|h[1-6])[\s>]/i.test(plain)
    ? withLineBreaks(plain).replace(/\r?\n[ \t]*\r?\n/g, '<br><br>')
    : plain
        .split(/\r?\n[ \t]*\r?\n/)
        .map((paragraph) => `<p>${paragraph.trim().replace(/\r?\n/g, '<br>')}</p>`)
        .join('');
}

/** A line that ends inside a text ends for the reader too, as WordPress shows it. */
function withLineBreaks(text: string): string {
  return /<pre\b/i.test(text) ? text : text.replace(/([^>\s])\r?\n(?=[^<\s])/g, '$1<br>');
}

/** A picture with its caption, as WordPress wrote it before 2012 and in its old editor until today. */
const CAPTION =
  /\[caption[^\]<>]{0,500}\]\s*((?:<a\b[^<>]{0,500}>)?<img\b[^<>]{0,2000}>(?:<\/a>)?)([^[]{0,2000})\[\/caption\]/gi;
const SHORT_CODE = /\[\/?([a-z][\w-]{1,40})(?:[ =][^\]<>]{0,500})?\]/gi;
const KNOWN_CODES: ReadonlySet<string> = new Set(
  words('caption gallery embed audio video playlist contact_form'),
);

/** Names in brackets that are codes: those of WordPress itself, and those that are closed again (`[dropcap]M[/dropcap]`). */
function shortCodesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [written, name = ''] of text.matchAll(SHORT_CODE))
    if (written.startsWith('[/') || KNOWN_CODES.has(name.toLowerCase())) names.add(name.toLowerCase());
  return names;
}

function readPost(wxr: WxrHead, source: WireEntrySource, original: XmlElement): void {
  const { item, children } = source;
  readStatus(source);
  readPostDates(source);
  readAttachment(source);
  const { names } = wxr.feed;
  for (const child of original.children.filter(isElement))
    if (names.nameOf(child) === 'category') readTerm(source, child);
  const login = oneLine(
    textOf(
      original.children.filter(isElement).find((child) => names.nameOf(child) === 'dc:creator') ?? EMPTY,
    ),
  );
  const address = wxr.authors.get(login)?.address ?? '';
  if (address !== '') item.add('private', { kind: 'person', text: address, at: original.at }, original.at);
  readComments(source);
  sayShortCodes(wxr, source, original);
  const parent = readWord(children, 'wp:post_parent');
  const page = /^[1-9]\d*$/.test(parent.text) ? webUrl(`/?p=${parent.text}`, wxr.site) : undefined;
  if (page !== undefined) item.add('links', { rel: 'partOf', href: page, at: parent.at }, parent.at);
  sayMeta(source);
  children.pass(...PASSED);
}

const EMPTY: XmlElement = { name: '', ns: '', attributes: new Map(), children: [], at: '' };
const PASSED: readonly string[] = [
  'wp:post_id',
  'wp:post_name',
  'wp:post_type',
  'wp:menu_order',
  'wp:comment_status',
  'wp:ping_status',
  'wp:is_sticky',
  'wp:post_date',
  'wp:post_modified',
  'excerpt:encoded',
];

function readStatus({ children, item }: WireEntrySource): void {
  const status = readWord(children, 'wp:status');
  const password = readWord(children, 'wp:post_password');
  if (password.text !== '') {
    item.set('pubStatus', 'withheld', password.at);
    item.dropped.add(
      password.at,
      'wp:post_password',
      'a story behind a password is withheld, and the password not kept',
    );
  } else if (status.text === 'publish') item.set('pubStatus', 'usable', status.at);
  else if (status.text !== '' && status.text !== 'inherit') item.set('pubStatus', 'withheld', status.at);
  const planned = status.text === 'future' ? gmtTime(children, 'wp:post_date') : undefined;
  item.set('embargo', planned?.time, planned?.at ?? '');
}

/** `wp:post_date` is the clock of the site, whose zone is not told; `wp:post_date_gmt` beside it is UTC. */
function gmtTime(children: FeedChildren, name: string) {
  const utc = readWord(children, `${name}_gmt`);
  const local = readWord(children, name);
  const isSaid = utc.text !== '' && !utc.text.startsWith('0000');
  const time = isSaid ? feedTime(`${utc.text}Z`) : feedTime(local.text);
  return time === undefined ? undefined : { time, at: isSaid ? utc.at : local.at };
}

function readPostDates({ children, item }: WireEntrySource): void {
  const published = gmtTime(children, 'wp:post_date');
  const modified = gmtTime(children, 'wp:post_modified');
  const version = modified ?? published;
  // What was never published has the date on which it was begun.
  const isDraft = /^(?:draft|auto-draft|pending)$/.test(readWord(children, 'wp:status').text);
  item.date(isDraft ? 'contentCreated' : 'published', published?.time, published?.at ?? '');
  item.date('versionCreated', version?.time, version?.at ?? '');
}

function readAttachment({ children, item, baseUrl }: WireEntrySource): void {
  const { text, at } = readWord(children, 'wp:attachment_url');
  const href = webUrl(text, baseUrl);
  if (href === undefined) return;
  const mediaType = mediaTypeOf(undefined, href, undefined);
  item.set('type', newsTypeOf(mediaType) ?? 'text', at);
  item.add('renditions', { role: 'main', href, ...(mediaType === '' ? {} : { mediaType }), at }, at);
}

/** Tags are keywords, everything else a subject under the taxonomy's name. */
function readTerm({ item }: WireEntrySource, category: XmlElement): void {
  const domain = category.attributes.get('domain') ?? 'category';
  // WordPress keeps names as HTML.
  const name = lineIn(category);
  const code = category.attributes.get('nicename') ?? name;
  if (name === '') return;
  if (domain === 'post_tag' || domain === 'tag') item.add('keywords', name, category.at);
  else if (domain === 'post_format') item.add('genres', { scheme: domain, code, name }, category.at);
  else if (code !== 'uncategorized') item.add('subjects', { scheme: domain, code, name }, category.at);
}

function readComments({ children, head, item }: WireEntrySource): void {
  for (const comment of children.all('wp:comment')) {
    const word = wordsOf(comment, head.names);
    const text = `${word('wp:comment_author')} <${word('wp:comment_author_email')}>: ${word('wp:comment_content')}`;
    item.add('private', { kind: 'other', text: severalLines(text), at: comment.at }, comment.at);
  }
}

function sayShortCodes({ feed }: WxrHead, { item }: WireEntrySource, original: XmlElement): void {
  for (const content of original.children.filter(isElement))
    if (feed.names.nameOf(content) === 'content:encoded')
      for (const name of shortCodesIn(textOf(content).replace(CAPTION, '')))
        item.dropped.add(content.at, `[${name}]`, 'short codes are for the site; the words inside stay');
}

/** What plugins note beside a post may be anything, also what nobody should see: only the names are told. */
function sayMeta({ children, head, item }: WireEntrySource): void {
  const meta = children.all('wp:postmeta');
  const keys = meta.map((one) => wordsOf(one, head.names)('wp:meta_key'));
  if (meta[0] !== undefined)
    item.dropped.add(
      meta[0].at,
      `wp:postmeta ${keys.join(', ')}`,
      'what plugins note beside a post is not carried',
    );
}

function readWord(children: FeedChildren, name: string): { readonly text: string; readonly at: string } {
  const element = children.first(name);
  return element === undefined ? { text: '', at: '' } : { text: oneLine(textOf(element)), at: element.at };
}

function wordsOf(element: XmlElement, names: FeedNames): (name: string) => string {
  const children = new FeedChildren(element, names);
  return (name) => readWord(children, name).text;
}
