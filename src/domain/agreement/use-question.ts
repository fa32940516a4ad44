import type { Instant } from '#kernel/instant.ts';
import type { NewsType, PubStatus } from '#domain/item/item.ts';
import type { TopicFacts } from '#domain/item/topic-tree.ts';
import type { Restriction, RestrictionFacts } from '#domain/agreement/restrictions/restriction.ts';
import type { OverrideFacts } from '#domain/agreement/override/override.ts';
import type { Action, DeliveryChannel, Did, DutyAction } from './agreement.ts';
import type { ReasonCode } from './decision.ts';

/** An action by name; one that agreements do not know is carried along and granted by nobody. */
export type RequestedAction = Action | Keeping | { readonly unknown: string };

/** To leave a copy where it was published; no agreement grants it, what it says of its end decides (`decideTail`). */
export const KEEP_PUBLISHED = 'keepPublished';

/** To leave a copy in an archive that it was put into; the right to archive decides, and nothing that only rests (`decideArchived`). */
export const KEEP_ARCHIVED = 'keepArchived';

/** No use anew: a copy stays where it is. */
export type Keeping = typeof KEEP_PUBLISHED | typeof KEEP_ARCHIVED;

export function isKeeping(action: RequestedAction): action is Keeping {
  return action === KEEP_PUBLISHED || action === KEEP_ARCHIVED;
}

/** Who wants to do what. What is left out is unknown, and the unknown never permits. */
export type UseRequest = {
  readonly actor: Did;
  readonly action: RequestedAction;
  readonly channel?: DeliveryChannel;
  /** ISO 3166-1 alpha-2 code of the declared market; one that is not assigned says nothing, and the place is unknown. */
  readonly territory?: string;
  readonly targetLanguage?: string;
  readonly wordCount?: number;
  readonly recipient?: Did;
};

/** What is known of one version of an item; `itemFacts` makes it from an `ItemVersion`. */
export type ItemFacts = {
  readonly uri: string;
  readonly provider: Did;
  /** Whose channel brings a partner's item to the one who asks: its provider, or a partner that passes it on. */
  readonly suppliedBy?: Did;
  readonly topics?: TopicFacts;
  readonly newsType?: NewsType;
  readonly language?: string;
  readonly newsProducts?: readonly string[];
  /** The state of the item now, not that of the version in hand. */
  readonly status?: PubStatus;
  readonly version?: number;
  readonly latestVersion?: number;
  /** Does the newest version correct what this one says? */
  readonly latestIsCorrection?: boolean;
  readonly embargoEndAt?: Instant | 'none';
  readonly offeredAt?: Instant;
  /** What the words beside it ask for; left out when none came. */
  readonly restrictions?: RestrictionFacts;
  /** What its provider has confirmed and told; it forbids beside our own reading. */
  readonly providerRestrictions?: readonly Restriction[];
};

/** What the using node knows at the moment of use. */
export type UseState = {
  /** Age of the newest verified head of the provider's channel that we have caught up with. */
  readonly headAgeSeconds?: number;
  /** First publications of distinct items in the running period (`quotaPeriodAt`), by uid of the permission. */
  readonly counts: ReadonlyMap<string, number>;
  /** Permissions under which this very item was counted already, so that it costs nothing again. */
  readonly counted?: ReadonlySet<string>;
  /** The version that a copy of ours shows, published in this language before; not said means there is none. */
  readonly publishedVersion?: number;
  /** Is the duty done in the copy at hand? Not said means unknown. */
  readonly duties: { readonly [D in DutyAction]?: boolean };
  /** Approved overrides for this item. */
  readonly overrides?: readonly OverrideFacts[];
};

/** To ask before the copy exists: "may I, provided that I do my duties?" The decision then lists them. */
export const DUTIES_TO_BE_DONE: UseState['duties'] = { attribute: true, linkBack: true, nextPolicy: true };

export type UseQuestion = {
  readonly request: UseRequest;
  readonly item: ItemFacts;
  readonly state: UseState;
  readonly at: Instant;
};

/** A question as it is judged: denials that an override waives do not count. */
export type JudgedQuestion = UseQuestion & { readonly waived?: ReadonlySet<ReasonCode> };
