import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/correction.ts';
import { applyNotice, refuseNotice, type AnswerNeeds } from '#app/correction/answer-notice.ts';
import { correctStory, type CorrectNeeds } from '#app/correction/correct-story.ts';
import { killStory, type KillNeeds } from '#app/correction/kill-story.ts';
import { seeNotice } from '#app/correction/see-notice.ts';
import { offerAgain, withdrawOffer, type OfferNeeds } from '#app/correction/withdraw-offer.ts';
import { releaseStory, withholdStory, type StopNeeds } from '#app/correction/withhold-story.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { RecallReads } from '#ports/reads/recalls.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type CorrectionDeskNeeds = CorrectNeeds &
  KillNeeds &
  StopNeeds &
  OfferNeeds &
  AnswerNeeds & { readonly recallReads: RecallReads; readonly agencies: AgencyDirectory };

/** Corrections and kills: those we issue and how far they came, those we were sent and our answers. */
export function mountCorrection(server: FastifyInstance, needs: CorrectionDeskNeeds): void {
  mount(server, contract.listRecalls, async ({ agencyId, at }) =>
    accept({ recalls: await needs.recallReads.recalls(agencyId, at) }),
  );

  mount(server, contract.listNotices, async ({ agencyId, at }) =>
    accept({ notices: await needs.recallReads.notices(agencyId, at) }),
  );

  mount(server, contract.correctStory, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const { blocks, note, reasonClass, headline } = body;
    const order = {
      itemId: params.id,
      note,
      reasonClass,
      edits: blocks,
      ...(headline === undefined ? {} : { headline }),
    };
    const recall = await correctStory(needs, by, order);
    return recall.ok ? accept({ recall: await show(needs, agencyId, recall.value.id, at) }) : recall;
  });

  mount(server, contract.killStory, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const recall = await killStory(needs, by, { itemId: params.id, ...body });
    return recall.ok ? accept({ recall: await show(needs, agencyId, recall.value.id, at) }) : recall;
  });

  mount(server, contract.withholdStory, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const recall = await withholdStory(needs, by, { itemId: params.id, ...body });
    return recall.ok ? accept({ recall: await show(needs, agencyId, recall.value.id, at) }) : recall;
  });

  mount(server, contract.releaseStory, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const recall = await releaseStory(needs, by, { itemId: params.id, ...body });
    return recall.ok ? accept({ recall: await show(needs, agencyId, recall.value.id, at) }) : recall;
  });

  mount(server, contract.withdrawOffer, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    const recall = await withdrawOffer(needs, by, { itemId: params.id, ...body });
    return recall.ok ? accept({ recall: await show(needs, agencyId, recall.value.id, at) }) : recall;
  });

  mount(server, contract.offerAgain, async ({ agencyId, session, params, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    return offerAgain(needs, by, params.id);
  });

  mount(server, contract.seeNotice, async ({ agencyId, params, at }) =>
    seeNotice(needs, { agency: await agencyOf(needs.agencies, agencyId), at }, params.id),
  );

  mount(server, contract.applyNotice, async ({ agencyId, session, params, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    return applyNotice(needs, by, params.id);
  });

  mount(server, contract.refuseNotice, async ({ agencyId, session, params, body, at }) => {
    const by = { agency: await agencyOf(needs.agencies, agencyId), personId: session.personId, at };
    return refuseNotice(needs, by, { noticeId: params.id, reason: body.reason });
  });
}

async function show(needs: CorrectionDeskNeeds, agencyId: string, recallId: string, at: Instant) {
  const recalls = await needs.recallReads.recalls(agencyId, at);
  const recall = recalls.find(({ id }) => id === recallId);
  if (!recall) throw new Error(`recall ${recallId} is not among those it was just put to`);
  return recall;
}
