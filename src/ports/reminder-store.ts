import type { Instant } from '#kernel/instant.ts';

/** One step of a reminder about one text of an agreement. */
export type RemindedStep = {
  readonly digest: string;
  readonly about: 'end' | 'notice';
  /** When the step began. */
  readonly since: Instant;
};

/** Which steps were written of, and what each person has seen; it stays seen on every screen of theirs, and is asked about anew by the next step. */
export type ReminderStore = {
  seenBy(personId: string): Promise<readonly RemindedStep[]>;
  /** Twice is once. */
  see(personId: string, step: RemindedStep, at: Instant): Promise<void>;
  /** Every step of which a letter was laid. */
  written(): Promise<readonly RemindedStep[]>;
  /** Twice is once; `to` is empty where nobody could be written to. */
  noteLetter(step: RemindedStep, to: readonly string[], at: Instant): Promise<void>;
};
