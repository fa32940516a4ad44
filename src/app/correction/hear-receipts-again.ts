import { isJsonObject } from '#kernel/json.ts';
import type { TailBack } from '#app/channel/get-tail-back.ts';
import { readEntry, type ReadTools } from '#app/channel/read-entry.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { ChannelReader } from '#ports/channel-store.ts';
import { receiveReceipt } from './receive-receipt.ts';

type Stores = Parameters<typeof receiveReceipt>[0] & { readonly channels: Pick<ChannelReader, 'receipts'> };

/**
 * While our tail is missing the reader is read on, for there may be a kill in what it says; a receipt for what is missing
 * counts for nothing then (I3), and nobody says it twice (I2). It counts once the entry that it names is back (I7).
 */
export async function hearReceiptsAgain(
  stores: Stores,
  tools: ReadTools,
  { agency, reader, at, tail }: TailBack,
): Promise<void> {
  const asking = tail.filter(({ entry }) => entry.req !== undefined);
  if (asking.length === 0) return;
  const back = new Set<unknown>(asking.map(({ hash }) => hash));
  const ch = channelIdOf(reader.did, agency.did, tools.hash.sha256);
  for (const { jws } of await stores.channels.receipts(ch)) {
    const read = readEntry(jws, reader, tools);
    if (!read.ok) continue;
    const received = read.value;
    const { ref } = received.entry.data;
    if (isJsonObject(ref) && back.has(ref['hash']))
      await receiveReceipt(stores, { agency, partner: reader, received, at });
  }
}
