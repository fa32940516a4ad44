import type { Mention } from '#domain/alert/plan-mentions.ts';
import type { Instant } from '#kernel/instant.ts';
import type { StoryLine, WireQuestion } from './wire.ts';

/** One line of a person's list of alerts. The story is as it is now. */
export type AlertLine = {
  readonly id: string;
  readonly story: StoryLine;
  readonly version: number;
  readonly what: Mention['word'];
  readonly taken: boolean;
  readonly because: { readonly id: string; readonly name: string }[];
  readonly toldAt: Instant;
  readonly read: boolean;
};

/** A webhook of alerts, with what came of the last attempts. */
export type HookPost = {
  readonly id: string;
  readonly system: string;
  readonly madeAt: Instant;
  readonly stories: number;
  readonly triedNextAt?: Instant;
  /** How often. */
  readonly tried: number;
  /** The newest first, at most 20. */
  readonly attempts: {
    readonly at: Instant;
    readonly outcome: 'done' | 'failed' | 'nothing';
    readonly status?: number;
    readonly answer: string;
  }[];
};

/** Alerts as people look at them. Counts and lines are of what may be seen now (I12). */
export type AlertReads = {
  list(
    agencyId: string,
    asked: { readonly personId: string; readonly at: Instant; readonly after?: string },
  ): Promise<{ readonly alerts: AlertLine[]; readonly unread: number; readonly next?: string }>;
  unread(agencyId: string, asked: { readonly personId: string; readonly at: Instant }): Promise<number>;
  /** One of a person's, or all that they were told up to a moment. */
  markRead(
    agencyId: string,
    personId: string,
    which: { readonly id: string } | { readonly until: Instant },
    at: Instant,
  ): Promise<void>;
  /** Which stories a question would have found since a moment, of what may be named now, newest first. */
  foundSince(agencyId: string, question: WireQuestion, since: Instant): Promise<readonly string[]>;
  /** The lines of those of these stories that may be named now. */
  named(
    agencyId: string,
    asked: { readonly ids: readonly string[]; readonly at: Instant },
  ): Promise<StoryLine[]>;
  hookPosts(agencyId: string): Promise<HookPost[]>;
};
