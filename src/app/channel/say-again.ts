import type { Position } from '#kernel/position.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Channel, StoredEntry } from '#ports/channel-store.ts';
import { appendEntry, type AppendStores, type AppendTools, type Speaker } from './append-entry.ts';
import { readOwn } from './read-entry.ts';

/**
 * What a channel offered after `last`, once more, by the key in use: its reader asks for no text that a key in wrong hands has named. Of
 * each story the latest; of one that was killed since, nothing. What had no text stands as it was said.
 */
export async function sayAgain(
  stores: AppendStores,
  tools: AppendTools,
  from: { readonly agency: Speaker; readonly at: Instant },
  { channel, last }: { readonly channel: Channel; readonly last: Position },
): Promise<void> {
  const { ch, partnerDid, epoch, seq } = channel;
  const since = await stores.channels.entriesAfter(ch, epoch, last.seq, seq - last.seq);
  for (const entry of textsOf(since)) {
    const { objectDigest, subject } = entry;
    const object = objectDigest && (await stores.objects.read(objectDigest));
    if (!object || subject === undefined) continue;
    const { agr: agreements, data } = readOwn(entry);
    const type = entry.type === 'item.offered' ? 'item.offered' : 'item.updated';
    await appendEntry(stores, tools, from, { partnerDid, type, subject, agreements, object, data });
  }
}

/** By story, in the order of the channel. */
function textsOf(entries: readonly StoredEntry[]): readonly StoredEntry[] {
  const latest = new Map<string, StoredEntry>();
  for (const entry of entries) {
    const { type, subject = '', objectDigest } = entry;
    if (type === 'item.killed') latest.delete(subject);
    else if (type.startsWith('item.') && objectDigest) latest.set(subject, entry);
  }
  return [...latest.values()];
}
