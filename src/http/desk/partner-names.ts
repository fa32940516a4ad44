import type { FastifyInstance } from 'fastify';
import { listPartnerNames } from '#contract/partner.ts';
import { accept } from '#kernel/result.ts';
import type { PartnerReads } from '#ports/reads/partners.ts';
import { mount } from '../mount.ts';

/** The agencies we cooperate with, for programs too: of links and keys nothing. */
export function mountPartnerNames(
  server: FastifyInstance,
  { partnerReads }: { readonly partnerReads: PartnerReads },
): void {
  mount(server, listPartnerNames, async ({ agencyId }) => {
    const links = await partnerReads.list(agencyId);
    const trusted = links.filter(({ state }) => state === 'pinned');
    return accept({
      partners: trusted.map(({ did, name, ownership }) => ({ did, name: { ...name }, ownership })),
    });
  });
}
