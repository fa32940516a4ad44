import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { isParty, type Agreement, type Did } from '#domain/agreement/agreement.ts';
import { itemFacts } from '#domain/agreement/item-facts.ts';
import type { PastItem } from '#domain/agreement/simulate-agreement.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { TopicsAbove } from '#domain/item/topic-tree.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { statusOf } from './judge-use.ts';

export type PastStores = { readonly items: ItemReader; readonly useState: UseStateReader };

/** A story of the last month, with the facts that rules ask of it. */
export type PastStory = PastItem & { readonly id: string; readonly content: ItemVersion };

const DAYS = 30;

/** Whole days of 24 hours before now. */
export function monthBefore(at: Instant): Instant {
  return plusSeconds(at, -DAYS * 86_400);
}

/**
 * By giver, the stories of the last month, the latest first and at most so many of each: our own, and of the other parties those
 * that came here and may be seen now.
 */
export async function pastStories(
  { items, useState }: PastStores,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  { agreement, limit }: { readonly agreement: Agreement; readonly limit: number },
): Promise<ReadonlyMap<Did, readonly PastStory[]>> {
  const since = monthBefore(at);
  const givers = agreement.parties.map(({ did }) => did).filter((did) => did !== agency.did);
  const read: [Did, readonly Read[]][] = [];
  if (isParty(agreement, agency.did)) read.push([agency.did, await items.ownSince(since, limit)]);
  for (const did of givers) read.push([did, await items.receivedSince(did, { since, at, limit })]);
  const subjects = read.flatMap(([, stories]) => stories).flatMap(({ content }) => content.subjects);
  const topicsAbove = await useState.topicsAbove(subjects);
  return new Map(read.map(([did, stories]) => [did, stories.map((one) => pastStory(one, topicsAbove))]));
}

type Read = { readonly item: StoredItem; readonly content: ItemVersion };

function pastStory({ item, content }: Read, topicsAbove: TopicsAbove): PastStory {
  const standing = {
    topicsAbove,
    status: statusOf(item),
    latestVersion: item.latestVersion,
    latestIsCorrection: item.latestIsCorrection,
  };
  return { facts: itemFacts(content, standing), at: item.arrivedAt, id: item.id, content };
}
