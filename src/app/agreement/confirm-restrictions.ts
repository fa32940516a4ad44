import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  checkRestrictions,
  type IncompleteRestriction,
} from '#domain/agreement/restrictions/check-restrictions.ts';
import { readRestrictions } from '#domain/agreement/restrictions/read-restrictions.ts';
import type { Restriction } from '#domain/agreement/restrictions/restriction.ts';
import { wordsOfRestriction } from '#domain/agreement/restrictions/words-of-restriction.ts';
import { sayRestriction } from '#domain/agreement/say/say-restriction.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AppendStores, AppendTools } from '#app/channel/append-entry.ts';
import type { MemberStore } from '#ports/account-store.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { PlacementStore } from '#ports/destination-store.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { RestrictionStore } from '#ports/restriction-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { tellRestrictions } from './tell-restrictions.ts';

type ShowStores = {
  readonly items: ItemReader;
  readonly useState: Pick<UseStateReader, 'confirmedRestrictions' | 'toldRestrictions'>;
  readonly members: Pick<MemberStore, 'list'>;
};
type ConfirmStores = ShowStores &
  AppendStores & {
    readonly offers: OfferStore;
    readonly restrictions: RestrictionStore;
    readonly activities: ActivityStore;
    readonly placements: Pick<PlacementStore, 'askArchivedAnew'>;
  };

type SaidRestriction = Restriction & { readonly sentence: Trilingual };

/** The words that came with a story, and what they are taken to mean. `unread` is empty once confirmed. */
export type ShownRestrictions = {
  readonly state: 'none' | 'proposed' | 'confirmed';
  readonly text: string;
  readonly terms: readonly SaidRestriction[];
  readonly unread: readonly string[];
  readonly confirmed?: { readonly by: string; readonly at: Instant };
  /** What the provider of a partner's story has confirmed; it stands beside our own reading. */
  readonly told?: { readonly terms: readonly SaidRestriction[]; readonly at: Instant };
};

export type ConfirmNeeds = AppendTools & { readonly transact: Transact<ConfirmStores> };

export type ConfirmRefusal =
  | IncompleteRestriction
  | { readonly code: 'story-unknown' }
  | { readonly code: 'restrictions-changed' };

/** What the newest version of a story asks for, read or confirmed; nothing of one that was killed. Undefined: no such story. */
export async function showRestrictions(
  { transact }: { readonly transact: Transact<ShowStores> },
  agencyId: string,
  itemId: string,
): Promise<ShownRestrictions | undefined> {
  return transact(agencyId, async (stores) => {
    if (!(await stores.items.find(itemId))) return undefined;
    const latest = await latestText(stores, itemId);
    return shown(stores, itemId, latest);
  });
}

/**
 * A person says what the text means, in place of what was read from it; from then on the terms forbid like clauses. The text
 * is the one that the person saw: a new one that came meanwhile is not confirmed by it. Of a story of ours, whoever was
 * offered it is told.
 */
export async function confirmRestrictions(
  needs: ConfirmNeeds,
  by: { readonly agency: Agency; readonly personId: string; readonly at: Instant },
  order: { readonly itemId: string; readonly text: string; readonly terms: readonly Restriction[] },
): Promise<Result<ShownRestrictions, ConfirmRefusal>> {
  const { itemId, text } = order;
  const checked = checkRestrictions(order.terms);
  if (!checked.ok) return checked;
  return needs.transact(by.agency.id, async (stores) => {
    const latest = await latestText(stores, itemId);
    if (!latest) return refuse({ code: 'story-unknown' });
    if (latest.text !== text || text === '') return refuse({ code: 'restrictions-changed' });
    const { personId, at } = by;
    await stores.restrictions.confirm(itemId, latest.item.latestVersion, {
      text,
      terms: checked.value,
      personId,
      at,
    });
    await stores.placements.askArchivedAnew(at, itemId);
    const facts = { terms: checked.value.map(({ code }) => code) };
    await stores.activities.record({ at, personId, what: 'restrictions-confirmed', subject: itemId, facts });
    await tellRestrictions(stores, needs, by, latest);
    return accept(await shown(stores, itemId, latest));
  });
}

type Latest = { readonly item: StoredItem; readonly version: ItemVersion; readonly text: string };

async function latestText({ items }: ShowStores, itemId: string): Promise<Latest | undefined> {
  const item = await items.find(itemId);
  if (!item || item.state === 'killed') return undefined;
  const stored = await items.version(itemId, item.latestVersion);
  return stored && { item, version: stored.content, text: wordsOfRestriction(stored.content) ?? '' };
}

async function shown(
  { useState, members }: ShowStores,
  itemId: string,
  latest: Latest | undefined,
): Promise<ShownRestrictions> {
  const text = latest?.text ?? '';
  const heard =
    latest?.item.origin === 'partner'
      ? await useState.toldRestrictions(latest.item, latest.item.latestVersion)
      : undefined;
  const say = (term: Restriction): SaidRestriction => ({ ...term, sentence: sayRestriction(term) });
  const told =
    heard && heard.terms.length > 0 ? { told: { terms: heard.terms.map(say), at: heard.toldAt } } : {};
  const confirmed = text === '' ? undefined : await useState.confirmedRestrictions(itemId, text);
  if (!confirmed) {
    const { terms, unread } = readRestrictions(text);
    return { state: text === '' ? 'none' : 'proposed', text, terms: terms.map(say), unread, ...told };
  }
  const person = (await members.list()).find(({ id }) => id === confirmed.personId);
  const { at, terms } = confirmed;
  return {
    state: 'confirmed',
    text,
    terms: terms.map(say),
    unread: [],
    confirmed: { by: person?.name ?? '', at },
    ...told,
  };
}
