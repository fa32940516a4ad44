import type { Instant } from '#kernel/instant.ts';
import type { Account, AccountStore } from '#ports/account-store.ts';
import type { OneTimeCodes, Seal } from '#ports/sign-in-tools.ts';

export type ProveCodeNeeds = {
  readonly accounts: AccountStore;
  readonly codes: OneTimeCodes;
  readonly seal: Seal;
};

/**
 * Whether the person has their authenticator at hand. A code counts once: its time step is used up in the database, so a
 * second node process sees it too.
 */
export async function proveCode(
  needs: ProveCodeNeeds,
  account: Account,
  code: string | undefined,
  at: Instant,
): Promise<'right' | 'wrong' | 'missing' | 'none-set'> {
  if (account.sealedCodeSecret === undefined) return 'none-set';
  if (code === undefined || code.trim() === '') return 'missing';
  const secret = needs.seal.open(account.sealedCodeSecret, codeContext(account.id));
  const step = needs.codes.stepOf(secret, code, at);
  if (step === undefined) return 'wrong';
  return (await needs.accounts.spendCodeStep(account.id, step)) ? 'right' : 'wrong';
}

/** What a sealed secret of codes is bound to: it opens for its own person only. */
export function codeContext(personId: string): string {
  return `one-time-codes ${personId}`;
}
