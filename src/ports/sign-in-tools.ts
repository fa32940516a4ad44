import type { Instant } from '#kernel/instant.ts';
import type { Passkey } from '#ports/account-store.ts';

/** Slow, salted password hashes. */
export type Passwords = {
  hash(password: string): Promise<string>;
  /** With no hash it takes the same time and says no: nobody learns from it who has an account (T08). */
  verify(hash: string | undefined, password: string): Promise<boolean>;
};

/** Time-based one-time codes (RFC 6238: SHA-1, 6 digits, 30 s, as every authenticator app has it). */
export type OneTimeCodes = {
  /** Base32. */
  newSecret(): string;
  /** The `otpauth:` address an app reads from a picture. */
  uri(secret: string, account: string): string;
  /** The time step the code belongs to, one step of drift either way; undefined when it fits none. */
  stepOf(secret: string, code: string, at: Instant): number | undefined;
};

/** Keeps short secrets unreadable at rest; what was sealed for one context does not open in another. */
export type Seal = {
  seal(text: string, context: string): string;
  open(sealed: string, context: string): string;
};

/** WebAuthn ceremonies; `response` is what the browser sent, not yet looked at. */
export type PasskeyCeremonies = {
  registration(
    person: { readonly id: string; readonly email: string; readonly name: string },
    known: readonly Passkey[],
  ): Promise<{ readonly options: unknown; readonly challenge: string }>;
  register(response: unknown, challenge: string): Promise<Omit<Passkey, 'personId'> | undefined>;
  signIn(): Promise<{ readonly options: unknown; readonly challenge: string }>;
  /** Over a challenge of our own making, by one of these passkeys. */
  assertion(
    challenge: string,
    known: readonly Passkey[],
  ): Promise<{ readonly options: unknown; readonly challenge: string }>;
  /** The parts of an answer that are kept so that it can be verified again, in base64url. */
  assertionParts(
    response: unknown,
  ):
    | { readonly authenticatorData: string; readonly clientDataJSON: string; readonly signature: string }
    | undefined;
  credentialIdOf(response: unknown): string | undefined;
  /** The authenticator's new counter; undefined when the response does not hold. */
  verify(response: unknown, challenge: string, passkey: Passkey): Promise<number | undefined>;
};

/** What a ceremony must remember between its two calls. `personId` is absent for a sign-in. */
export type OpenCeremony = { readonly challenge: string; readonly personId?: string };

/** Ceremonies under way, each closed once; bounded, and gone after a few minutes or a restart (I24). */
export type CeremonyBook = {
  open(ceremony: OpenCeremony, at: Instant): string;
  close(id: string, at: Instant): OpenCeremony | undefined;
};

/** Failed sign-ins of late, under keys that cannot be turned back into addresses; bounded, in memory (I24, I25). */
export type TryBook = {
  failuresOf(key: string): readonly Instant[];
  noteFailure(key: string, at: Instant): void;
  forget(key: string): void;
};
