import type { Instant } from '#kernel/instant.ts';
import type { EntryArrival } from './entry-effect.ts';

/** When the partner said it: when its entry was signed, but never in our future; what has come counts now (I13). */
export function saidAt({ received, at }: EntryArrival): Instant {
  const { time } = received.entry;
  return time < at ? time : at;
}
