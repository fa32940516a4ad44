import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { isUri } from '../is-uri.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { versionNumber, type ReadItem, type ReadNeeds } from '../read-item.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import { NS, type FeedSource } from './feed-source.ts';
import { readEntry } from './read-entry.ts';
import { readFeedDate } from './read-feed-date.ts';
import { readFeedHead } from './read-feed-head.ts';

/** Which feed format a document is: RSS 0.9 to 2.0 (RSS 1.0 is RDF), or Atom 1.0 (also 0.3 and a single entry). */
export function feedFormat(root: XmlElement): 'rss' | 'atom' | undefined {
  if (root.name === 'rss' || (root.name === 'RDF' && root.ns === NS.rdf)) return 'rss';
  const isAtom = root.ns === NS.atom || root.ns === NS.atom03;
  return isAtom && (root.name === 'feed' || root.name === 'entry') ? 'atom' : undefined;
}

/**
 * Reads every entry of a feed as one version of an item; deleted entries (RFC 6721) are kills. A bad entry is listed as dropped;
 * a feed with none that can be read is refused, an empty feed is not. `at` is `line:column`.
 */
export function parseFeed(
  root: XmlElement,
  needs: ReadNeeds,
): Result<{ readonly items: readonly ReadItem[]; readonly dropped: readonly Dropped[] }, FormatRefusal> {
  const { provider } = needs;
  if (provider === undefined)
    return refuse({
      code: 'feed-invalid',
      at: root.at,
      detail: 'It is not said which agency answers for this source.',
    });
  const feed = readFeedHead(root, { ...needs, provider });
  const items: ReadItem[] = [];
  const dropped: Dropped[] = [];
  let firstRefusal: FormatRefusal | undefined;
  for (const element of entriesOf(root)) {
    const read = element.ns === NS.tombstones ? readTombstone(feed, element) : readEntry(feed, element);
    if (read.ok) items.push(read.value);
    else {
      firstRefusal ??= read.error;
      dropped.push({ at: read.error.at, what: element.name, why: read.error.detail });
    }
  }
  return items.length === 0 && firstRefusal !== undefined ? refuse(firstRefusal) : accept({ items, dropped });
}

function entriesOf(root: XmlElement): readonly XmlElement[] {
  if (root.name === 'entry') return [root];
  const channels = root.children.filter(isElement).filter((child) => child.name === 'channel');
  return [...channels, root]
    .flatMap((holder) => holder.children.filter(isElement))
    .filter(
      ({ name, ns }) =>
        name === 'item' || name === 'entry' || (name === 'deleted-entry' && ns === NS.tombstones),
    );
}

/** A kill: nothing of the story is left but its identity, the time, and the reason if one is given. */
function readTombstone({ reading, needs }: FeedSource, element: XmlElement): Result<ReadItem, FormatRefusal> {
  const guid = oneLine(element.attributes.get('ref') ?? '');
  const when = readFeedDate(element.attributes.get('when'));
  if (!isUri(guid) || when === undefined)
    return refuse({
      code: 'feed-invalid',
      at: element.at,
      detail: 'A deleted entry does not say which, or when.',
    });
  const item: ItemVersion = {
    guid,
    version: versionNumber(undefined, when, () => {}),
    versionCreatedAt: when,
    provider: needs.provider,
    newsType: 'text',
    pubStatus: 'canceled',
    language: 'und',
    headline: '',
    ...onlyGiven({ editorialNote: severalLines(reading.text(reading.first(element, 'comment')) ?? '') }),
    subjects: [],
    places: [],
    blocks: [],
    renditions: [],
    associations: [],
  };
  return accept({ item, dropped: [], findings: [] });
}
