import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { mayTry, TRY_LIMITS, type ThrottleRefusal } from '#domain/newsroom/may-try.ts';
import { parseEmail } from '#domain/newsroom/person.ts';
import type { AccountStore, SessionStore } from '#ports/account-store.ts';
import type { OneTimeCodes, Passwords, Seal, TryBook } from '#ports/sign-in-tools.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import { proveCode } from './prove-code.ts';
import { seatOf, type MemberStores, type SeatNeeds } from './seat-of.ts';
import type { TokenTools } from './secret-token.ts';

export type SignInNeeds<Stores extends MemberStores> = SeatNeeds<Stores> &
  TokenTools & {
    readonly accounts: AccountStore;
    readonly sessions: SessionStore;
    readonly passwords: Passwords;
    readonly codes: OneTimeCodes;
    readonly seal: Seal;
    readonly tries: TryBook;
  };

/** What was typed. `visitor` is a key that stands for the address and cannot be turned back into it (I25). */
export type SignInTry = {
  readonly email: string;
  readonly password: string;
  readonly code?: string | undefined;
  readonly visitor: string;
  readonly formerToken: string | undefined;
};

export type SignInRefusal =
  | { readonly code: 'sign-in-refused' }
  | { readonly code: 'code-needed' }
  | ThrottleRefusal;

/**
 * E-mail and password, then a one-time code where the person has set one up. Whether the account, the password or the
 * code was wrong is never said, and an account that does not exist takes the same time (abuse case 25).
 */
export async function signIn<Stores extends MemberStores>(
  needs: SignInNeeds<Stores>,
  attempt: SignInTry,
  at: Instant,
): Promise<Result<OpenedSession, SignInRefusal>> {
  const keys = tryKeys(needs, attempt);
  const allowed = judgeTries(needs.tries, keys, at);
  if (!allowed.ok) return allowed;
  const email = parseEmail(attempt.email);
  const account = email === undefined ? undefined : await needs.accounts.byEmail(email);
  const fits = await needs.passwords.verify(account?.passwordHash, attempt.password);
  const proven = account && fits ? await proveCode(needs, account, attempt.code, at) : 'wrong';
  if (proven === 'missing') return refuse({ code: 'code-needed' });
  const seat = account && proven !== 'wrong' ? await seatOf(needs, account.id) : undefined;
  if (!account || !seat) {
    for (const key of Object.values(keys)) needs.tries.noteFailure(key, at);
    return refuse({ code: 'sign-in-refused' });
  }
  needs.tries.forget(keys.pair);
  const sitter = { personId: account.id, agencyId: seat.agency.id, roles: seat.roles };
  return accept(await openSession(needs, { ...sitter, formerToken: attempt.formerToken }, 'account', at));
}

type TryKeys = Readonly<Record<keyof typeof TRY_LIMITS, string>>;

/** The e-mail as typed, hashed: the book of failures must not become a list of people. */
function tryKeys(needs: TokenTools, { email, visitor }: SignInTry): TryKeys {
  const account = needs.hash.sha256(new TextEncoder().encode(email.trim().toLowerCase()));
  return { pair: `${visitor} ${account}`, visitor, account };
}

function judgeTries(tries: TryBook, keys: TryKeys, at: Instant): Result<true, ThrottleRefusal> {
  const pair = mayTry(tries.failuresOf(keys.pair), TRY_LIMITS.pair, at);
  if (!pair.ok) return pair;
  const visitor = mayTry(tries.failuresOf(keys.visitor), TRY_LIMITS.visitor, at);
  if (!visitor.ok) return visitor;
  return mayTry(tries.failuresOf(keys.account), TRY_LIMITS.account, at);
}
