import type { AppendStores, AppendTools } from './append-entry.ts';
import { appendReceipt } from './append-receipt.ts';
import type { EntryArrival } from './entry-effect.ts';

/** Whoever asks for a receipt of what this version does not know hears that nothing came of it, in the transaction that stores it. */
export async function refuseUnsupported(
  stores: AppendStores,
  tools: AppendTools,
  { agency, partner, received, at }: EntryArrival,
): Promise<void> {
  const { entry, hash } = received;
  if (!entry.req) return;
  const reason = `unsupported type ${entry.wireType}`;
  const word = { partnerDid: partner.did, entry, hash, state: 'refused', receivedAt: at, more: { reason } };
  await appendReceipt(stores, tools, { agency, at }, word);
}
