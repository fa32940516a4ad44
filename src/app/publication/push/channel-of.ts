import { OUTLETS, type Outlet } from '#domain/agreement/page-requests.ts';
import { CHANNEL_SETTING, USUAL_CHANNEL } from '#kernel/destination-kind.ts';
import type { StoredDestination } from '#ports/destination-store.ts';

/**
 * By which delivery channel readers get what stands in a destination, or that it is an archive: as it is set, or as its kind usually
 * is.
 */
export function channelOf({ kind, settings }: Pick<StoredDestination, 'kind' | 'settings'>): Outlet {
  return OUTLETS.find((one) => one === settings[CHANNEL_SETTING]) ?? USUAL_CHANNEL[kind];
}
