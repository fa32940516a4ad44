import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireCode, WireTime } from '../wire/wire-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { FeedChildren, FeedNames } from './feed-names.ts';
import { feedTime } from './feed-time.ts';

/** What a feed says once for all its entries. */
export type FeedHead = {
  readonly names: FeedNames;
  /** Tells entries of this feed from those of another where their ids are only locally unique. */
  readonly scope: string;
  readonly provider?: WireCode;
  readonly language?: string;
  /** The language in which it writes its dates, as far as that is known: its own, else that of its country. */
  readonly dateLanguage?: string;
  readonly copyrightNotice?: string;
  readonly usageTerms?: string;
  /** Names of the feed's own authors, who wrote every entry without one (RFC 4287 §4.2.1). */
  readonly byline?: string;
  readonly baseUrl?: string;
};

/** One entry on its way to a `WireItem`. */
export type WireEntrySource = {
  readonly head: FeedHead;
  readonly entry: XmlElement;
  readonly children: FeedChildren;
  readonly item: WireItemBuilder;
  readonly baseUrl: string | undefined;
};

/** The time in an element; one that cannot be read is told as a finding. */
export function timeIn(
  { item, head }: Pick<WireEntrySource, 'item' | 'head'>,
  element: XmlElement | undefined,
  text: string,
): WireTime | undefined {
  if (element === undefined || text.trim() === '') return undefined;
  const time = feedTime(text, head.dateLanguage);
  if (time === undefined)
    item.warn('time-malformed', element.at, `"${text.trim().slice(0, 60).toWellFormed()}" is no time.`);
  return time;
}
