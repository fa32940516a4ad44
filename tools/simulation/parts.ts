import type { EntryEffects } from '#app/channel/entry-effect.ts';
import type { TailEffects } from '#app/channel/get-tail-back.ts';
import type { ExchangeNeeds } from '#http/node/exchange.ts';
import type { ExchangeStores, ExchangeTools } from '#main/wire/exchange-tools.ts';
import type { JobQueue } from '#ports/job-queue.ts';
import type { LogMarks } from '#ports/log-marks.ts';
import type { Topic } from '#ports/outbox-store.ts';
import type { JobHandler } from '#worker/drain-outbox.ts';
import type { SimulatedStores } from './memory/open-rows.ts';

/** What a process is made of; a planted bug changes one part of it. */
export type Parts = {
  readonly stores: (stores: SimulatedStores) => SimulatedStores;
  readonly tools: (tools: ExchangeTools) => ExchangeTools;
  readonly effects: (effects: EntryEffects<ExchangeStores>) => EntryEffects<ExchangeStores>;
  readonly tail: (effects: TailEffects<ExchangeStores>) => TailEffects<ExchangeStores>;
  readonly doors: (doors: ExchangeNeeds) => ExchangeNeeds;
  readonly handle: (handle: JobHandler) => JobHandler;
  readonly queue: (queue: JobQueue) => JobQueue;
  readonly logMarks: (marks: LogMarks) => LogMarks;
  /** The job between whose deed and note a process ends, where a bug shows there alone; else any. */
  readonly endsAfter?: Topic;
  readonly syncLater: boolean;
  readonly keepsHalf: boolean;
};

/** The program as it is. */
export const HONEST: Parts = {
  stores: (stores) => stores,
  tools: (tools) => tools,
  effects: (effects) => effects,
  tail: (effects) => effects,
  doors: (doors) => doors,
  handle: (handle) => handle,
  queue: (queue) => queue,
  logMarks: (marks) => marks,
  syncLater: false,
  keepsHalf: false,
};
