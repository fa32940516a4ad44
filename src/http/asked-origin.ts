import type { FastifyRequest } from 'fastify';
import type { Agency } from '#domain/newsroom/agency.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';

/** At which address of ours a call came in; a host that none of our agencies has counts as the node's own. */
export type AskedOrigin = (request: FastifyRequest) => Promise<string>;

/** An agency keeps its address for ever, so one that was seen is not looked up again. */
export function askedOrigin(
  agencies: Pick<AgencyDirectory, 'list'> | undefined,
  publicOrigin: string,
): AskedOrigin {
  const known = new Set([publicOrigin]);
  return async ({ host }) => {
    const asked = URL.parse(`${new URL(publicOrigin).protocol}//${host}`)?.origin ?? publicOrigin;
    if (known.has(asked) || !agencies) return known.has(asked) ? asked : publicOrigin;
    for (const { did } of await agencies.list()) known.add(originOfDid(did, publicOrigin));
    return known.has(asked) ? asked : publicOrigin;
  };
}

/** The agencies at an address, the one at its root first. At the node's own, when it is in no name, all of them are. */
export function agenciesAt(all: readonly Agency[], origin: string, publicOrigin: string): readonly Agency[] {
  const there = all.filter(({ did }) => originOfDid(did, publicOrigin) === origin);
  return there.length === 0 && origin === publicOrigin ? all : there;
}
