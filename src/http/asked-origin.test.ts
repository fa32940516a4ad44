import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '#engines/world.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase } from '#tests/town/test-database.ts';
import { mountDiscovery } from './node/discovery.ts';
import { mountDeskApp } from './desk-app.ts';
import { makeServer } from './server.ts';

let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

/** A node at https://first.example, where a second agency has an address of its own. */
async function twoHosts(trustedProxies: readonly string[] = []): Promise<FastifyInstance> {
  const database = await testDatabase();
  await testAgency(database, { slug: 'first', did: 'did:web:first.example' });
  await testAgency(database, { slug: 'second', did: 'did:web:second.example' });
  const agencies = agencyDirectory(database.app.db);
  const server = await makeServer({
    publicOrigin: 'https://first.example',
    agencies,
    now: systemClock.now,
    findSession: async () => undefined,
    trustedProxies,
  });
  mountDiscovery(server, {
    agencies,
    keysOf: () => [],
    softwareVersion: '0.0.0',
    logKeysOf: () => undefined,
  });
  await mountDeskApp(server, '/nowhere');
  close = async () => {
    await server.close();
    await database.drop();
  };
  return server;
}

const didsAt = async (server: FastifyInstance, headers: Record<string, string>) => {
  const { base, agencies } = (await server.inject({ url: '/.well-known/pactwire', headers })).json();
  const { id } = (await server.inject({ url: '/.well-known/did.json', headers })).json();
  return [base, agencies.map(({ did }: { did: string }) => did).join(), id];
};
const AT_FIRST = ['https://first.example/pxp/v1', 'did:web:first.example', 'did:web:first.example'];
const AT_SECOND = ['https://second.example/pxp/v1', 'did:web:second.example', 'did:web:second.example'];

test('each address presents its own agency, and a host that nobody has is the node’s', async () => {
  const server = await twoHosts();
  expect(await didsAt(server, { host: 'first.example' })).toEqual(AT_FIRST);
  expect(await didsAt(server, { host: 'Second.example' })).toEqual(AT_SECOND);
  expect(await didsAt(server, { host: 'second.example:443' })).toEqual(AT_SECOND);
  expect(await didsAt(server, { host: '10.0.0.7:4310' })).toEqual(AT_FIRST);
  expect(await didsAt(server, { host: 'a b' })).toEqual(AT_FIRST);
});

test('what a proxy says of the host counts only from one that is trusted', async () => {
  const headers = { host: 'inside:4310', 'x-forwarded-host': 'second.example' };
  const alone = await twoHosts();
  expect(await didsAt(alone, headers)).toEqual(AT_FIRST);
  await close?.();
  expect(await didsAt(await twoHosts(['127.0.0.1']), headers)).toEqual(AT_SECOND);
});

test('the desk of every agency is at the node’s own address', async () => {
  const server = await twoHosts();
  const { statusCode, headers } = await server.inject({
    url: '/desk/s/1',
    headers: { host: 'second.example' },
  });
  expect([statusCode, headers.location]).toEqual([302, 'https://first.example/desk/s/1']);
});
