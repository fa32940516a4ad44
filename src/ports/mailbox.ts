import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import type { RemoteRefusal } from './remote.ts';

/** `place`: `imaps://host/FOLDER`, or `imap:` where TLS begins with STARTTLS; the password is in clear and goes nowhere but there. */
export type MailboxAddress = {
  readonly place: string;
  readonly user: string;
  readonly password: string;
  /** Mail is marked as seen or moved; without it the folder is opened for reading alone. */
  readonly mayChange: boolean;
};

export type MailFacts = { readonly uid: number; readonly sizeBytes: number };

/** One folder of a mailbox while it is open. Nothing is ever deleted in it. */
export type MailFolder = {
  readonly name: string;
  /** UIDs mean another mail once this has changed (RFC 9051 §2.3.1.1). */
  readonly uidValidity: string;
  /** Mail with a higher UID that arrived on the day of `since` or later, lowest UID first, at most `most`. */
  list(asked: {
    readonly after: number;
    readonly since: Instant;
    readonly most: number;
  }): Promise<readonly MailFacts[]>;
  newest(): Promise<MailFacts | undefined>;
  /** The whole mail as it came (RFC 5322); undefined when it is there no more. */
  read(uid: number): Promise<Uint8Array | undefined>;
  /** Gives why the server refused it, if it did. */
  markSeen(uid: number): Promise<RemoteRefusal | undefined>;
  /** The folder is made if it is not there. Gives why the server refused it, if it did. */
  moveTo(uid: number, folder: string): Promise<RemoteRefusal | undefined>;
};

/** Opens a folder for one piece of work, and closes it whatever happens. What the server refuses or breaks off is a refusal. */
export type OpenMailbox = <T>(
  address: MailboxAddress,
  work: (folder: MailFolder) => Promise<T>,
) => Promise<Result<T, RemoteRefusal>>;
