import type { DeliveryAnswer, Destination } from '#ports/destination.ts';

/** Where people bring stories themselves there is nothing to reach, and nothing of it is ever sent. */
export const BY_HAND: Destination = {
  deliver: async () => NOT_SENT,
  withdraw: async () => NOT_SENT,
  tryOut: async () => [],
};

const NOT_SENT: DeliveryAnswer = { outcome: 'failed', answer: 'people do this by hand' };
