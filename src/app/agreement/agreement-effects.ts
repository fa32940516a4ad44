import type { Ids } from '#ports/world.ts';
import type { EntryEffect, EntryEffects, ObjectEffects } from '#app/channel/entry-effect.ts';
import type { AgreementStores, AgreementTools } from './agreement-needs.ts';
import { receiveFulfilment, receiveFulfilmentWord } from './commitment/receive-fulfilment.ts';
import { hearWaiting } from './hear-waiting.ts';
import { receiveAgreementEvent } from './receive-agreement-event.ts';
import { fileProposal, receiveAcceptance, receiveProposal } from './receive-signature.ts';
import { receiveComment, receivePaper, receiveWithdrawal } from './talks/receive-talks.ts';

type EffectTools = AgreementTools & { readonly ids: Ids };

/** What the entries of a partner about agreements do here. */
export function agreementEntryEffects(tools: EffectTools): EntryEffects<AgreementStores> {
  const effects = plainEffects(tools);
  const accept: EntryEffect<AgreementStores> = async (stores, arrival) => {
    await receiveAcceptance(tools, stores, arrival);
    await hearWaiting(tools, effects, stores, arrival);
  };
  return { ...effects, 'agreement.accepted': accept };
}

/** What a fetched document does once it has come. */
export function agreementObjectEffects(tools: EffectTools): ObjectEffects<AgreementStores> {
  const file: ObjectEffects<AgreementStores>['agreement.proposed'] = async (stores, arrival) => {
    await fileProposal(tools, stores, arrival);
    await hearWaiting(tools, plainEffects(tools), stores, arrival);
  };
  return { 'agreement.proposed': file, 'agreement.amended': file };
}

/** Each by itself: what comes back from waiting makes nothing else be heard again. */
function plainEffects(tools: EffectTools): EntryEffects<AgreementStores> {
  return {
    'agreement.proposed': receiveProposal,
    'agreement.amended': receiveProposal,
    'agreement.accepted': (stores, arrival) => receiveAcceptance(tools, stores, arrival),
    'agreement.withdrawn': receiveWithdrawal,
    'agreement.commented': receiveComment,
    'agreement.paper': receivePaper,
    'agreement.suspended': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'suspended'),
    'agreement.resumed': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'resumed'),
    'agreement.notice': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'notice'),
    'agreement.terminated': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'terminated'),
    'agreement.cured': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'cured'),
    'agreement.contested': (stores, arrival) => receiveAgreementEvent(stores, arrival, 'contested'),
    'commitment.fulfilled': (stores, arrival) => receiveFulfilment(stores, tools, arrival),
    'commitment.answered': receiveFulfilmentWord,
    'commitment.withdrawn': receiveFulfilmentWord,
  };
}
