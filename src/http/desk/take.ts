import type { FastifyInstance } from 'fastify';
import { takeStory, undoTake as undoTakeEndpoint } from '#contract/wire.ts';
import { takeItem, undoUntil, type TakeNeeds } from '#app/take/take-item.ts';
import { undoTake } from '#app/take/undo-take.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type TakeDeskNeeds = TakeNeeds & { readonly agencies: AgencyDirectory };

/** Takes of partners' stories, and their undoing. */
export function mountTake(server: FastifyInstance, needs: TakeDeskNeeds): void {
  mount(server, takeStory, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const take = await takeItem(needs, by, { itemId: params.id, use: body.use });
    if (!take.ok) return take;
    const { id, takenAt } = take.value;
    return accept({ take: { id, takenAt, undoUntil: undoUntil(take.value) } });
  });

  mount(server, undoTakeEndpoint, async ({ agencyId, params, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    return undoTake(needs, { agency, at }, params.id);
  });
}
