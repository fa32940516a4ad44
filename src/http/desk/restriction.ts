import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/restriction.ts';
import type { Reply } from '#contract/endpoint.ts';
import {
  confirmRestrictions,
  showRestrictions,
  type ConfirmNeeds,
  type ShownRestrictions,
} from '#app/agreement/confirm-restrictions.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type RestrictionDeskNeeds = ConfirmNeeds & {
  readonly agencies: Pick<AgencyDirectory, 'find'>;
  readonly stories: Pick<StoryReads, 'read'>;
};

/** Words of restriction beside a story: what they are read as, and what a person says they mean. */
export function mountRestrictions(server: FastifyInstance, needs: RestrictionDeskNeeds): void {
  mount(server, contract.readRestrictions, async ({ agencyId, params, at }) => {
    const story = await needs.stories.read(agencyId, params.id, at);
    const shown = story && (await showRestrictions(needs, agencyId, params.id));
    return shown ? accept(shape(shown)) : refuse({ code: 'not-found' });
  });

  mount(server, contract.confirmRestrictions, async ({ agencyId, session, params, body, at }) => {
    if (!(await needs.stories.read(agencyId, params.id, at))) return refuse({ code: 'not-found' });
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const confirmed = await confirmRestrictions(needs, by, { itemId: params.id, ...body });
    return confirmed.ok ? accept(shape(confirmed.value)) : confirmed;
  });
}

function shape({ terms, unread, told, ...rest }: ShownRestrictions): Reply<typeof contract.readRestrictions> {
  return {
    ...rest,
    unread: [...unread],
    terms: terms.map(termShape),
    ...(told ? { told: { at: told.at, terms: told.terms.map(termShape) } } : {}),
  };
}

function termShape({ territories, channels, ...term }: ShownRestrictions['terms'][number]) {
  return {
    ...term,
    ...(territories ? { territories: [...territories] } : {}),
    ...(channels ? { channels: [...channels] } : {}),
  };
}
