import { createReadStream } from 'node:fs';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { openWxrStream } from '#formats/feed/stream-wxr.ts';
import { settleItem } from '#formats/wire/settle-item.ts';
import type { WireDocument } from '#formats/wire/wire-document.ts';
import type { WireItem } from '#formats/wire/wire-item.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

/**
 * Reads a feed or a WordPress export that is too large for one tree, piece by piece. It must be UTF-8, as WordPress writes
 * them; the items are held, the text is not.
 */
export async function readLargeFeed(path: string): Promise<Result<WireDocument, FormatRefusal>> {
  const stream = openWxrStream({});
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const items: WireItem[] = [];
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }))
      items.push(...stream.write(decoder.decode(chunk, { stream: true })));
    items.push(...stream.write(decoder.decode()));
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    return refuse(NOT_UTF_8);
  }
  const ended = stream.end();
  if (!ended.ok) return ended;
  return accept({
    format: 'wxr',
    encoding: { declared: [], found: 'utf-8' },
    ...ended.value,
    items: items.map(settleItem),
  });
}

const NOT_UTF_8: FormatRefusal = {
  code: 'document-encoding-broken',
  at: '',
  detail: 'A file of this size is read only in UTF-8, and this is none.',
};
