import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { judgePassword, type PasswordRefusal } from '#domain/newsroom/judge-password.ts';
import type { AccountStore, LinkStore, TransactAccounts } from '#ports/account-store.ts';
import type { Passwords } from '#ports/sign-in-tools.ts';
import type { Hash } from '#ports/world.ts';
import { hashToken } from './secret-token.ts';

export type SetPasswordNeeds = {
  readonly accounts: AccountStore;
  readonly links: LinkStore;
  readonly transactAccounts: TransactAccounts;
  readonly passwords: Passwords;
  readonly hash: Hash;
};

export type SetPasswordRefusal = { readonly code: 'link-unknown' } | PasswordRefusal;

/**
 * Sets a password with a one-time link. A weak one is refused and the link stays good; all sessions end with the old one,
 * and with a link to start over passkeys and codes do too.
 */
export async function setPassword(
  needs: SetPasswordNeeds,
  { token, password }: { readonly token: string; readonly password: string },
  at: Instant,
): Promise<Result<true, SetPasswordRefusal>> {
  const tokenHash = hashToken(needs.hash, token);
  const personId = await needs.links.personOf(tokenHash, at);
  const person = personId === undefined ? undefined : await needs.accounts.find(personId);
  if (!person) return refuse({ code: 'link-unknown' });
  const judged = judgePassword(password, person);
  if (!judged.ok) return judged;
  const passwordHash = await needs.passwords.hash(password);
  return needs.transactAccounts(async ({ accounts, links, sessions, passkeys }) => {
    const spent = await links.spend(tokenHash, at);
    if (spent?.personId !== person.id) return refuse({ code: 'link-unknown' });
    if (spent.purpose === 'start-over') {
      await accounts.forgetCode(person.id);
      await passkeys.removeAll(person.id);
    }
    await accounts.setPassword(person.id, passwordHash);
    await sessions.endAll(person.id);
    return accept(true);
  });
}
