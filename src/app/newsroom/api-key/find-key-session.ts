import type { Instant } from '#kernel/instant.ts';
import { isKeyLive, sessionOfKey, type KeyScope } from '#domain/newsroom/api-key.ts';
import type { Session } from '#domain/newsroom/session.ts';
import type { MemberStore } from '#ports/account-store.ts';
import type { ApiKeyStore, FindApiKey } from '#ports/api-key-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash, SameDigest } from '#ports/world.ts';
import { readKeyToken } from './key-token.ts';

type Stores = { readonly apiKeys: ApiKeyStore; readonly members: Pick<MemberStore, 'find'> };

export type FindKeyNeeds = {
  readonly findKey: FindApiKey;
  readonly transact: Transact<Stores>;
  readonly hash: Hash;
  readonly sameDigest: SameDigest;
};

/** Who calls with a key, and what for. */
export type KeySession = {
  readonly keyId: string;
  readonly scopes: readonly KeyScope[];
  readonly session: Session;
};

/**
 * The seat that a token opens; undefined when it is unknown, wrong, revoked or expired, or its maker has left, without a word
 * which. The day of its use is noted.
 */
export async function findKeySession(
  needs: FindKeyNeeds,
  token: string,
  at: Instant,
): Promise<KeySession | undefined> {
  const read = readKeyToken(needs.hash, token);
  if (!read) return undefined;
  const key = await needs.findKey(read.id);
  // An unknown id is compared too, so that it takes as long as a wrong secret (abuse case 25).
  const isProven = needs.sameDigest(read.secretHash, key?.secretHash ?? read.secretHash);
  if (!key || !isProven || !isKeyLive(key, at)) return undefined;
  return needs.transact(key.agencyId, async ({ apiKeys, members }) => {
    const session = sessionOfKey(key, await members.find(key.madeBy), at);
    if (!session) return undefined;
    const day = at.slice(0, 10);
    if (key.usedOn !== day) await apiKeys.noteUse(key.id, day);
    return { keyId: key.id, scopes: key.scopes, session };
  });
}
