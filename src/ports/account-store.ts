import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Member, Person } from '#domain/newsroom/person.ts';
import type { Session } from '#domain/newsroom/session.ts';

/** A person with what they prove themselves by; nothing of it ever leaves the server. */
export type Account = Person & {
  readonly passwordHash?: string;
  /** The secret of one-time codes in force, under the node's seal; absent: no codes are asked for. */
  readonly sealedCodeSecret?: string;
  /** One being set up, until a first code confirms it. */
  readonly sealedPendingSecret?: string;
  readonly isDemoSeat: boolean;
};

/** People. They belong to the node, not to an agency: one person may work at several. */
export type AccountStore = {
  find(personId: string): Promise<Account | undefined>;
  byEmail(email: string): Promise<Account | undefined>;
  add(person: Person & { readonly isDemoSeat: boolean }, at: Instant): Promise<void>;
  setPassword(personId: string, passwordHash: string): Promise<void>;
  /** Keeps a secret being set up; the one in force stays so until `confirmCode`. */
  setPendingSecret(personId: string, sealedSecret: string): Promise<void>;
  /** Puts the pending secret in force, the step of its first code used up. */
  confirmCode(personId: string, step: number, at: Instant): Promise<void>;
  /** Takes back one-time codes, those in force and those being set up. */
  forgetCode(personId: string): Promise<void>;
  /** Uses up one time step of the person's codes; false when that step or a later one was used (RFC 6238 §5.2). */
  spendCodeStep(personId: string, step: number): Promise<boolean>;
};

export type OneTimeLink = {
  readonly tokenHash: Digest;
  readonly personId: string;
  /** `start-over`: who lost their phone too; passkeys and codes go with the old password. */
  readonly purpose: 'password' | 'start-over';
  readonly expiresAt: Instant;
};

/** Links that let a person in once to set a password; a new one replaces the earlier ones. */
export type LinkStore = {
  add(link: OneTimeLink): Promise<void>;
  /** Whose good link this is; undefined when it is unknown, used or expired. */
  personOf(tokenHash: Digest, at: Instant): Promise<string | undefined>;
  /** Uses a link up; undefined when it is unknown, used or expired. */
  spend(tokenHash: Digest, at: Instant): Promise<Pick<OneTimeLink, 'personId' | 'purpose'> | undefined>;
};

/** Sessions by the hash of their token. */
export type SessionStore = {
  find(tokenHash: Digest): Promise<Session | undefined>;
  add(tokenHash: Digest, session: Session): Promise<void>;
  noteSeen(tokenHash: Digest, at: Instant): Promise<void>;
  end(tokenHash: Digest): Promise<void>;
  /** Ends all of a person's sessions, at one agency or everywhere. */
  endAll(personId: string, agencyId?: string): Promise<void>;
};

/** What an authenticator's answers are checked against. */
export type Passkey = {
  readonly id: string;
  readonly personId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
};

export type StoredPasskey = Passkey & { readonly addedAt: Instant; readonly usedAt?: Instant };

export type PasskeyStore = {
  find(id: string): Promise<StoredPasskey | undefined>;
  listOf(personId: string): Promise<readonly StoredPasskey[]>;
  /** False when the authenticator's key is known already. */
  add(passkey: Passkey, at: Instant): Promise<boolean>;
  noteUse(id: string, counter: number, at: Instant): Promise<void>;
  /** False when the person has no such passkey. */
  remove(personId: string, id: string): Promise<boolean>;
  removeAll(personId: string): Promise<void>;
};

/** The seats of one agency. */
export type MemberStore = {
  find(personId: string): Promise<Member | undefined>;
  list(): Promise<readonly MemberEntry[]>;
  /** All members, held until the transaction ends, so that two changes cannot each leave the other no administrator. */
  lockAll(): Promise<readonly Member[]>;
  /** Adds or replaces. */
  save(member: Member, at: Instant): Promise<void>;
};

/** A member as the list of people shows them. */
export type MemberEntry = Member &
  Person & { readonly hasPasskey: boolean; readonly hasCode: boolean; readonly isDemoSeat: boolean };

export type AccountStores = {
  readonly accounts: AccountStore;
  readonly links: LinkStore;
  readonly sessions: SessionStore;
  readonly passkeys: PasskeyStore;
};

/** One transaction over the node's accounts, for what happens before an agency is known. */
export type TransactAccounts = <T>(work: (stores: AccountStores) => Promise<T>) => Promise<T>;
