import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { printNodeCard } from '#formats/discovery/node-card.ts';
import { didDocument } from '#formats/envelope/key-document.ts';
import { CONTEXTS } from '#formats/odrl/contexts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agenciesAt } from '../asked-origin.ts';
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

/** Who is at the address that was asked, for anybody (PXP/1 §Endpoints). The first agency of an address stands at its root. */
export function mountDiscovery(server: FastifyInstance, needs: DiscoveryNeeds): void {
  const documentOf = (origin: string, agency: Agency | undefined): JsonObject => {
    if (!agency) throw new RefusedCall({ code: 'not-found' });
    return didDocument({
      did: agency.did,
      homepage: `${origin}/`,
      exchangeBase: `${origin}/pxp/v1`,
      keys: needs.keysOf(agency.id).toSorted(currentFirst).flatMap(publishedKey),
    });
  };
  const asked = async (request: FastifyRequest) => {
    const origin = await server.door.askedOrigin(request);
    return { origin, agencies: agenciesAt(await needs.agencies.list(), origin, server.door.publicOrigin) };
  };

  server.get('/.well-known/pactwire', NODE, async (request) => {
    const { origin, agencies } = await asked(request);
    const shown = agencies.map((agency) => {
      const transparency = needs.logKeysOf(agency);
      return { ...agency, ...(transparency ? { transparency } : {}) };
    });
    return printNodeCard(`${origin}/pxp/v1`, shown, needs.softwareVersion);
  });
  server.get('/.well-known/did.json', NODE, async (request) => {
    const { origin, agencies } = await asked(request);
    return documentOf(origin, agencies[0]);
  });
  server.get<{ Params: { slug: string } }>('/agencies/:slug/did.json', NODE, async (request) => {
    const { origin, agencies } = await asked(request);
    const named = agencies.find(({ slug }) => slug === request.params.slug);
    return documentOf(origin, named);
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
