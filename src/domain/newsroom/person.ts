import type { Instant } from '#kernel/instant.ts';
import type { Role } from './role.ts';

/** Someone with an account on this node; `email` is what they sign in with, lower case. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
};

/** A person's seat at one agency; `closedAt` is when the agency ended it. */
export type Member = {
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly closedAt?: Instant;
};

const EMAIL = /^[^\s@"(),:;<>[\\\]]{1,64}@(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;

/** An e-mail address as we keep it, trimmed, NFC and lower case; undefined when it is none (RFC 5321 without quoting). */
export function parseEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  return EMAIL.test(email) && !email.includes('..') && isPlainText(email) ? email : undefined;
}

/** A name as we keep it; undefined when it is empty or carries characters that turn or hide text (abuse case 19). */
export function parseName(text: string): string | undefined {
  const name = text.trim().normalize('NFC');
  return name !== '' && isPlainText(name) ? name : undefined;
}

// Controls, bidi embeddings and isolates, zero-width and other invisible marks: a name must look like what it is.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u;

function isPlainText(text: string): boolean {
  return !HIDDEN.test(text);
}
