import { agreementEntryEffects, agreementObjectEffects } from '#app/agreement/agreement-effects.ts';
import type { AgreementTools } from '#app/agreement/agreement-needs.ts';
import { receiveOverride } from '#app/agreement/override/receive-override.ts';
import { receiveRestrictions } from '#app/agreement/tell-restrictions.ts';
import type { EntryEffects, ObjectEffects } from '#app/channel/entry-effect.ts';
import { refuseUnsupported } from '#app/channel/refuse-unsupported.ts';
import {
  admitCorrection,
  admitUpdate,
  receiveCorrection,
  receiveKill,
} from '#app/correction/receive-recall.ts';
import { receiveDrillKill, receiveTestStory } from '#app/correction/receive-drill.ts';
import { receiveReceipt } from '#app/correction/receive-receipt.ts';
import { receiveKeyChange } from '#app/channel/receive-key-change.ts';
import type { ReceiptTools } from '#app/correction/send-receipt.ts';
import { receiveReleased, receiveWithdrawn, receiveWithheld } from '#app/correction/receive-stop.ts';
import { receiveOffer } from '#app/offer/receive-offer.ts';
import { receiveTake } from '#app/take/report-take.ts';
import { receiveUsage } from '#app/usage/receive-usage.ts';
import type { ExchangeStores } from './exchange-tools.ts';

type EffectTools = AgreementTools & ReceiptTools;

/** What an entry of each type does here, in the transaction that stores it. */
export function entryEffects(tools: EffectTools): EntryEffects<ExchangeStores> {
  return {
    ...agreementEntryEffects(tools),
    'item.offered': receiveOffer,
    'item.updated': receiveOffer,
    'item.restricted': (stores, arrival) => receiveRestrictions(stores, tools, arrival),
    'item.withheld': (stores, arrival) => receiveWithheld(stores, tools, arrival),
    'item.released': (stores, arrival) => receiveReleased(stores, tools, arrival),
    'item.withdrawn': (stores, arrival) => receiveWithdrawn(stores, tools, arrival),
    'item.corrected': (stores, arrival) => receiveCorrection(stores, tools, arrival),
    'item.killed': (stores, arrival) => receiveKill(stores, tools, arrival),
    'drill.offered': (stores, arrival) => receiveTestStory(stores, tools, arrival),
    'drill.killed': (stores, arrival) => receiveDrillKill(stores, tools, arrival),
    'item.taken': receiveTake,
    'use.overridden': receiveOverride,
    'usage.reported': receiveUsage,
    'key.pledged': (stores, arrival) => receiveKeyChange(stores, tools, arrival),
    'key.rotated': (stores, arrival) => receiveKeyChange(stores, tools, arrival),
    'key.revoked': (stores, arrival) => receiveKeyChange(stores, tools, arrival),
    receipt: receiveReceipt,
    unknown: (stores, arrival) => refuseUnsupported(stores, tools, arrival),
  };
}

/** What the object of an entry does once it has come. */
export function objectEffects(tools: EffectTools): ObjectEffects<ExchangeStores> {
  return {
    ...agreementObjectEffects(tools),
    'item.offered': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.updated': (stores, arrival) => admitUpdate(stores, tools, arrival),
    'item.corrected': (stores, arrival) => admitCorrection(stores, tools, arrival),
  };
}
