import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createDroppedList, type DroppedList } from '../dropped-list.ts';
import { oneLine, severalLines } from '../item-text.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { createWireItem } from '../wire/wire-item-builder.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { channelsOf, FeedChildren, feedKind, feedNames, type FeedNames } from './feed-names.ts';
import { feedTime } from './feed-time.ts';
import type { FeedHead } from './wire-entry-source.ts';
import { readWireEntry } from './wire-entry.ts';
import { listUnreadHead, readWireHead } from './wire-head.ts';
import { joinAttachments, type ReadPost } from './wire-wxr-attachments.ts';
import { readWxrEntry, readWxrHead } from './wire-wxr.ts';

/**
 * Reads a feed: RSS 0.90 to 2.0 with its modules, Atom 0.3 and 1.0, and WordPress exports (WXR). Every entry is one item; a deleted
 * entry (RFC 6721) is a kill. An entry that says nothing is dropped with its place; a feed with only such entries is refused, an
 * empty feed is not. `at` is `line:column`.
 */
export function parseFeedWire(root: XmlElement, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const kind = feedKind(root);
  if (kind === undefined)
    return refuse({ code: 'feed-invalid', at: root.at, detail: `<${root.name}> begins no feed.` });
  const names = feedNames(root);
  const dropped = createDroppedList();
  const channel = channelsOf(root)[0] ?? root;
  const children = new FeedChildren(channel, names);
  const head = readWireHead({ root, channel, children, names, needs });
  const readOne = kind === 'wxr' ? wxrReader(head, children) : feedReader(head, names);
  const { posts, refusal } = readEntries(entriesOf(root, names), readOne, dropped);
  if (root.name !== 'entry') listUnreadHead(children, dropped);
  if (posts.length === 0 && refusal !== undefined && kind !== 'wxr') return refuse(refusal);
  const items = kind === 'wxr' ? joinAttachments(posts, names) : posts.map(({ item }) => item);
  const provider = head.provider === undefined ? {} : { provider: head.provider };
  return accept({ items, ...provider, dropped: dropped.all(), warnings: [] });
}

function readEntries(elements: readonly XmlElement[], readOne: ReadOne, dropped: DroppedList) {
  const posts: ReadPost[] = [];
  let refusal: FormatRefusal | undefined;
  for (const element of elements) {
    const read = readOne(element);
    if (read.ok) posts.push({ item: read.value, element });
    else {
      refusal ??= read.error;
      dropped.add(read.error.at, element.name, read.error.detail);
    }
  }
  return { posts, refusal };
}

type ReadOne = (element: XmlElement) => Result<WireItem, FormatRefusal>;

function feedReader(head: FeedHead, names: FeedNames): ReadOne {
  return (element) =>
    names.nameOf(element) === 'tombstones:deleted-entry'
      ? readTombstone(head, element)
      : readWireEntry(head, element);
}

function wxrReader(head: FeedHead, children: FeedChildren): ReadOne {
  const wxr = readWxrHead(children, head);
  return (element) => readWxrEntry(wxr, element);
}

const ENTRIES: ReadonlySet<string> = new Set(['item', 'entry', 'atom:entry', 'tombstones:deleted-entry']);

function entriesOf(root: XmlElement, names: FeedNames): readonly XmlElement[] {
  if (root.name === 'entry') return [root];
  const holders = [...new Set([...channelsOf(root), root])];
  const children = holders.flatMap((holder) => holder.children.filter(isElement));
  // RSS 1.1 puts its items into one `items`; in RSS 1.0 that only lists their addresses.
  const lists = children.filter((child) => names.nameOf(child) === 'items');
  return [...children, ...lists.flatMap((list) => list.children.filter(isElement))].filter((child) =>
    ENTRIES.has(names.nameOf(child)),
  );
}

/** A kill: nothing of the story is left but its identity, the time, and the reason if one is given. */
function readTombstone(head: FeedHead, element: XmlElement): Result<WireItem, FormatRefusal> {
  const uri = oneLine(element.attributes.get('ref') ?? '');
  if (uri === '')
    return refuse({ code: 'feed-invalid', at: element.at, detail: 'A deleted entry does not say which.' });
  const item = createWireItem(element.at);
  const when = element.attributes.get('when');
  const time = feedTime(when, head.dateLanguage);
  item.set('uri', uri, element.at);
  item.set('provider', head.provider, '');
  item.set('pubStatus', 'canceled', element.at);
  item.set('instruction', 'kill', element.at);
  item.date('versionCreated', time, element.at);
  if (time === undefined)
    item.warn('time-malformed', element.at, `"${oneLine(when ?? '').slice(0, 60)}" is no time.`);
  const comment = new FeedChildren(element, head.names).firstFilled('tombstones:comment', 'atom:comment');
  if (comment !== undefined) {
    const { at } = comment;
    item.add('edNotes', { text: severalLines(textOf(comment)), audience: 'partner', at }, at);
  }
  return accept(item.build());
}
