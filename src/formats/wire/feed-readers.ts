import { isCalendar, parseCalendar } from '../calendar/parse-calendar.ts';
import { printCalendar } from '../calendar/print-calendar.ts';
import { feedKind } from '../feed/feed-names.ts';
import { parseFeedWire } from '../feed/parse-feed-wire.ts';
import { isJsonFeed, parseJsonFeed } from '../feed/parse-json-feed.ts';
import { printJsonFeed } from '../feed/print-json-feed.ts';
import { readFeedXml } from '../feed/read-feed-xml.ts';
import { openWxrStream, readWxrStream } from '../feed/stream-wxr.ts';

/** The readers and writers of feeds and calendars, until `convert.ts` calls them. */
export const FEED_READERS = {
  feed: { feedKind, readFeedXml, parseFeedWire },
  jsonFeed: { isJsonFeed, parseJsonFeed, printJsonFeed },
  wxr: { openWxrStream, readWxrStream },
  calendar: { isCalendar, parseCalendar, printCalendar },
} as const;
