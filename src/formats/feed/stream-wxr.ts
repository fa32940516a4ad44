import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createDroppedList } from '../dropped-list.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { FeedChildren, feedKind, feedNames } from './feed-names.ts';
import { ElementStream, type StreamedElement } from './element-stream.ts';
import { readWireEntry } from './wire-entry.ts';
import { listUnreadHead, readWireHead } from './wire-head.ts';
import { readWxrEntry, readWxrHead } from './wire-wxr.ts';

/** What a streamed feed says beside its items. */
export type StreamEnd = Omit<WireRead, 'items'>;

/** A feed that comes in pieces: each piece gives the items that ended in it. After a refusal there are no more. */
export type WxrStream = {
  write(chunk: string): readonly WireItem[];
  /** Ends the text; a refusal where it is no feed, or broken. What came before is still as it was read. */
  end(): Result<StreamEnd, FormatRefusal>;
};

/**
 * Reads an RSS feed or a WordPress export of any size, one item at a time, with the memory of one item. Attachments are items of their own
 * with a link to their post (`partOf`), because the post may be anywhere else in the file. XML is read strictly, but for control
 * characters, which are left out and told.
 */
export function openWxrStream(needs: WireNeeds): WxrStream {
  const stream = new ElementStream();
  const dropped = createDroppedList();
  let reader: Reader | undefined;
  const itemOf = (streamed: StreamedElement): readonly WireItem[] => {
    if (streamed.element === undefined) {
      dropped.add(streamed.at, 'item', 'it is larger than one item may be');
      return [];
    }
    reader ??= readerOf(stream.root(), needs);
    const read = reader.readOne(streamed.element);
    if (read.ok) return [read.value];
    dropped.add(read.error.at, 'item', read.error.detail);
    return [];
  };
  return {
    write: (chunk) => stream.write(chunk).flatMap(itemOf),
    end() {
      const ended = stream.end();
      if (!ended.ok) return ended;
      const root = stream.root();
      if (feedKind(root) === undefined)
        return refuse({ code: 'feed-invalid', at: root.at, detail: `<${root.name}> begins no feed.` });
      reader ??= readerOf(root, needs);
      listUnreadHead(reader.children, dropped);
      const provider = reader.provider === undefined ? {} : { provider: reader.provider };
      return accept({ ...provider, dropped: dropped.all(), warnings: ended.value });
    },
  };
}

type Reader = {
  readonly children: FeedChildren;
  readonly provider: StreamEnd['provider'];
  readonly readOne: (element: XmlElement) => Result<WireItem, FormatRefusal>;
};

/** Everything that stands before the first item is the head of the feed. */
function readerOf(root: XmlElement, needs: WireNeeds): Reader {
  const names = feedNames(root);
  const channel = root.children.find((child) => typeof child !== 'string' && child.name === 'channel');
  const holder = channel === undefined || typeof channel === 'string' ? root : channel;
  const children = new FeedChildren(holder, names);
  const head = readWireHead({ root, channel: holder, children, names, needs });
  const wxr = feedKind(root) === 'wxr' ? readWxrHead(children, head) : undefined;
  return {
    children,
    provider: head.provider,
    readOne: (element) => (wxr === undefined ? readWireEntry(head, element) : readWxrEntry(wxr, element)),
  };
}
