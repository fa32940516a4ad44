import { agreementEntryEffects, agreementObjectEffects } from '#app/agreement/agreement-effects.ts';
import type { EntryEffects, ObjectEffects } from '#app/channel/entry-effect.ts';
import {
  admitCorrection,
  admitUpdate,
  receiveCorrection,
  receiveKill,
} from '#app/correction/receive-recall.ts';
import { receiveReceipt } from '#app/correction/receive-receipt.ts';
import { receiveOffer } from '#app/offer/receive-offer.ts';
import { receiveTake } from '#app/take/report-take.ts';
import { receiveUsage } from '#app/usage/receive-usage.ts';
import type { Stores } from '#store/open-stores.ts';
import type { NodeTools } from './node-tools.ts';

/** What an entry of each type does here, in the transaction that stores it. */
export function entryEffects(tools: NodeTools): EntryEffects<Stores> {
  return {
    ...agreementEntryEffects(tools),
    'item.offered': receiveOffer,
    'item.updated': receiveOffer,
    'item.released': receiveOffer,
    'item.withheld': receiveOffer,
    'item.corrected': (stores, arrival) => receiveCorrection(stores, tools, arrival),
    'item.killed': (stores, arrival) => receiveKill(stores, tools, arrival),
    'item.taken': receiveTake,
    'usage.reported': receiveUsage,
    receipt: receiveReceipt,
  };
}

/** What the object of an entry does once it has come. */
export function objectEffects(tools: NodeTools): ObjectEffects<Stores> {
  return {
    ...agreementObjectEffects(tools),
    'item.offered': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.updated': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.released': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.withheld': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.corrected': (stores, arrival) => admitCorrection(stores, tools, arrival),
  };
}
