import type { FastifyInstance } from 'fastify';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { printNodeCard } from '#formats/discovery/node-card.ts';
import { didDocument } from '#formats/envelope/key-document.ts';
import { CONTEXTS } from '#formats/odrl/contexts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { RefusedCall } from '../refused-call.ts';

export type DiscoveryNeeds = {
  readonly agencies: AgencyDirectory;
  /** Public halves of all keys that an agency of this node has had. */
  readonly keysOf: (agencyId: string) => readonly PartnerKey[];
  readonly softwareVersion: string;
  /** The keys of an agency's transparency log; undefined while it has none. */
  readonly logKeysOf: (agency: Agency) => { readonly log: string; readonly witness: string } | undefined;
};

const NODE = { config: { door: 'node' } } as const;

/** Who this node is, for anybody (PXP/1 §Endpoints). The first agency of the node stands at its root. */
export function mountDiscovery(server: FastifyInstance, needs: DiscoveryNeeds): void {
  const { publicOrigin } = server.door;
  const base = `${publicOrigin}/pxp/v1`;
  const documentOf = (agency: Agency): JsonObject =>
    didDocument({
      did: agency.did,
      homepage: `${publicOrigin}/`,
      exchangeBase: base,
      keys: needs.keysOf(agency.id).toSorted(currentFirst).flatMap(publishedKey),
    });

  server.get('/.well-known/pactwire', NODE, async () =>
    printNodeCard(
      base,
      (await needs.agencies.list()).map((agency) => {
        const transparency = needs.logKeysOf(agency);
        return { ...agency, ...(transparency ? { transparency } : {}) };
      }),
      needs.softwareVersion,
    ),
  );
  server.get('/.well-known/did.json', NODE, async () => {
    const [first] = await needs.agencies.list();
    if (!first) throw new RefusedCall({ code: 'not-found' });
    return documentOf(first);
  });
  server.get<{ Params: { slug: string } }>('/agencies/:slug/did.json', NODE, async ({ params }) => {
    const agency = (await needs.agencies.list()).find(({ slug }) => slug === params.slug);
    if (!agency) throw new RefusedCall({ code: 'not-found' });
    return documentOf(agency);
  });
  mountContexts(server);
}

/** What an agreement's JSON-LD is read by, for whoever has the document and nothing else of ours. */
function mountContexts(server: FastifyInstance): void {
  server.get<{ Params: { name: string } }>('/contexts/:name', NODE, async ({ params }, reply) => {
    const context = CONTEXTS.find(({ name }) => name === params.name);
    if (!context) throw new RefusedCall({ code: 'not-found' });
    return reply
      .type('application/ld+json')
      .header('cache-control', 'public, max-age=86400')
      .send(context.document);
  });
}

const USES = { sign: 'entries', http: 'requests', recovery: 'revocations' } as const;

function currentFirst(one: PartnerKey, other: PartnerKey): number {
  return Number(isCurrent(other)) - Number(isCurrent(one));
}

function publishedKey({ kid, role, jwk, retiredAt }: PartnerKey) {
  if (role === 'log') return [];
  return [{ kid, x: jwk.x, use: USES[role], ...(retiredAt === undefined ? {} : { revokedAt: retiredAt }) }];
}
