import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/destination.ts';
import type { Body, Reply } from '#contract/endpoint.ts';
import { addDestination } from '#app/publication/push/add-destination.ts';
import { channelOf } from '#app/publication/push/channel-of.ts';
import { changeDestination, setDestinationState } from '#app/publication/push/change-destination.ts';
import type { DestinationNeeds, NewDestination } from '#app/publication/push/destination-needs.ts';
import { tryDestination, tryNewDestination } from '#app/publication/push/try-destination.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { TrialStep } from '#ports/destination.ts';
import type { DestinationLine, DestinationReads } from '#ports/reads/destinations.ts';
import { mount } from '../mount.ts';

export type DestinationDeskNeeds = DestinationNeeds & { readonly destinationReads: DestinationReads };

/** Systems of ours that stories are pushed to: for everyone to see, for administrators and chiefs to set up. */
export function mountDestinations(server: FastifyInstance, needs: DestinationDeskNeeds): void {
  mountSettings(server, needs);
  mountTrials(server, needs);
  mountLists(server, needs);
}

function mountSettings(server: FastifyInstance, needs: DestinationDeskNeeds): void {
  mount(server, contract.listDestinations, async ({ agencyId }) => {
    const lines = await needs.destinationReads.destinations(agencyId);
    return accept({ destinations: lines.map(shown) });
  });

  mount(server, contract.addDestination, async ({ agencyId, body }) => {
    const added = await addDestination(needs, agencyId, askedIn(body));
    return added.ok ? withSecret(needs, agencyId, added.value) : added;
  });

  mount(server, contract.readDestination, async ({ agencyId, params }) => {
    const line = await needs.destinationReads.destination(agencyId, params.id);
    return line ? accept({ destination: shown(line) }) : refuse({ code: 'destination-unknown' });
  });

  mount(server, contract.changeDestination, async ({ agencyId, params, body, at }) => {
    const { state, ...change } = body;
    const changed = await changeDestination(needs, agencyId, { ...change, id: params.id });
    if (!changed.ok) return changed;
    const set =
      state === undefined || state === changed.value.destination.state
        ? accept(undefined)
        : await setDestinationState(needs, agencyId, { id: params.id, state, at });
    return set.ok ? withSecret(needs, agencyId, changed.value) : set;
  });
}

function mountTrials(server: FastifyInstance, needs: DestinationDeskNeeds): void {
  mount(server, contract.tryNewDestination, async ({ agencyId, body }) =>
    stepsShown(await tryNewDestination(needs, agencyId, askedIn(body))),
  );

  mount(server, contract.tryDestination, async ({ agencyId, params }) =>
    stepsShown(await tryDestination(needs, agencyId, params.id)),
  );
}

function mountLists(server: FastifyInstance, { destinationReads }: DestinationDeskNeeds): void {
  mount(server, contract.listPlacements, async ({ agencyId, params, query }) => {
    const { after, only } = query;
    const { lines, ...more } = await destinationReads.placements(agencyId, {
      destinationId: params.id,
      isOpen: only === 'open',
      ...(after === undefined ? {} : { after }),
    });
    return accept({ placements: [...lines], ...more });
  });

  mount(server, contract.listDeliveries, async ({ agencyId, params, query }) => {
    const { after, only } = query;
    const { lines, ...more } = await destinationReads.deliveries(agencyId, {
      destinationId: params.id,
      isFailed: only === 'failed',
      ...(after === undefined ? {} : { after }),
    });
    return accept({ deliveries: [...lines], ...more });
  });
}

function askedIn({
  place = '',
  settings = {},
  ...asked
}: Body<typeof contract.addDestination>): NewDestination {
  return { ...asked, place, settings };
}

async function withSecret(
  { destinationReads }: DestinationDeskNeeds,
  agencyId: string,
  kept: { readonly destination: { readonly id: string }; readonly secret?: string },
): Promise<Result<Reply<typeof contract.addDestination>, never>> {
  const line = await destinationReads.destination(agencyId, kept.destination.id);
  if (!line) throw new Error('a destination that was just kept is not there');
  return accept({
    destination: shown(line),
    ...(kept.secret === undefined ? {} : { secret: kept.secret }),
  });
}

function shown({
  destination: { settings, ...destination },
  counts,
  last,
}: DestinationLine): Reply<typeof contract.readDestination>['destination'] {
  const channel = channelOf({ kind: destination.kind, settings });
  return {
    ...destination,
    channel,
    settings: { ...settings },
    counts: { ...counts },
    ...(last ? { last } : {}),
  };
}

function stepsShown<R>(
  tried: Result<readonly TrialStep[], R>,
): Result<Reply<typeof contract.tryDestination>, R> {
  return tried.ok ? accept({ steps: tried.value.map((step) => ({ ...step })) }) : tried;
}
