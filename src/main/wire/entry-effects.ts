import { agreementEntryEffects, agreementObjectEffects } from '#app/agreement/agreement-effects.ts';
import type { AgreementTools } from '#app/agreement/agreement-needs.ts';
import { receiveOverride } from '#app/agreement/override/receive-override.ts';
import { hearRestrictions } from '#app/agreement/tell-restrictions.ts';
import type { EntryEffects, ObjectEffects } from '#app/channel/entry-effect.ts';
import {
  admitCorrection,
  admitUpdate,
  receiveCorrection,
  receiveKill,
} from '#app/correction/receive-recall.ts';
import { receiveReceipt } from '#app/correction/receive-receipt.ts';
import type { ReceiptTools } from '#app/correction/send-receipt.ts';
import { receiveOffer, receiveWithheld } from '#app/offer/receive-offer.ts';
import { receiveTake } from '#app/take/report-take.ts';
import { receiveUsage } from '#app/usage/receive-usage.ts';
import type { Stores } from '#store/open-stores.ts';

type EffectTools = AgreementTools & ReceiptTools;

/** What an entry of each type does here, in the transaction that stores it. */
export function entryEffects(tools: EffectTools): EntryEffects<Stores> {
  return {
    ...agreementEntryEffects(tools),
    'item.offered': receiveOffer,
    'item.updated': receiveOffer,
    'item.released': receiveOffer,
    'item.restricted': hearRestrictions,
    'item.withheld': receiveWithheld,
    'item.corrected': (stores, arrival) => receiveCorrection(stores, tools, arrival),
    'item.killed': (stores, arrival) => receiveKill(stores, tools, arrival),
    'item.taken': receiveTake,
    'use.overridden': receiveOverride,
    'usage.reported': receiveUsage,
    receipt: receiveReceipt,
  };
}

/** What the object of an entry does once it has come. */
export function objectEffects(tools: EffectTools): ObjectEffects<Stores> {
  return {
    ...agreementObjectEffects(tools),
    'item.offered': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.updated': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.released': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.withheld': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.corrected': (stores, arrival) => admitCorrection(stores, tools, arrival),
  };
}
