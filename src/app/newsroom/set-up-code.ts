import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AccountStore } from '#ports/account-store.ts';
import type { OneTimeCodes, Seal } from '#ports/sign-in-tools.ts';
import { codeContext } from './prove-code.ts';

export type CodeNeeds = {
  readonly accounts: AccountStore;
  readonly codes: OneTimeCodes;
  readonly seal: Seal;
};

export type CodeRefusal =
  | { readonly code: 'person-unknown'; readonly personId: string }
  | { readonly code: 'code-not-begun' }
  | { readonly code: 'code-wrong' };

/** Draws a secret for an authenticator app. Codes already in force stay so until a first code confirms the new secret. */
export async function beginCode(
  needs: CodeNeeds,
  personId: string,
): Promise<Result<{ readonly uri: string; readonly secret: string }, CodeRefusal>> {
  const account = await needs.accounts.find(personId);
  if (!account) return refuse({ code: 'person-unknown', personId });
  const secret = needs.codes.newSecret();
  await needs.accounts.setPendingSecret(personId, needs.seal.seal(secret, codeContext(personId)));
  return accept({ uri: needs.codes.uri(secret, account.email), secret });
}

/** Puts the secret in force once the app shows a right code; from then on sign-in asks for codes. */
export async function confirmCode(
  needs: CodeNeeds,
  personId: string,
  code: string,
  at: Instant,
): Promise<Result<true, CodeRefusal>> {
  const account = await needs.accounts.find(personId);
  if (account?.sealedPendingSecret === undefined) return refuse({ code: 'code-not-begun' });
  const secret = needs.seal.open(account.sealedPendingSecret, codeContext(personId));
  const step = needs.codes.stepOf(secret, code, at);
  if (step === undefined) return refuse({ code: 'code-wrong' });
  await needs.accounts.confirmCode(personId, step, at);
  return accept(true);
}
