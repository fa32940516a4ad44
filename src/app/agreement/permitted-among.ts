import type { UseRequest } from '#domain/agreement/use-question.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { UseStateStore } from '#ports/use-state-store.ts';
import { gatherUse, judgeUse } from './judge-use.ts';
import { agreementsAt } from './read-records.ts';

export type JudgeStores = { readonly items: ItemReader; readonly useState: UseStateStore };

/** Of some stories, in their order, those of which the agreements permit this now; the facts are read for all at once. */
export async function permittedAmong(
  { items, useState }: JudgeStores,
  { agency, at, request }: { readonly agency: Agency; readonly at: Instant; readonly request: UseRequest },
  ids: readonly string[],
): Promise<readonly string[]> {
  const latest = await items.latestOf(ids);
  const facts = await useState.forMany(latest.map(({ item }) => item));
  const agreements = await agreementsAt(facts, at);
  const permitted: string[] = [];
  for (const { item, content } of latest) {
    const subject = { item, version: content, actor: agency.did, at, agreements };
    const context = await gatherUse(facts, subject);
    if (judgeUse(context, request, at).permitted) permitted.push(item.id);
  }
  return permitted;
}
