import type { Decision } from '#domain/agreement/decision.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { decidePage, judgePublication, type PublishRefusal } from '#domain/publication/judge-publication.ts';
import type { Publication } from '#domain/publication/publication.ts';
import { recordDecision } from '#app/agreement/record-decision.ts';
import {
  gatherPublication,
  pictureAsked,
  type GatheredPublication,
  type GatherRefusal,
} from './gather-publication.ts';
import { makePublicPage } from './make-public-page.ts';
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
    const { shown, ...page } = await makePublicPage(stores.publications, needs, {
      agency,
      gathered: gathered.value,
      decision: decided.value,
      note,
      order,
      derivatives,
    });
    await debitQuota(stores, gathered.value, decided.value);
    await recordDecisions(stores, needs, gathered.value, page.pictures.length > 0 ? shown : []);
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

/** The first publication of an item costs one; it counts in this transaction, under the lock that it was judged by (I16). */
async function debitQuota(
  { useState }: PublicationStores,
  { item, question }: GatheredPublication,
  { rule, trace }: Decision,
): Promise<void> {
  const counts = trace.some(({ operand }) => operand === 'countPerPeriod');
  if (counts && rule !== undefined) await useState.debit(rule, item, question.at);
}

async function recordDecisions(
  stores: PublicationStores,
  needs: PublishNeeds,
  gathered: GatheredPublication,
  pictures: readonly string[],
): Promise<void> {
  const { item, question, restricted } = gathered;
  // Those without terms of their own are one question.
  const asked = new Map(
    pictures.map((guid) => [restricted.has(guid) ? guid : '', pictureAsked(gathered, guid)]),
  );
  const pages = [question, ...asked.values()].flatMap(decidePage);
  for (const answered of pages)
    if (answered)
      await recordDecision(stores, needs, {
        itemId: item.id,
        agreements: question.agreements,
        ...answered,
      });
}
