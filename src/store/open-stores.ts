import { activityStore } from './activities.ts';
import { channelStore } from './channels.ts';
import { objectStore } from './objects.ts';
import { outboxStore } from './outbox.ts';
import { partnerStore } from './partners.ts';
import { useStateStore } from './use-state.ts';
import type { AgencyTransaction } from './transact.ts';

/** Every store, bound to one transaction of one agency. A new capability adds its line here. */
export function openStores(transaction: AgencyTransaction) {
  return {
    activities: activityStore(transaction),
    channels: channelStore(transaction),
    objects: objectStore(transaction),
    outbox: outboxStore(transaction),
    partners: partnerStore(transaction),
    useState: useStateStore(transaction),
  };
}

export type Stores = ReturnType<typeof openStores>;
