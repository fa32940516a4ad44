import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/people.ts';
import type { MemberStores, SeatNeeds } from '#app/newsroom/seat-of.ts';
import type { TokenTools } from '#app/newsroom/secret-token.ts';
import { setPassword, type SetPasswordNeeds } from '#app/newsroom/set-password.ts';
import { beginCode, confirmCode, type CodeNeeds } from '#app/newsroom/set-up-code.ts';
import {
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  removePasskey,
  signInWithPasskey,
  type PasskeyNeeds,
} from '#app/newsroom/use-passkey.ts';
import { accept } from '#kernel/result.ts';
import type { SessionStore } from '#ports/account-store.ts';
import { mount } from '../mount.ts';

export type CredentialDeskNeeds<Stores extends MemberStores> = SetPasswordNeeds &
  CodeNeeds &
  PasskeyNeeds &
  SeatNeeds<Stores> &
  TokenTools & { readonly sessions: SessionStore };

/** What a person proves themselves by: password, one-time codes, passkeys. */
export function mountCredentials<Stores extends MemberStores>(
  server: FastifyInstance,
  needs: CredentialDeskNeeds<Stores>,
): void {
  mount(server, contract.setPassword, async ({ body, at }) => done(await setPassword(needs, body, at)));

  mount(server, contract.beginCode, async ({ session }) => beginCode(needs, session.personId));

  mount(server, contract.confirmCode, async ({ session, body, at }) =>
    done(await confirmCode(needs, session.personId, body.code, at)),
  );

  mount(server, contract.beginPasskey, async ({ session, at }) => beginPasskey(needs, session.personId, at));

  mount(server, contract.addPasskey, async ({ session, body, at }) =>
    done(await addPasskey(needs, session.personId, body, at)),
  );

  mount(server, contract.readCredentials, async ({ session }) => {
    const passkeys = await needs.passkeys.listOf(session.personId);
    const account = await needs.accounts.find(session.personId);
    return accept({
      hasCode: account?.sealedCodeSecret !== undefined,
      passkeys: passkeys.map(({ id, addedAt, usedAt }) => ({ id, addedAt, ...(usedAt ? { usedAt } : {}) })),
    });
  });

  mount(server, contract.removePasskey, async ({ session, params }) =>
    done(await removePasskey(needs, session.personId, params.id)),
  );

  mount(server, contract.beginPasskeySignIn, async ({ at }) => accept(await beginPasskeySignIn(needs, at)));

  mount(server, contract.passkeySignIn, async (call) => {
    const opened = await signInWithPasskey(needs, call.body, call.sessionToken, call.at);
    if (opened.ok) call.setSessionToken(opened.value.token);
    return done(opened);
  });
}

/** For those who need to hear only that it was done. */
function done<R extends { readonly ok: boolean }>(
  outcome: R,
): Exclude<R, { readonly ok: true }> | { readonly ok: true; readonly value: { done: true } } {
  return isRefused(outcome) ? outcome : accept({ done: true });
}

function isRefused<R extends { readonly ok: boolean }>(
  outcome: R,
): outcome is Exclude<R, { readonly ok: true }> {
  return !outcome.ok;
}
