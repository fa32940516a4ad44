import type { Caller } from '#app/channel/serve-channel.ts';
import { isBefore, type Position } from '#kernel/position.ts';
import type { StoredEntry } from '#ports/channel-store.ts';
import type { Deposit } from '#ports/partner-node.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { ExchangeTools } from './exchange-tools.ts';
import { objectDoors } from './object-doors.ts';

const PAGE_LIMIT = 500;
/** Of one request, beside the head: entries and, in what room they leave, texts. */
const MOST_CHARACTERS = 768 * 1024;

/**
 * What the partner has lost of its own channel to us, from where it stands: its entries to the letter, as many as one request
 * carries, and of the texts that they name those that may go back and still fit.
 */
export async function tailOf(
  tools: ExchangeTools,
  { agency, partnerDid }: Caller,
  from: Position,
): Promise<Pick<Deposit, 'back' | 'objects'>> {
  const ch = channelIdOf(partnerDid, agency.did, tools.hash.sha256);
  const { cursor, stored } = await tools.transact(agency.id, async ({ channels }) => {
    const channel = await channels.find(ch);
    const held = { epoch: channel?.epoch ?? 1, seq: channel?.seq ?? 0 };
    let entries = await channels.entriesAfter(ch, from.epoch, from.seq, PAGE_LIMIT);
    for (let epoch = from.epoch + 1; entries.length === 0 && epoch <= held.epoch; epoch += 1)
      entries = await channels.entriesAfter(ch, epoch, 0, PAGE_LIMIT);
    return { cursor: held, stored: isBefore(from, held) ? entries : [] };
  });
  let room = MOST_CHARACTERS;
  const fits = (text: string): boolean => (room -= JSON.stringify(text).length) >= 0;
  const end = stored.findIndex(({ jws }, index) => !fits(jws) && index > 0);
  const entries = end === -1 ? stored : stored.slice(0, end);
  const objects = await textsOf(tools, { agency, partnerDid }, entries, fits);
  return { back: { cursor, entries: entries.map(({ jws }) => jws) }, objects };
}

async function textsOf(
  tools: ExchangeTools,
  caller: Caller,
  entries: readonly StoredEntry[],
  fits: (text: string) => boolean,
): Promise<readonly string[]> {
  const { serveObject } = objectDoors(tools);
  const texts: string[] = [];
  for (const digest of new Set(entries.flatMap(({ objectDigest }) => objectDigest ?? []))) {
    const object = await serveObject(caller, digest);
    if (object.ok && fits(object.value.text)) texts.push(object.value.text);
  }
  return texts;
}
