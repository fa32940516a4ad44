import type { Instant } from '#kernel/instant.ts';
import type { DeliveryChannel } from '#domain/agreement/agreement.ts';

/**
 * The only denials that people may ever override: what one side can repair afterwards. Never among them: a kill, a
 * withhold, an embargo, a prohibition, words of restriction, a version that was corrected, an agreement that does not
 * stand, a kind of item that was never granted, the credit.
 */
export const OVERRIDABLE_CODES = [
  'channel.stale',
  'channel.stale.unknown',
  'constraint.countPerPeriod',
  'constraint.spatial',
  'refinement.deliveryChannel',
  'refinement.language',
] as const;

export type OverridableCode = (typeof OVERRIDABLE_CODES)[number];

export function isOverridable(code: string): code is OverridableCode {
  return OVERRIDABLE_CODES.some((one) => one === code);
}

/** What an override is for: publishing one version on one outlet in one market, or translating it into one language. */
export type OverriddenUse = {
  readonly version: number;
  readonly action: 'publish' | 'translate';
  readonly channel: DeliveryChannel;
  /** ISO 3166-1 alpha-2 code of the declared market. */
  readonly territory: string;
  /** BCP 47; to publish in a language covers translating into it. */
  readonly language?: string;
};

/** An approved override as a decision sees it: it waives these denials for this use until then, and nothing else. */
export type OverrideFacts = OverriddenUse & {
  readonly id: string;
  readonly waived: readonly OverridableCode[];
  readonly until: Instant;
};

/** How long an approved override holds; a newer version of the item ends it sooner. */
export const OVERRIDE_HOURS = 24;

/** What one person asks of a second one. */
export type OverrideAsked = OverriddenUse & {
  readonly id: string;
  readonly itemId: string;
  readonly waived: readonly OverridableCode[];
  /** In the words of who asks; the partner reads it. */
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
};

/** What the second person said. */
export type OverrideAnswer = {
  readonly outcome: 'approved' | 'refused';
  readonly answeredBy: string;
  readonly answeredAt: Instant;
  /** Of an approved one. */
  readonly until?: Instant;
};

export type Override = OverrideAsked & { readonly answer?: OverrideAnswer };

/** How it stands at a moment: an approved one ends by its time; one that nobody answered stays open. */
export function standingOf({ answer }: Override, at: Instant): 'asked' | 'approved' | 'refused' | 'ended' {
  if (!answer) return 'asked';
  if (answer.outcome === 'refused') return 'refused';
  return answer.until !== undefined && at < answer.until ? 'approved' : 'ended';
}
