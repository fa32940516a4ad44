import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Position } from '#kernel/position.ts';
import { appendEntry, type AppendStores, type AppendTools, type Speaker } from './append-entry.ts';

/** A word on an entry of a partner, as PXP/1 spells it: which entry, since when it is here, and what became of it. */
export type ReceiptWord = {
  readonly partnerDid: string;
  readonly entry: Position & { readonly ch: string };
  readonly hash: Digest;
  readonly state: string;
  readonly receivedAt: Instant;
  readonly more?: JsonObject;
};

/** Says it on our channel to the partner, in the transaction of what it says. */
export async function appendReceipt(
  stores: AppendStores,
  tools: AppendTools,
  from: { readonly agency: Speaker; readonly at: Instant },
  { partnerDid, entry: { ch, epoch, seq }, hash, state, receivedAt, more = {} }: ReceiptWord,
): Promise<void> {
  const data = { ref: { ch, epoch, seq, hash }, state, first: { received: receivedAt }, ...more };
  await appendEntry(stores, tools, from, { partnerDid, type: 'receipt', data });
}
