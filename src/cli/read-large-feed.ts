import { createReadStream } from 'node:fs';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { openWxrStream, type StreamEnd } from '#formats/feed/stream-wxr.ts';
import { settleItem } from '#formats/wire/settle-item.ts';
import type { WireItem } from '#formats/wire/wire-item.ts';
import { refuse, type Result } from '#kernel/result.ts';

/** What a large feed says beside its items, or why it cannot be read to its end. */
export type LargeFeedEnd = Result<StreamEnd, FormatRefusal>;

/**
 * Reads a feed or a WordPress export that is too large for one tree, item by item, with the memory of one item. It must be UTF-8, as
 * WordPress writes them.
 */
export async function* readLargeFeed(path: string): AsyncGenerator<WireItem, LargeFeedEnd, void> {
  const stream = openWxrStream({});
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  for await (const chunk of file) {
    const text = decoded(decoder, chunk);
    if (text === undefined) return refuse(NOT_UTF_8);
    for (const item of stream.write(text)) yield settleItem(item);
  }
  const rest = decoded(decoder);
  if (rest === undefined) return refuse(NOT_UTF_8);
  for (const item of stream.write(rest)) yield settleItem(item);
  return stream.end();
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string | undefined {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    // TypeError: the bytes are no UTF-8.
    return undefined;
  }
}

const NOT_UTF_8: FormatRefusal = {
  code: 'document-encoding-broken',
  at: '',
  detail: 'A file of this size is read only in UTF-8, and this is none.',
};
