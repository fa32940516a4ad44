import type { Instant } from '#kernel/instant.ts';
import { escapeXml } from '../xml/print-xml.ts';

/** What a feed says about itself. `url` is the page it belongs to, `selfUrl` its own address. */
export type FeedToPrint = {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly selfUrl: string;
  readonly language: string;
  readonly updatedAt: Instant;
};

/** One story in a feed. `guid` never changes, whatever is corrected; `credit` names who made it. */
export type FeedEntry = {
  readonly guid: string;
  readonly title: string;
  readonly url: string;
  readonly summary: string;
  readonly publishedAt: Instant;
  readonly updatedAt: Instant;
  readonly language: string;
  readonly credit: string;
};

/** A withdrawn story: its place in the feed says so, in place of the story. */
export type FeedTombstone = { readonly guid: string; readonly withdrawnAt: Instant; readonly reason: string };

/** RSS 2.0 with the Atom and Dublin Core elements that readers use to see updates. */
export function printRss(feed: FeedToPrint, entries: readonly FeedEntry[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<channel>',
    element('title', feed.title),
    element('link', feed.url),
    element('description', feed.description),
    element('language', feed.language),
    element('lastBuildDate', rfc822(feed.updatedAt)),
    `<atom:link rel="self" type="application/rss+xml" href="${escapeXml(feed.selfUrl)}"/>`,
    ...entries.map(printRssItem),
    '</channel>',
    '</rss>',
    '',
  ].join('\n');
}

function printRssItem(entry: FeedEntry): string {
  return [
    '<item>',
    `<guid isPermaLink="false">${escapeXml(entry.guid)}</guid>`,
    // RSS text is read as HTML once more, so it is escaped once more.
    element('title', escapeXml(entry.title)),
    element('link', entry.url),
    element('description', escapeXml(entry.summary)),
    element('pubDate', rfc822(entry.publishedAt)),
    element('atom:updated', entry.updatedAt),
    element('dc:creator', entry.credit),
    element('dc:language', entry.language),
    '</item>',
  ].join('\n');
}

/** Atom 1.0 (RFC 4287), with deleted entries (RFC 6721) for what was withdrawn. */
export function printAtom(
  feed: FeedToPrint,
  entries: readonly FeedEntry[],
  tombstones: readonly FeedTombstone[] = [],
): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="${escapeXml(feed.language)}">`,
    element('id', feed.selfUrl),
    element('title', feed.title),
    element('subtitle', feed.description),
    element('updated', feed.updatedAt),
    `<link rel="self" href="${escapeXml(feed.selfUrl)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.url)}"/>`,
    ...entries.map(printAtomEntry),
    ...tombstones.map(printTombstone),
    '</feed>',
    '',
  ].join('\n');
}

function printAtomEntry(entry: FeedEntry): string {
  return [
    `<entry xml:lang="${escapeXml(entry.language)}">`,
    element('id', entry.guid),
    element('title', entry.title),
    `<link rel="alternate" type="text/html" href="${escapeXml(entry.url)}"/>`,
    element('published', entry.publishedAt),
    element('updated', entry.updatedAt),
    `<author>${element('name', entry.credit)}</author>`,
    element('summary', entry.summary),
    '</entry>',
  ].join('\n');
}

function printTombstone({ guid, withdrawnAt, reason }: FeedTombstone): string {
  return `<at:deleted-entry ref="${escapeXml(guid)}" when="${withdrawnAt}">${element('at:comment', reason)}</at:deleted-entry>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** RFC 822 with four digits of year, as RSS 2.0 asks for. */
function rfc822(at: Instant): string {
  const [year = 0, month = 1, day = 1] = at.slice(0, 10).split('-').map(Number);
  return `${DAYS[weekday(year, month, day)]}, ${at.slice(8, 10)} ${MONTHS[month - 1]} ${at.slice(0, 4)} ${at.slice(11, 19)} GMT`;
}

/** Day of the week, 0 for Sunday, by Sakamoto's rule for the Gregorian calendar. */
function weekday(year: number, month: number, day: number): number {
  const offset = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0;
  const y = month < 3 ? year - 1 : year;
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + offset + day) % 7;
}
