import type { FastifyInstance } from 'fastify';
import { answerOverride, type AnswerOverrideNeeds } from '#app/agreement/override/answer-override.ts';
import { askOverride, type AskOverrideNeeds } from '#app/agreement/override/ask-override.ts';
import { setOpenCodes } from '#app/agreement/override/set-open-codes.ts';
import {
  showOverrides,
  type ShownOverride,
  type ShownOverrides,
} from '#app/agreement/override/show-overrides.ts';
import type { Reply } from '#contract/endpoint.ts';
import * as contract from '#contract/override.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import { mount } from '../mount.ts';
import { signatoryOf, type SignedInCall } from './signatory-of.ts';

export type OverrideDeskNeeds = AskOverrideNeeds &
  AnswerOverrideNeeds &
  Parameters<typeof showOverrides>[0] &
  Parameters<typeof setOpenCodes>[0] & {
    readonly agencies: AgencyDirectory;
    readonly stories: Pick<StoryReads, 'read'>;
  };

type Shape = Reply<typeof contract.askOverride>;

/** Denials that two people override: asking, answering, and what may be asked for at all. */
export function mountOverrides(server: FastifyInstance, needs: OverrideDeskNeeds): void {
  mount(server, contract.listOverrides, async ({ agencyId, session, at }) =>
    accept(shape(await showOverrides(needs, { agencyId, at }), session.personId)),
  );

  mount(server, contract.readOverrides, async ({ agencyId, session, params, at }) => {
    if (!(await needs.stories.read(agencyId, params.id, at))) return refuse({ code: 'not-found' });
    return accept(shape(await showOverrides(needs, { agencyId, at }, params.id), session.personId));
  });

  mount(server, contract.askOverride, async (call) => {
    const { agencyId, params, body, at } = call;
    if (!(await needs.stories.read(agencyId, params.id, at))) return refuse({ code: 'not-found' });
    const asked = await askOverride(needs, await signatoryOf(needs, call), { itemId: params.id, ...body });
    return asked.ok ? shown(needs, call, asked.value.itemId, asked.value.id) : asked;
  });

  mount(server, contract.answerOverride, async (call) => {
    const { params, body } = call;
    const answered = await answerOverride(needs, await signatoryOf(needs, call), { id: params.id, ...body });
    return answered.ok ? shown(needs, call, answered.value.itemId, answered.value.id) : answered;
  });

  mount(server, contract.openOverrides, async (call) =>
    accept({ open: [...(await setOpenCodes(needs, await signatoryOf(needs, call), call.body.open))] }),
  );
}

/** One of a story's overrides as it stands after what was done. */
async function shown(
  needs: OverrideDeskNeeds,
  { agencyId, session, at }: SignedInCall,
  itemId: string,
  id: string,
): Promise<Result<Shape, { readonly code: 'override-unknown' }>> {
  const { ours } = await showOverrides(needs, { agencyId, at }, itemId);
  const one = ours.find((override) => override.id === id);
  return one ? accept(ourShape(one, session.personId)) : refuse({ code: 'override-unknown' });
}

function shape({ open, ours, told }: ShownOverrides, personId: string): Reply<typeof contract.listOverrides> {
  return {
    open: [...open],
    ours: ours.map((one) => ourShape(one, personId)),
    told: told.map(({ id: _id, itemId, partnerDid, partner, waived, ...rest }) => ({
      ...rest,
      storyId: itemId,
      waived: [...waived],
      partner: { did: partnerDid, name: partner },
    })),
  };
}

function ourShape({ itemId, askedBy, answer, waived, ...rest }: ShownOverride, personId: string): Shape {
  return {
    ...rest,
    storyId: itemId,
    waived: [...waived],
    isOwn: askedBy === personId,
    ...(answer ? { answeredAt: answer.answeredAt } : {}),
    ...(answer?.until === undefined ? {} : { until: answer.until }),
  };
}
