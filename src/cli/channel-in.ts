import { DELIVERY_CHANNELS, type DeliveryChannel } from '#domain/agreement/agreement.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { Given } from './command-plan.ts';
import { inputInvalid, type Refusal } from './said.ts';

/** The delivery channel that `--channel` names, if it is given. */
export function channelIn(given: Given): Result<DeliveryChannel | undefined, Refusal> {
  const named = given.text('channel');
  const known = DELIVERY_CHANNELS.find((one) => one === named);
  return named === undefined || known
    ? accept(known)
    : inputInvalid('--channel', `must be one of: ${DELIVERY_CHANNELS.join(', ')}`);
}
