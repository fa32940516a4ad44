import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { parseDigest } from '#kernel/digest.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import { askToPublish, askToPublishAny, askToTranslateAny } from '#domain/agreement/page-requests.ts';
import type { UseQuestion, UseRequest } from '#domain/agreement/use-question.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { gatherUse, judgeUse, type UseContext } from '#app/agreement/judge-use.ts';
import { recordDecision } from '#app/agreement/record-decision.ts';
import { refusalOf, type UseRefusal } from '#app/agreement/refusal-of.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { ItemStore, StoredItem } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Take, TakeStore } from '#ports/take-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Hash, Ids } from '#ports/world.ts';

type TakeStores = {
  readonly items: ItemStore;
  readonly takes: TakeStore;
  readonly useState: UseStateReader;
  readonly decisions: DecisionStore;
  readonly outbox: OutboxStore;
  readonly activities: ActivityStore;
};

export type TakeNeeds = { readonly transact: Transact<TakeStores>; readonly ids: Ids; readonly hash: Hash };

export type TakeRefusal =
  | { readonly code: 'story-unknown' }
  | { readonly code: 'story-own' }
  | { readonly code: 'story-off-offer' }
  | UseRefusal;

/** How long a take can be undone before the partner is told of it. */
export const UNDO_SECONDS = 10;

export function undoUntil(take: Take): Instant {
  return plusSeconds(take.takenAt, UNDO_SECONDS);
}

/**
 * Puts a partner's story on our desk when the agreement lets us use it in some way now. Taking again gives the take that
 * stands (I2). Its pictures are fetched; the partner is told once the moment for undoing has passed.
 */
export async function takeItem(
  needs: TakeNeeds,
  by: { readonly agency: Agency; readonly personId?: string; readonly at: Instant },
  order: { readonly itemId: string; readonly use: Take['use'] },
): Promise<Result<Take, TakeRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const seen = await stores.items.find(order.itemId);
    // Two people at one key, or a kill at the same moment: one of them comes first.
    const [known] = seen ? await stores.items.lock([{ ...seen, version: seen.latestVersion }]) : [];
    if (!known?.item || !known.latest) return refuse({ code: 'story-unknown' });
    const { item, latest } = known;
    if (item.origin === 'own') return refuse({ code: 'story-own' });
    const standing = await stores.takes.ofItem(item.id);
    if (standing) return accept(standing);
    if (await stores.items.isOffOffer(item)) return refuse({ code: 'story-off-offer' });
    const subject = { item, version: latest, actor: by.agency.did, at: by.at };
    const context = await gatherUse(stores.useState, subject);
    const answered = answerTake(context, by.agency, by.at);
    const { decision } = answered;
    if (!decision.permitted) return refuse(refusalOf(decision));
    await recordDecision(stores, needs, { itemId: item.id, agreements: context.agreements, ...answered });
    const take = newTake(needs.ids, by, { item, use: order.use, decision });
    await record(stores, by.at, take);
    return accept(take);
  });
}

/**
 * A story may be taken when it may be published by us, by whichever delivery channel, or translated into one of our languages or one
 * that an override names. Where nothing is permitted the answer is that for our own web pages.
 */
export function judgeTake(context: UseContext, agency: Agency, at: Instant): Decision {
  return answerTake(context, agency, at).decision;
}

/** What was asked, and the answer. */
export type Answered = { readonly question: UseQuestion; readonly decision: Decision };

/** The same with the question, for the file. */
export function answerTake(context: UseContext, agency: Agency, at: Instant): Answered {
  for (const request of [...askToPublishAny(agency), ...askToTranslateAny(agency, context.state)]) {
    const answered = answerRequest(context, at, request);
    if (answered.decision.permitted) return answered;
  }
  return answerRequest(context, at, askToPublish(agency));
}

/** One request with its answer. */
export function answerRequest(context: UseContext, at: Instant, request: UseRequest): Answered {
  const { item, state } = context;
  return { question: { request, item, state, at }, decision: judgeUse(context, request, at) };
}

function newTake(
  ids: Ids,
  by: { readonly personId?: string; readonly at: Instant },
  what: { readonly item: StoredItem; readonly use: Take['use']; readonly decision: Decision },
): Take {
  const agreementDigest = parseDigest(what.decision.agreement?.digest ?? '');
  if (!agreementDigest) throw new Error(`a permit for a partner's item names no agreement: ${what.item.id}`);
  return {
    id: ids.uuid(),
    itemId: what.item.id,
    version: what.item.latestVersion,
    use: what.use,
    agreementDigest,
    takenAt: by.at,
    ...(by.personId === undefined ? {} : { personId: by.personId }),
  };
}

async function record(stores: TakeStores, at: Instant, take: Take): Promise<void> {
  await stores.takes.add(take);
  await stores.outbox.put({ topic: 'fetch-pictures', payload: { itemId: take.itemId } }, at);
  await stores.outbox.put({ topic: 'taken', payload: { takeId: take.id } }, at, undoUntil(take));
  const person = take.personId === undefined ? {} : { personId: take.personId };
  await stores.activities.record({ at, ...person, what: 'item-taken', subject: take.itemId });
}
