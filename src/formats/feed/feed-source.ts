import type { DroppedList } from '../dropped-list.ts';
import type { Note, ReadNeeds } from '../read-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { XmlReading } from '../xml/xml-reading.ts';

/** Namespaces that feeds use. RSS itself has none, or one of several that mean the same. */
export const NS = {
  atom: 'http://www.w3.org/2005/Atom',
  atom03: 'http://purl.org/atom/ns#',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  media: 'http://search.yahoo.com/mrss/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  tombstones: 'http://purl.org/atompub/tombstones/1.0',
  xhtml: 'http://www.w3.org/1999/xhtml',
} as const;

/** What all entries of one feed share: what the feed says once, and how to look into the tree. */
export type FeedSource = {
  readonly reading: XmlReading;
  readonly needs: ReadNeeds & { readonly provider: string };
  /** Feed-wide defaults; `scope` tells entries of this feed from those of another where their ids are only locally unique. */
  readonly feed: {
    readonly scope: string;
    readonly language?: string;
    readonly copyrightNotice?: string;
    readonly baseUrl?: string;
  };
};

/** One entry on its way to an item. */
export type EntrySource = FeedSource & {
  readonly entry: XmlElement;
  readonly dropped: DroppedList;
  readonly note: Note;
  readonly baseUrl: string | undefined;
};
