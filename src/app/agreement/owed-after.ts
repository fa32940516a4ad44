import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import { itemFacts } from '#domain/agreement/item-facts.ts';
import { obligationsAfter, type ObligationAfter } from '#domain/agreement/obligations-after.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { TopicReader } from '#ports/topic-store.ts';

type OwedStores = { readonly items: ItemReader; readonly useState: TopicReader };

/** A recall that has come to a holder of an item, in the version that it holds. */
export type RecallCome = {
  readonly event: 'killReceived' | 'correctionReceived';
  readonly holder: string;
  readonly item: StoredItem;
  readonly version: number;
  readonly at: Instant;
};

/**
 * What a recall obliges its holder to, the most urgent first. Judged by the version that is held: the one that recalls may
 * say nothing of topics or kinds, and suspended or ended agreements oblige as long as a copy may stand.
 */
export async function owedAfter(
  { items, useState }: OwedStores,
  agreements: CompiledAgreements,
  { event, holder, item, version, at }: RecallCome,
): Promise<ObligationAfter | undefined> {
  const stored = await items.version(item.id, version);
  if (!stored) return undefined;
  const topicsAbove = await useState.topicsAbove(stored.content.subjects);
  const facts = itemFacts(stored.content, { ...item, status: 'usable', topicsAbove });
  return obligationsAfter(agreements, { event, holder, item: facts, at })[0];
}
