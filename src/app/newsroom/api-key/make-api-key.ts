import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { ApiKey, KeyScope } from '#domain/newsroom/api-key.ts';
import { parseName } from '#domain/newsroom/person.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ApiKeyStore } from '#ports/api-key-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Ids } from '#ports/world.ts';
import type { TokenTools } from '../secret-token.ts';
import { newKeyToken } from './key-token.ts';

export type KeyStores = { readonly apiKeys: ApiKeyStore; readonly activities: ActivityStore };

export type MakeKeyNeeds<Stores extends KeyStores> = TokenTools & {
  readonly transact: Transact<Stores>;
  readonly ids: Ids;
};

/** The administrator who does it, at which agency. */
export type KeyMaker = { readonly agencyId: string; readonly personId: string };

export type KeyOrder = {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** How long it lives. */
  readonly days: number;
};

const DAY = 86_400;

/** A new key. Its token is in the answer and nowhere else. */
export async function makeApiKey<Stores extends KeyStores>(
  needs: MakeKeyNeeds<Stores>,
  { agencyId, personId }: KeyMaker,
  order: KeyOrder,
  at: Instant,
): Promise<Result<{ readonly key: ApiKey; readonly token: string }, { readonly code: 'name-invalid' }>> {
  const name = parseName(order.name);
  if (name === undefined) return refuse({ code: 'name-invalid' });
  const id = needs.ids.uuid();
  const { token, secretHash } = newKeyToken(needs, id);
  const key: ApiKey = {
    id,
    agencyId,
    name,
    scopes: [...new Set(order.scopes)].toSorted(),
    madeBy: personId,
    madeAt: at,
    expiresAt: plusSeconds(at, order.days * DAY),
    secretHash,
  };
  await needs.transact(agencyId, async ({ apiKeys, activities }) => {
    await apiKeys.add(key);
    const facts = { scopes: [...key.scopes], expiresAt: key.expiresAt };
    await activities.record({ at, personId, what: 'api-key-made', subject: id, facts });
  });
  return accept({ key, token });
}

/** Ends a key for good; it opens nothing from this commit on. */
export async function revokeApiKey<Stores extends KeyStores>(
  needs: Pick<MakeKeyNeeds<Stores>, 'transact'>,
  { agencyId, personId }: KeyMaker,
  id: string,
  at: Instant,
): Promise<Result<{ readonly done: true }, { readonly code: 'api-key-unknown' }>> {
  return needs.transact(agencyId, async ({ apiKeys, activities }) => {
    if (!(await apiKeys.revoke(id, personId, at))) return refuse({ code: 'api-key-unknown' });
    await activities.record({ at, personId, what: 'api-key-revoked', subject: id });
    return accept({ done: true });
  });
}
