import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/destination.ts';
import { mayPush } from '#app/publication/push/may-push.ts';
import type { PushNeeds } from '#app/publication/push/push-needs.ts';
import { confirmGone, recordRun } from '#app/publication/push/record-run.ts';
import { callStoryBack, pushStory, resendStory } from '#app/publication/push/push-story.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { DestinationReads } from '#ports/reads/destinations.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type PushDeskNeeds = PushNeeds & {
  readonly agencies: Pick<AgencyDirectory, 'find'>;
  readonly stories: Pick<StoryReads, 'read'>;
  readonly destinationReads: DestinationReads;
};

/** A story on its way into another system of ours, and back. One out of sight is not there, whatever is asked (I12). */
export function mountPushes(server: FastifyInstance, needs: PushDeskNeeds): void {
  const seated = async (
    agencyId: string,
    { personId, at }: { readonly personId: string; readonly at: Instant },
  ) => ({
    agency: await agencyOf(needs.agencies, agencyId),
    personId,
    at,
  });

  mount(server, contract.readStoryPlacements, async ({ agencyId, session, params, query, at }) => {
    if (!(await needs.stories.read(agencyId, params.id, at))) return refuse({ code: 'not-found' });
    const { translation: translationId } = query;
    const by = await seated(agencyId, { personId: session.personId, at });
    const asked = { itemId: params.id, ...(translationId === undefined ? {} : { translationId }) };
    const may = await mayPush(needs, by, asked);
    if (!may.ok) return may;
    const placements = await needs.destinationReads.ofStory(agencyId, params.id);
    return accept({
      channels: [...may.value.channels],
      copies: [...may.value.copies],
      placements: [...placements],
    });
  });

  mount(server, contract.pushStory, async ({ agencyId, session, params, body, at }) => {
    const { storyId: itemId, ...which } = body;
    if (!(await needs.stories.read(agencyId, itemId, at))) return refuse({ code: 'story-unknown' });
    const by = await seated(agencyId, { personId: session.personId, at });
    return ordered(await pushStory(needs, by, { itemId, destinationId: params.id, ...which }));
  });

  mount(server, contract.recordRun, async ({ agencyId, session, params, body, at }) => {
    const { storyId: itemId, ...run } = body;
    if (!(await needs.stories.read(agencyId, itemId, at))) return refuse({ code: 'story-unknown' });
    const by = await seated(agencyId, { personId: session.personId, at });
    return ordered(await recordRun(needs, by, { itemId, destinationId: params.id, ...run }));
  });

  mount(server, contract.confirmGone, async ({ agencyId, session, params, body, at }) => {
    const by = await seated(agencyId, { personId: session.personId, at });
    return ordered(await confirmGone(needs, by, { placementId: params.id, ...body }));
  });

  mount(server, contract.resendStory, async ({ agencyId, session, params, at }) =>
    ordered(await resendStory(needs, await seated(agencyId, { personId: session.personId, at }), params.id)),
  );

  mount(server, contract.callStoryBack, async ({ agencyId, session, params, at }) =>
    ordered(
      await callStoryBack(needs, await seated(agencyId, { personId: session.personId, at }), params.id),
    ),
  );
}

function ordered<R>(placement: Result<{ readonly id: string }, R>): Result<{ placementId: string }, R> {
  return placement.ok ? accept({ placementId: placement.value.id }) : placement;
}
