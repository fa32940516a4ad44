import type { Digest } from '#kernel/digest.ts';
import type { TrailStep } from '#domain/agreement/signing/evidence-trail.ts';
import type { PersonEvidence } from '#domain/agreement/signing/person-evidence.ts';
import type { RuleWish } from '#domain/agreement/signing/signing-rule.ts';

/** Evidence as it was kept: ours with who it was here, the partner's as it came and held. */
export type PersonOnFile = PersonEvidence & {
  readonly personId?: string;
  /** Of ours who came by a link: who sent it. */
  readonly sentBy?: string;
};

/** People who acted under agreements, and how the agency wants its own to act. All of it is added and never changed. */
export type SigningStore = {
  /** Under these texts, in the order in which they acted. */
  persons(digests: readonly Digest[]): Promise<readonly PersonOnFile[]>;
  addPerson(person: PersonOnFile): Promise<void>;
  /** Oldest first. */
  ruleWishes(): Promise<readonly RuleWish[]>;
  addRuleWish(wish: RuleWish): Promise<void>;
  /** What was noted here of the way to this text, oldest first. */
  trail(uid: string, digest: Digest): Promise<readonly Omit<TrailStep, 'by'>[]>;
};
