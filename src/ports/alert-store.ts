import type { Mention, StoryChange } from '#domain/alert/plan-mentions.ts';
import type { Follower } from '#domain/alert/saved-search.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { StoryText, WireQuestion } from '#ports/reads/wire.ts';

/** A letter to a person, or a message to a system: the same `id` however often it is tried. */
export type AlertPost = {
  readonly id: string;
  readonly follower: Follower;
  readonly attempts: number;
};

/** A story in a post, as it may be named now. Of one that was killed or is stopped there is its wire name, and no headline. */
export type PostedStory = {
  readonly itemId: string;
  readonly guid: string;
  readonly version: number;
  readonly word: Mention['word'];
  readonly isTaken: boolean;
  readonly isUpdate: boolean;
  readonly isCorrection: boolean;
  readonly provider: Trilingual;
  readonly language: string;
  readonly headline: string;
  /** Why it was killed, if it was. */
  readonly publicReason?: string;
  /** Names of the saved searches that found it. */
  readonly because: readonly string[];
};

export type PostOutcome = {
  readonly outcome: 'done' | 'failed' | 'nothing';
  readonly status?: number;
  readonly answer: string;
};

/** A person as a letter needs them. */
export type Addressee = { readonly email: string; readonly language: string };

/** Stories that changed, and who is told of them. All of it in the transaction of the caller. */
export type AlertStore = {
  /** Is there a change that nobody was told of? */
  hasChanges(): Promise<boolean>;
  /** Takes changes that nobody was told of, the oldest first; they are gone when the transaction is kept. Of each story its last is given. */
  takeChanges(most: number): Promise<{ readonly taken: number; readonly changes: readonly StoryChange[] }>;
  /**
   * Which of the stories each question finds: as the wire would, of those that may be seen and used now. An embargo keeps none
   * from being found, only from being named.
   */
  match(
    asked: readonly { readonly id: string; readonly question: WireQuestion }[],
    itemIds: readonly string[],
    at: Instant,
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The words of these stories, of those that may be seen; in any order. */
  texts(itemIds: readonly string[], at: Instant): Promise<readonly StoryText[]>;
  takers(
    itemIds: readonly string[],
  ): Promise<readonly { readonly personId: string; readonly itemId: string }[]>;
  told(
    itemIds: readonly string[],
  ): Promise<readonly { readonly follower: Follower; readonly itemId: string; readonly byMail: boolean }[]>;
  /** What was planned of a version that is no longer the latest, or of a killed story, and was not told. */
  dropOutdated(itemIds: readonly string[]): Promise<void>;
  /** One that is there already stays as it is. */
  add(mentions: readonly (Mention & { readonly id: string })[], at: Instant): Promise<void>;
  /** People of whom something is due that quiet hours can hold. */
  peopleDue(at: Instant): Promise<readonly string[]>;
  postpone(personId: string, at: Instant, until: Instant): Promise<void>;
  /**
   * Tells what is due and may be named now, of whom it still concerns; the rest waits. The number of mentions told.
   */
  tell(at: Instant): Promise<number>;
  /** Followers with told mentions that are to be posted and are in no post. */
  toPost(at: Instant): Promise<readonly Follower[]>;
  addPost(post: { readonly id: string; readonly follower: Follower; readonly at: Instant }): Promise<void>;
  /** Letters that are due, or the messages that are due to one system. */
  duePosts(to: 'people' | { readonly destinationId: string }, at: Instant): Promise<readonly AlertPost[]>;
  /** Systems, not paused, that a message is due to: their destination ids. */
  systemsDue(at: Instant): Promise<readonly string[]>;
  /** What of a post may be named at this moment, newest first. */
  postedStories(postId: string, at: Instant): Promise<readonly PostedStory[]>;
  addressee(personId: string): Promise<Addressee | undefined>;
  settlePost(
    post: AlertPost,
    outcome: PostOutcome,
    next: { readonly at: Instant; readonly again?: Instant },
  ): Promise<void>;
  /** Forgets what was told, or could not be told, since before a moment. */
  forget(before: Instant): Promise<void>;
};
