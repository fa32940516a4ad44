import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/api-key.ts';
import {
  makeApiKey,
  revokeApiKey,
  type KeyMaker,
  type KeyStores,
  type MakeKeyNeeds,
} from '#app/newsroom/api-key/make-api-key.ts';
import type { Session } from '#domain/newsroom/session.ts';
import { accept } from '#kernel/result.ts';
import type { ListedKey } from '#ports/api-key-store.ts';
import { mount } from '../mount.ts';

/** The keys of programs, for administrators. */
export function mountApiKeys<Stores extends KeyStores>(
  server: FastifyInstance,
  needs: MakeKeyNeeds<Stores>,
): void {
  const list = (agencyId: string): Promise<readonly ListedKey[]> =>
    needs.transact(agencyId, ({ apiKeys }) => apiKeys.list());

  mount(server, contract.listApiKeys, async ({ agencyId }) =>
    accept({ keys: (await list(agencyId)).map(keyShape) }),
  );

  mount(server, contract.makeApiKey, async (call) => {
    const made = await makeApiKey(needs, makerOf(call), call.body, call.at);
    if (!made.ok) return made;
    const { key, token } = made.value;
    const listed = (await list(call.agencyId)).find(({ id }) => id === key.id);
    if (!listed) throw new Error(`API key ${key.id} is not in the list it was just put on`);
    return accept({ key: keyShape(listed), token });
  });

  mount(server, contract.revokeApiKey, (call) => revokeApiKey(needs, makerOf(call), call.params.id, call.at));
}

function makerOf({ agencyId, session }: { readonly agencyId: string; readonly session: Session }): KeyMaker {
  return { agencyId, personId: session.personId };
}

function keyShape({ agencyId: _ours, madeBy: _id, madeByName, scopes, ...key }: ListedKey) {
  return { ...key, scopes: [...scopes], madeBy: madeByName };
}
