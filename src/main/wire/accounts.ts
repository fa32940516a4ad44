import { findKeySession, type KeySession } from '#app/newsroom/api-key/find-key-session.ts';
import { findSession } from '#app/newsroom/find-session.ts';
import type { Session } from '#domain/newsroom/session.ts';
import { makeOneTimeCodes } from '#engines/one-time-codes.ts';
import { makePasskeys } from '#engines/passkeys.ts';
import { makePasswords } from '#engines/passwords.ts';
import { makeSeal } from '#engines/seal.ts';
import { makeCeremonyBook, makeTryBook } from '#engines/sign-in-books.ts';
import { sameDigest } from '#engines/world.ts';
import type { Instant } from '#kernel/instant.ts';
import { accountStores, transactAccountsOn } from '#store/account-stores.ts';
import { apiKeyFinder } from '#store/api-keys.ts';
import type { NodeConfig } from '../config.ts';
import type { NodeSecrets } from '../node-secrets.ts';
import type { OpenStore } from '../open-store.ts';
import type { NodeTools } from './node-tools.ts';

const PRODUCT = 'Pactwire';

/** What signing in and the care of accounts need beside the node's tools. */
export function accountTools(config: NodeConfig, secrets: NodeSecrets, store: OpenStore, tools: NodeTools) {
  return {
    ...tools,
    ...accountStores(store.app.db),
    transactAccounts: transactAccountsOn(store.app.db),
    passwords: makePasswords(),
    codes: makeOneTimeCodes(PRODUCT),
    seal: makeSeal(secrets.nodeSecret),
    tries: makeTryBook(),
    ceremonies: makePasskeys(config.publicOrigin, PRODUCT),
    ceremonyBook: makeCeremonyBook(),
  };
}

export type AccountTools = ReturnType<typeof accountTools>;

export function sessionFinder(
  store: OpenStore,
  { hash }: NodeTools,
): (token: string, at: Instant) => Promise<Session | undefined> {
  const { sessions } = accountStores(store.app.db);
  return (token, at) => findSession({ sessions, hash }, token, at);
}

export function keyFinder(
  store: OpenStore,
  { hash, transact }: NodeTools,
): (token: string, at: Instant) => Promise<KeySession | undefined> {
  const needs = { findKey: apiKeyFinder(store.app.db), transact, hash, sameDigest };
  return (token, at) => findKeySession(needs, token, at);
}
