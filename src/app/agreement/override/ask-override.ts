import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { directionsTo } from '#domain/agreement/compile-agreements.ts';
import { judgeAsked, requestsOf, type AskRefusal } from '#domain/agreement/override/judge-override.ts';
import type { OverridableCode, Override, OverriddenUse } from '#domain/agreement/override/override.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { OverrideStore } from '#ports/override-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Ids } from '#ports/world.ts';
import { gatherUse, judgeUse } from '../judge-use.ts';

export type OverrideStores = {
  readonly items: ItemReader;
  readonly useState: UseStateReader;
  readonly overrides: OverrideStore;
  readonly activities: ActivityStore;
};

export type AskOverrideNeeds = { readonly transact: Transact<OverrideStores>; readonly ids: Ids };

export type OverrideActor = { readonly agency: Agency; readonly personId: string; readonly at: Instant };

export type AskOverrideRefusal =
  | AskRefusal
  | { readonly code: 'story-unknown' }
  | { readonly code: 'story-own' };

/** Asks a second person to let a use of a partner's story pass that its agreement denies for a reason the agency has opened. */
export async function askOverride(
  needs: AskOverrideNeeds,
  by: OverrideActor,
  order: {
    readonly itemId: string;
    readonly action: OverriddenUse['action'];
    /** By which it is to reach readers; our own web pages where none is said. */
    readonly channel?: OverriddenUse['channel'];
    readonly language?: string;
    readonly reason: string;
  },
): Promise<Result<Override, AskOverrideRefusal>> {
  const { agency, personId, at } = by;
  return needs.transact(agency.id, async (stores) => {
    const { itemId, reason, channel = 'web', ...what } = order;
    const item = await stores.items.find(itemId);
    if (!item) return refuse({ code: 'story-unknown' });
    if (item.origin === 'own') return refuse({ code: 'story-own' });
    const use = {
      ...what,
      version: item.latestVersion,
      channel,
      territory: agency.territory,
    } as const;
    const judged = await judgeNow(stores, by, item, use);
    if (!judged.ok) return judged;
    const asked = {
      ...use,
      id: needs.ids.uuid(),
      itemId,
      waived: judged.value.waived,
      reason: reason.trim(),
      askedBy: personId,
      askedAt: at,
    };
    await stores.overrides.ask(asked);
    const facts = { override: asked.id, waived: [...asked.waived] };
    await stores.activities.record({ at, personId, what: 'override-asked', subject: itemId, facts });
    return accept(asked);
  });
}

/** What has to be waived for this use, and under which agreements, as things stand in this transaction. */
export async function judgeNow(
  { items, useState, overrides }: Omit<OverrideStores, 'activities'>,
  { agency, at }: OverrideActor,
  item: StoredItem,
  use: OverriddenUse,
): Promise<Result<JudgedNow, AskRefusal | { readonly code: 'story-unknown' }>> {
  const version = await items.version(item.id, item.latestVersion);
  if (!version) return refuse({ code: 'story-unknown' });
  const context = await gatherUse(useState, { item, version: version.content, actor: agency.did, at });
  const decisions = requestsOf(use, agency.did).map((request) => judgeUse(context, request, at));
  const waived = judgeAsked(decisions, await overrides.openCodes());
  if (!waived.ok) return waived;
  const directions = directionsTo(context.agreements, context.item, agency.did);
  return accept({ waived: waived.value, agreements: directions.map(({ inForce }) => inForce.digest) });
}

type JudgedNow = { readonly waived: readonly OverridableCode[]; readonly agreements: readonly Digest[] };
