import type { Instant } from '#kernel/instant.ts';

/**
 * What has to happen after a commit, by topic. Every handler is idempotent: a job may run again after a crash (I2).
 * `item-killed`: a wire of ours withdrew an item: our pages and our partners' copies go. `item-admitted`: decide to whom a new version goes. `agreement-changed`: offer what is standing, recompute products. `topics-changed`: sort items by the vocabulary of the node, a page after the id named.
 * `fetch-object`: get the object an entry of a partner names. `fetch-pictures`: get renditions of a taken item.
 * `fetch-paper`: get the paper text that a partner's agreement names.
 * `taken`: tell the origin, unless undone. `usage-report`: tell the origin where its item runs. `receipt`: answer a notice. `hint`: wake the reader of a channel.
 * `tell-late`: tell a system of ours that a partner, or we, are late with a recall.
 * `deliver`: bring a system of ours what should stand there; `call-back`: the same when it should stand there no longer, which waits behind no story.
 */
export type Job =
  | { readonly topic: 'item-killed'; readonly payload: { readonly itemId: string } }
  | {
      readonly topic: 'item-admitted';
      readonly payload: { readonly itemId: string; readonly version: number };
    }
  | { readonly topic: 'agreement-changed'; readonly payload: { readonly digest: string } }
  | { readonly topic: 'topics-changed'; readonly payload: { readonly after?: string } }
  | {
      readonly topic: 'fetch-object';
      readonly payload: { readonly ch: string; readonly epoch: number; readonly seq: number };
    }
  | { readonly topic: 'fetch-pictures'; readonly payload: { readonly itemId: string } }
  | {
      readonly topic: 'fetch-paper';
      readonly payload: { readonly partnerDid: string; readonly digest: string; readonly name: string };
    }
  | { readonly topic: 'taken'; readonly payload: { readonly takeId: string } }
  | { readonly topic: 'usage-report'; readonly payload: UseNamed }
  | { readonly topic: 'receipt'; readonly payload: { readonly noticeId: string } }
  | { readonly topic: 'deliver' | 'call-back'; readonly payload: { readonly placementId: string } }
  | {
      readonly topic: 'tell-late';
      readonly payload: {
        readonly destinationId: string;
        readonly messageId: string;
        readonly data: LateTold;
      };
    }
  | { readonly topic: 'hint'; readonly payload: { readonly ch: string } };

/**
 * A recall that was not answered in time: ours by that partner, or that partner's by us. `times`: so often it was told, this one
 * counted.
 */
export type LateTold = {
  readonly kind: string;
  readonly guid: string;
  readonly partner: string;
  readonly dueAt: Instant;
  readonly publicReason: string;
  readonly times: number;
  /** Where people see it. */
  readonly url: string;
} & (
  | { readonly late: 'partner'; readonly issuedAt: Instant }
  | { readonly late: 'us'; readonly receivedAt: Instant }
);

/** Of a partner's story that a third party has by us: that we passed it on, or with `usageId` one of its own reports. */
export type OnwardUse = { readonly itemId: string; readonly partnerDid: string; readonly usageId?: string };

/** A page of ours, a copy in another system of ours, or what a third party has by us. */
export type UseNamed = { readonly publicationId: string } | { readonly placementId: string } | OnwardUse;

export type Topic = Job['topic'];

export type OutboxStore = {
  /** Kept with the transaction that calls it; due at once, or at `notBefore`. A channel has one hint waiting at most. */
  put(job: Job, at: Instant, notBefore?: Instant): Promise<void>;
  /** The same for a later moment, unless the item is to be looked at then already. */
  putOnce(job: Extract<Job, { topic: 'item-admitted' }>, at: Instant, notBefore: Instant): Promise<void>;
  /** Makes jobs that failed before due now, as if they had not: what stood in their way may be gone, and what fails next is another thing. */
  bringForward(topics: readonly Topic[], at: Instant): Promise<void>;
  /** What is not done yet, due or not, in the order in which it was put: at most so many after a number. */
  waiting(topics: readonly Topic[], after: number, most: number): Promise<readonly WaitingJob[]>;
  /** It was done in another way than by the worker. */
  finish(id: number, at: Instant): Promise<void>;
};

export type WaitingJob = { readonly id: number; readonly job: Job };

/** A job that is ours until we say it is done or put it off. */
export type ClaimedJob = {
  readonly id: number;
  readonly agencyId: string;
  readonly attempts: number;
  /** Nobody else gets it before; due earlier than this, it was asked for once more while it ran. */
  readonly leasedUntil: Instant;
  readonly job: Job;
  /** DID of the partner that is asked for what it needs; undefined where none is. */
  readonly partner?: string;
};
