import type { Instant } from '#kernel/instant.ts';
import type {
  OverridableCode,
  Override,
  OverrideAnswer,
  OverrideAsked,
  OverriddenUse,
} from '#domain/agreement/override/override.ts';

/** An override of a partner, as its node told of it. */
export type OverrideTold = OverriddenUse & {
  /** The partner's own name for it. */
  readonly id: string;
  readonly partnerDid: string;
  /** Ours. */
  readonly itemId: string;
  /** Codes as the partner wrote them. */
  readonly waived: readonly string[];
  readonly reason: string;
  readonly until: Instant;
  readonly toldAt: Instant;
};

/** Everything here is added and never changed: what was asked, what was answered, what a partner told, what may be asked. */
export type OverrideStore = {
  /** Holds the override until the transaction ends, so that it is answered once. */
  lock(id: string): Promise<Override | undefined>;
  /** Newest first; of one item or of all. */
  list(which: { readonly itemId?: string; readonly limit: number }): Promise<readonly Override[]>;
  /** What partners told of our items, newest first. */
  told(which: { readonly itemId?: string; readonly limit: number }): Promise<readonly OverrideTold[]>;
  ask(asked: OverrideAsked): Promise<void>;
  answer(id: string, answer: OverrideAnswer): Promise<void>;
  keepTold(told: OverrideTold): Promise<void>;
  /** The denials that the agency has opened; nothing until somebody has said so. */
  openCodes(): Promise<readonly OverridableCode[]>;
  setOpenCodes(codes: readonly OverridableCode[], personId: string, at: Instant): Promise<void>;
};
