import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/publication.ts';
import type { Reply } from '#contract/endpoint.ts';
import { previewPublication } from '#app/publication/preview-publication.ts';
import type { PublishNeeds } from '#app/publication/publish-needs.ts';
import { pagesDueDown } from '#app/publication/pages-due-down.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { withdrawPage, type WithdrawNeeds } from '#app/publication/withdraw-page.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { PublicationLine, PublicationReads } from '#ports/reads/publications.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type PublicationDeskNeeds = PublishNeeds &
  WithdrawNeeds & { readonly agencies: AgencyDirectory; readonly publicationReads: PublicationReads };

/** Our own pages: what one would carry, publish it, see them all, take one down. */
export function mountPublication(server: FastifyInstance, needs: PublicationDeskNeeds): void {
  const originOf = ({ did }: Agency): string => originOfDid(did, server.door.publicOrigin);

  mount(server, contract.listPublications, async ({ agencyId, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const lines = await needs.publicationReads.publications(agencyId);
    const dueDown = await pagesDueDown(needs, { agency, at }, lines);
    return accept({ publications: lines.map((line) => shown(line, originOf(agency), dueDown.get(line))) });
  });

  mount(server, contract.previewPublication, async ({ agencyId, session, params, query, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const { translation } = query;
    return previewPublication(needs, agency, {
      agencyId,
      storyId: params.id,
      personId: session.personId,
      at,
      ...(translation === undefined ? {} : { translationId: translation }),
    });
  });

  mount(server, contract.publishStory, async ({ agencyId, session, body, at }) => {
    const published = await publishStory(needs, { ...body, agencyId, personId: session.personId, at });
    if (!published.ok) return published;
    const line = await needs.publicationReads.publication(agencyId, published.value.id);
    if (!line) throw new Error('a page that was just published is not there');
    const agency = await agencyOf(needs.agencies, agencyId);
    return accept({ publication: shown(line, originOf(agency)) });
  });

  mount(server, contract.withdrawPublication, async ({ agencyId, session, params, body, at }) => {
    const order = { ...body, agencyId, publicationId: params.id, personId: session.personId, at };
    const withdrawn = await withdrawPage(needs, order);
    return withdrawn.ok ? accept({ done: true } as const) : withdrawn;
  });
}

function shown(
  { path, providerDid: _providerDid, ...line }: PublicationLine,
  origin: string,
  removeBy?: Instant,
): Reply<typeof contract.publishStory>['publication'] {
  return { ...line, url: `${origin}${path}`, ...(removeBy === undefined ? {} : { removeBy }) };
}
