import type { FastifyInstance } from 'fastify';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import { accept, refuse } from '#kernel/result.ts';
import { checkPublicKey } from '#partners/keys/public-key.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import type { GuardedFetch } from '#ports/fetch.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import type { TestDatabase } from './test-database.ts';

/** Each node knows its own agency only, though both rest in one database. */
export function directoryOf(database: TestDatabase, agencyId: string): AgencyDirectory {
  const all = agencyDirectory(database.app.db);
  const list = async () => (await all.list()).filter(({ id }) => id === agencyId);
  return {
    list,
    find: async (id) => (await list()).find((one) => one.id === id),
    byDid: async (did) => (await list()).find((one) => one.did === did),
  };
}

/** The network of the town: an address leads to the doors of whoever lives there. */
export function fetchFrom(servers: ReadonlyMap<string, FastifyInstance>): GuardedFetch {
  return async ({ method, url, headers, body }) => {
    const { origin, pathname, search } = new URL(url);
    const server = servers.get(origin);
    if (!server) return refuse({ code: 'connection-failed', url, detail: 'nobody lives there' });
    const answer = await server.inject({
      method,
      url: `${pathname}${search}`,
      headers: { ...headers },
      ...(body === undefined ? {} : { payload: Buffer.from(body) }),
    });
    return accept({
      status: answer.statusCode,
      headers: { 'content-type': String(answer.headers['content-type'] ?? '') },
      body: new Uint8Array(answer.rawPayload),
      url,
    });
  };
}

export function verifierOfPinned(): Verify<PartnerKey> {
  const verifier = ed25519Verifier();
  return ({ jwk }, message, signature) => {
    const key = checkPublicKey(jwk.x);
    return key.ok && verifier.verify(key.value, message, signature);
  };
}
