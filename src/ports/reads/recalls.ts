import type { Instant } from '#kernel/instant.ts';
import type { Outlet } from '#domain/agreement/page-requests.ts';
import type { CopyStanding } from '#domain/correction/copy-standing.ts';
import type { CopyFinding } from '#domain/correction/judge-copy.ts';
import type { OwnCopyStanding } from '#domain/correction/own-copy-standing.ts';
import type { ReachState } from '#domain/correction/overdue.ts';
import type { Derivative } from '#domain/translation/derivative.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import type { Notice, RecallKind } from '#ports/recall-store.ts';
import type { AgencyCard } from './wire.ts';

/**
 * One copy at a partner, its own or a translation: what it reported of it, how the recall stands there, and what the last look
 * at its address has shown. Nothing reported: its last word alone names it.
 */
export type CopyView = {
  /** Absent where the holder reported a copy without a public address. */
  readonly url?: string;
  readonly standing: CopyStanding;
  /** Who has it by this partner, if it is not its own. */
  readonly holder?: AgencyCard;
  readonly language?: string;
  /** What was made of the story, as its holder says; of an older node it is not known. */
  readonly derivative?: Derivative;
  /** By which its readers have it, as its holder says; an older node says none. */
  readonly channel?: string;
  /** Where it ran, in the holder's words. */
  readonly place?: string;
  /** Of ours, which it shows. */
  readonly version?: number;
  readonly publishedAt?: Instant;
  readonly removedAt?: Instant;
  readonly finding?: CopyFinding;
  /** Of the story, that stood there and led to the finding; absent where no words did. */
  readonly words?: string[];
  readonly seenAt?: Instant;
};

/** How far a recall, or a rehearsed one, has come at one partner. `overdue`: its deadline passed without a last word. */
export type ReachSteps = {
  readonly agency: AgencyCard;
  readonly state: ReachState;
  readonly overdue: boolean;
  readonly dueAt?: Instant;
  readonly writtenAt: Instant;
  readonly fetchedAt?: Instant;
  readonly receivedAt?: Instant;
  readonly seenAt?: Instant;
  readonly appliedAt?: Instant;
  readonly refusalReason?: string;
};

/** One partner's lane of a recall. */
export type ReachView = ReachSteps & {
  /** When people that the agreement names were written to last because it is late, and who. */
  readonly escalatedAt?: Instant;
  readonly escalatedTo: string[];
  readonly copies: CopyView[];
};

/** A copy in another system of ours, and how a recall stands there. */
export type OwnCopyView = {
  readonly id: string;
  /** What people call the system. */
  readonly destination: string;
  readonly storyId: string;
  /** People brought it there, and take it back. */
  readonly isByHand: boolean;
  /** By which it went out, or an archive. */
  readonly channel?: Outlet;
  readonly standing: OwnCopyStanding;
  /** When it was done there, or tried last. */
  readonly at?: Instant;
  /** The system's own words when it failed. */
  readonly answer?: string;
  readonly url?: string;
  readonly language?: string;
  /** Of the story, which it shows or showed last. */
  readonly version?: number;
  readonly publishedAt?: Instant;
};

/** A recall we issued. The headline of a killed story is not shown again; its wire name stands for it (I6). */
export type RecallView = {
  readonly id: string;
  readonly storyId: string;
  readonly headline: string;
  /** Of the headline and the public reason. */
  readonly language: string;
  readonly kind: RecallKind;
  readonly version: number;
  readonly reasonClass: ReasonClass;
  readonly publicReason: string;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
  readonly reach: ReachView[];
  /** In other systems of our own: it is not done while one of them still shows it. */
  readonly ownCopies: OwnCopyView[];
};

/** A recall a partner sent us, with the copies of ours that it touches. */
export type NoticeView = {
  readonly id: string;
  readonly storyId?: string;
  readonly translationIds: string[];
  readonly headline: string;
  /** Of the headline and the public reason, where we hold the story. */
  readonly language?: string;
  readonly agency: AgencyCard;
  readonly kind: RecallKind;
  readonly version: number;
  readonly reasonClass: ReasonClass;
  readonly publicReason: string;
  readonly receivedAt: Instant;
  readonly dueAt?: Instant;
  readonly overdue: boolean;
  readonly seen: boolean;
  readonly state: Notice['state'];
  readonly automatic: boolean;
  readonly copies: { readonly publicationId: string; readonly url: string; readonly state: string }[];
  /** In other systems of ours, of an open notice or a kill. */
  readonly ownCopies: OwnCopyView[];
};

/** Newest first, at most 200. */
export type RecallReads = {
  recalls(agencyId: string, at: Instant): Promise<RecallView[]>;
  notices(agencyId: string, at: Instant): Promise<NoticeView[]>;
};
