import type { Instant } from '#kernel/instant.ts';
import type { Json } from '#kernel/json.ts';
import type { PostOutcome } from './alert-store.ts';

/** What a system of ours is told beside the stories that are pushed to it. */
export type HookType = 'alert.stories' | 'recall.overdue';

/** One message to a system of ours; `messageId` is the same whenever it is tried again. */
export type HookMessage = {
  readonly type: HookType;
  readonly place: string;
  readonly secret: string;
  readonly messageId: string;
  readonly data: Json;
  readonly at: Instant;
};

/** Sends an alert as a signed webhook; its answer is what the system said. */
export type AlertHook = (message: HookMessage) => Promise<PostOutcome>;
