import { accept, refuse, type Result } from '#kernel/result.ts';
import { judgePublication, type PublishRefusal } from '#domain/publication/judge-publication.ts';
import type { Publication } from '#domain/publication/publication.ts';
import { decisionInputs } from './decision-inputs.ts';
import { gatherPublication, type GatheredPublication, type GatherRefusal } from './gather-publication.ts';
import { makePublicPage, type PageMaking } from './make-public-page.ts';
import type { PageOrder, PublicationStores, PublishNeeds } from './publish-needs.ts';
import { recordPage } from './record-page.ts';
import { renderPictures } from './render-pictures.ts';

export type PublishOrder = PageOrder & { readonly correctionNote?: string };

export type PublishStoryRefusal =
  | PublishRefusal
  | GatherRefusal
  | { readonly code: 'correction-note-missing' };

/**
 * Publishes a story, or one translation of it, to our own portal; again, it updates the page at the same address. The
 * decision, the debit, the page, the jobs to report it and to answer corrections are one transaction.
 */
export async function publishStory(
  needs: PublishNeeds,
  order: PublishOrder,
): Promise<Result<Publication, PublishStoryRefusal>> {
  const agency = await needs.agencies.find(order.agencyId);
  if (!agency) throw new Error('a session names an agency that is not of this node');
  const derivatives = await renderPictures(needs, order);
  return needs.transact(order.agencyId, async (stores) => {
    const gathered = await gatherPublication(stores, agency, order, 'lock');
    if (!gathered.ok) return gathered;
    const decided = judgePublication(gathered.value.question);
    if (!decided.ok) return decided;
    const note = order.correctionNote?.trim() ?? '';
    if (note === '' && (await hidesCorrection(stores, gathered.value)))
      return refuse({ code: 'correction-note-missing' });
    const page = await makePublicPage(stores.publications, needs, {
      agency,
      gathered: gathered.value,
      decision: decided.value,
      note,
      order,
      derivatives,
    });
    await recordDecision(stores, needs, { agency, gathered: gathered.value, decision: decided.value, order });
    return accept(await recordPage(stores, { ...page, agency, order, note, item: gathered.value.item }));
  });
}

/** Readers saw an older version that was wrong: they have to be told. */
async function hidesCorrection(
  { items }: PublicationStores,
  { item, published }: GatheredPublication,
): Promise<boolean> {
  return published !== undefined && (await items.isCorrected(item.id, published.version));
}

async function recordDecision(
  { useState }: PublicationStores,
  needs: PublishNeeds,
  made: Pick<PageMaking, 'agency' | 'gathered' | 'decision' | 'order'>,
): Promise<void> {
  const { gathered, decision, order } = made;
  const { item, question } = gathered;
  const quota = decision.trace.some(({ operand }) => operand === 'countPerPeriod');
  if (quota && decision.rule !== undefined) await useState.debit(decision.rule, item, order.at);
  const inputs = new TextEncoder().encode(decisionInputs(question));
  await useState.recordDecision({
    id: needs.ids.uuid(),
    at: order.at,
    actorDid: made.agency.did,
    action: 'publish',
    itemId: item.id,
    version: gathered.version.content.version,
    permitted: true,
    ...(decision.agreement ? { agreementDigest: decision.agreement.digest } : {}),
    inputsDigest: needs.hash.sha256(inputs),
    decision,
  });
}
