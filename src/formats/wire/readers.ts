import type { Json } from '#kernel/json.ts';
import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { isAp, parseAp } from '../apjson/parse-ap.ts';
import { isAppl, parseAppl } from '../appl/parse-appl.ts';
import { isCalendar, parseCalendar } from '../calendar/parse-calendar.ts';
import { isDpa, parseDpa } from '../dpajson/parse-dpa.ts';
import { feedKind } from '../feed/feed-names.ts';
import { parseFeedWire } from '../feed/parse-feed-wire.ts';
import { isJsonFeed, parseJsonFeed } from '../feed/parse-json-feed.ts';
import { isNewsml1, parseNewsml1 } from '../newsml1/parse-newsml-1.ts';
import { isG2Json, parseG2Json } from '../newsmlg2/parse-g2-json.ts';
import { isNewsmlG2, parseNewsmlG2 } from '../newsmlg2/parse-newsml-g2.ts';
import { isNinjs, parseNinjsWire } from '../ninjs/wire/parse-ninjs-wire.ts';
import { isNitf, parseNitf } from '../nitf/parse-nitf.ts';
import { isPicture, parsePicture, type PictureNeeds } from '../picture/parse-picture.ts';
import { isSitemap, parseNewsSitemap } from '../sitemap/parse-news-sitemap.ts';
import { isArticleData, parseArticleData } from '../webpage/parse-web-page.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { FramedReader } from './framed-readers.ts';
import type { WireRead } from './wire-item.ts';

/** The wire formats that are read, recognised by content and never by file name. */
export type WireFormat =
  | 'ninjs'
  | 'ap-json'
  | 'ap-appl'
  | 'dpa-json'
  | 'json-feed'
  | 'newsml-g2'
  | 'newsml-1'
  | 'nitf'
  | 'rss'
  | 'atom'
  | 'wxr'
  | 'news-sitemap'
  | 'calendar'
  | FramedReader['format']
  | 'web-page'
  | 'json-ld'
  | 'mail'
  | 'picture'
  | 'dialect';

/** A reader of one format, by what its documents are before it: bytes, text, or the tree of either kind. */
export type WireReader<Source> = {
  readonly format: WireFormat;
  readonly is: (source: Source) => boolean;
  readonly parse: (source: Source, needs: PictureNeeds) => Result<WireRead, FormatRefusal>;
};

/** Documents whose bytes are in several charsets, or in none. */
export const BYTE_READERS: readonly WireReader<Uint8Array>[] = [
  { format: 'picture', is: isPicture, parse: parsePicture },
  { format: 'calendar', is: isCalendar, parse: parseCalendar },
];

/** In the order in which they are asked: what is known by its own members before what many have. */
export const JSON_READERS: readonly WireReader<Json>[] = [
  { format: 'json-ld', is: isArticleData, parse: parseArticleData },
  { format: 'json-feed', is: isJsonFeed, parse: parseJsonFeed },
  { format: 'dpa-json', is: isDpa, parse: parseDpa },
  { format: 'ap-json', is: isAp, parse: parseAp },
  { format: 'newsml-g2', is: isG2Json, parse: parseG2Json },
  { format: 'ninjs', is: isNinjs, parse: parseNinjsWire },
];

const FEEDS = ['rss', 'atom', 'wxr'] as const;

export const XML_READERS: readonly WireReader<XmlElement>[] = [
  { format: 'newsml-g2', is: isNewsmlG2, parse: parseNewsmlG2 },
  { format: 'newsml-1', is: isNewsml1, parse: parseNewsml1 },
  { format: 'ap-appl', is: isAppl, parse: parseAppl },
  // Entries of a feed may be NITF.
  ...FEEDS.map((kind): WireReader<XmlElement> => ({
    format: kind,
    is: (root) => feedKind(root) === kind,
    parse: parseFeedWire,
  })),
  { format: 'nitf', is: isNitf, parse: parseNitf },
  { format: 'news-sitemap', is: isSitemap, parse: parseNewsSitemap },
];
