import { othersIn, type Agreement } from '#domain/agreement/agreement.ts';
import type { AgreementRecord } from '#domain/agreement/agreement-record.ts';
import type { Laying } from '#domain/agreement/talks/negotiation-table.ts';
import {
  appendEntry,
  type AppendStores,
  type AppendTools,
  type Message,
  type Written,
} from '#app/channel/append-entry.ts';
import type { Signatory } from './agreement-needs.ts';

/**
 * Tells every other party the same, each on its own channel in the transaction of the change: nobody carries another's
 * word. Gives the first of the entries.
 */
export async function tellParties(
  stores: AppendStores,
  tools: AppendTools,
  by: Pick<Signatory, 'agency' | 'at'>,
  { agreement, ...message }: Omit<Message, 'partnerDid'> & { readonly agreement: Agreement },
): Promise<Written> {
  const [first, ...more] = othersIn(agreement, by.agency.did);
  if (first === undefined) throw new Error(`an agreement with ourselves: ${agreement.uid}`);
  const told = await appendEntry(stores, tools, by, { ...message, partnerDid: first });
  for (const partnerDid of more) await appendEntry(stores, tools, by, { ...message, partnerDid });
  return told;
}

/**
 * Who laid the document down. Among three the one who hears of it may not have it yet: it comes on the channel of its layer,
 * and then what was said of it counts (PXP/1 §Negotiation). Between two it is always there first.
 */
export function namedLayer(
  { agreement }: AgreementRecord,
  laid: Pick<Laying, 'by'>,
): { readonly laidBy?: string } {
  return agreement.parties.length > 2 ? { laidBy: laid.by } : {};
}
