import { DELIVERY_CHANNELS, type DeliveryChannel } from '#domain/agreement/agreement.ts';
import { CHANNEL_SETTING, USUAL_CHANNEL } from '#kernel/destination-kind.ts';
import type { StoredDestination } from '#ports/destination-store.ts';

/** By which delivery channel readers get what stands in a destination: as it is set, or as its kind usually is. */
export function channelOf({ kind, settings }: Pick<StoredDestination, 'kind' | 'settings'>): DeliveryChannel {
  return DELIVERY_CHANNELS.find((one) => one === settings[CHANNEL_SETTING]) ?? USUAL_CHANNEL[kind];
}
