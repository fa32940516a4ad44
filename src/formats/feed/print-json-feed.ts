import type { Json } from '#kernel/json.ts';
import { escapeText } from '../html/html.ts';
import type { FeedEntry, FeedToPrint } from './print-feed.ts';

/**
 * JSON Feed 1.1 (jsonfeed.org/version/1.1), the same stories as `printRss` and `printAtom` write. Withdrawn stories are left out,
 * because the format has no word for them.
 */
export function printJsonFeed(feed: FeedToPrint, entries: readonly FeedEntry[]): string {
  const document: Json = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.url,
    feed_url: feed.selfUrl,
    description: feed.description,
    language: feed.language,
    items: entries.map(jsonItem),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function jsonItem(entry: FeedEntry): Json {
  return {
    id: entry.guid,
    url: entry.url,
    title: entry.title,
    // An item without content is none; a reader that wants text takes the same words from the summary.
    content_html: `<p>${escapeText(entry.summary)}</p>`,
    summary: entry.summary,
    date_published: entry.publishedAt,
    date_modified: entry.updatedAt,
    authors: [{ name: entry.credit }],
    language: entry.language,
  };
}
