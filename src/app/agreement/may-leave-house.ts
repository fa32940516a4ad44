import { askToMine } from '#domain/agreement/page-requests.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { StoredItem } from '#ports/item-store.ts';
import { permittedAmong, type JudgeStores } from './permitted-among.ts';

/** A story as it now is. */
export type Latest = { readonly item: StoredItem; readonly content: ItemVersion };

/** Whoever has stories read by a service, and when. */
export type Asker = { readonly agency: Agency; readonly at: Instant };

/**
 * The ids of those that may be handed to a service outside of the house: none under an embargo, and of partners' only what `mineData`
 * permits (decision 0043). Asked in the transaction that read the texts, just before they go.
 */
export async function outsideAmong(
  stores: JudgeStores,
  { agency, at }: Asker,
  latest: readonly Latest[],
): Promise<readonly string[]> {
  const open = latest.filter(
    ({ content: { embargoEndAt } }) => embargoEndAt === undefined || embargoEndAt <= at,
  );
  const ids = open.map(({ item }) => item.id);
  return permittedAmong(stores, { agency, at, request: askToMine(agency) }, ids);
}

/** What such a service reads of a story: its headline on one line and what follows, of so many characters at most. */
export function textFor(
  { content: { headline, summary = '', blocks } }: Latest,
  mostCharacters: number,
): string {
  const lines = [headline.replaceAll('\n', ' '), summary, ...blocks.map(({ text }) => text)];
  return lines.join('\n').slice(0, mostCharacters).toWellFormed();
}
