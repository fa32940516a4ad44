import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import type { DestinationTable } from '#kernel/destination-kind.ts';
import type { DestinationTools } from '#app/publication/push/push-needs.ts';
import type { DeliveryAnswer } from '#ports/destination.ts';
import { oneAtATime } from '#store/one-at-a-time.ts';

/** Another system that keeps what is done to it, and answers what the test says. */
export type AnsweringSystem = {
  answer: DeliveryAnswer;
  /** What it was told, in order: `publish <headline>`, `withdraw`, `kill`. */
  readonly told: string[];
  readonly destinations: DestinationTools;
  readonly outgoingFolder: () => Promise<{ readonly ok: true; readonly value: string }>;
  readonly kinds: DestinationTable;
  readonly newWebhookSecret: () => string;
};

export function answeringSystem(answer: DeliveryAnswer): AnsweringSystem {
  const told: string[] = [];
  const system: AnsweringSystem = {
    answer,
    told,
    destinations: {
      open: () => ({
        async deliver({ headline }) {
          told.push(`publish ${headline}`);
          return system.answer;
        },
        async withdraw({ isKill }) {
          told.push(isKill ? 'kill' : 'withdraw');
          return system.answer;
        },
        tryOut: async () => [],
      }),
      seal: (secret) => secret,
      unseal: (sealed) => sealed,
      underway: oneAtATime(),
    },
    outgoingFolder: async () => ({ ok: true, value: '/out' }),
    kinds: DESTINATION_NEEDS,
    newWebhookSecret: () => 'whsec_',
  };
  return system;
}
