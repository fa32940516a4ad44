import { activityStore } from './activities.ts';
import { outboxStore } from './outbox.ts';
import type { AgencyTransaction } from './transact.ts';

/** Every store, bound to one transaction of one agency. A new capability adds its line here. */
export function openStores(transaction: AgencyTransaction) {
  return {
    activities: activityStore(transaction),
    outbox: outboxStore(transaction),
  };
}

export type Stores = ReturnType<typeof openStores>;
