import { sql } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { ConfirmedRestrictions, ToldRestrictions } from '#ports/restriction-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { readOverridesOf } from './overrides.ts';
import type { AgencyTransaction } from './transact.ts';

/** The same facts as `one` gives, of some items, each kind read for all of them in one statement; only of these may be asked. */
export async function factsOfMany(
  transaction: AgencyTransaction,
  items: readonly StoredItem[],
  one: UseStateReader,
): Promise<UseStateReader> {
  const ids = items.map(({ id }) => id);
  const offered = await readOffered(transaction, ids);
  const confirmed = await readConfirmed(transaction, ids);
  const told = await readTold(transaction, items);
  const announced = await readAnnounced(transaction, items);
  const counted = await readCounted(transaction, items);
  const overrides = new Map<string, Awaited<ReturnType<typeof readOverridesOf>>>();
  return {
    agreements: once(
      () => one.agreements(),
      () => '',
    ),
    headSeenAt: once(
      (did: string) => one.headSeenAt(did),
      (did) => did,
    ),
    countUses: once(
      (rule: string, from: Instant, lock: boolean) => one.countUses(rule, from, lock),
      (rule, from, lock) => `${rule} ${from} ${String(lock)}`,
    ),
    topicsAbove: once(
      (subjects: Parameters<UseStateReader['topicsAbove']>[0]) => one.topicsAbove(subjects),
      (subjects) => JSON.stringify(subjects),
    ),
    async firstOfferedAt(itemId) {
      return offered.get(itemId);
    },
    async confirmedRestrictions(itemId, text) {
      return confirmed.get(`${itemId} ${text}`);
    },
    async toldRestrictions(name, version) {
      const last = told.get(nameKey(name))?.find(({ fromVersion }) => fromVersion <= version);
      return last && { terms: last.terms, toldAt: last.toldAt };
    },
    async announcedCorrection(name) {
      return announced.get(nameKey(name));
    },
    async wasCounted(rule, name) {
      return counted.has(`${rule} ${nameKey(name)}`);
    },
    async overrides(itemId, at) {
      const known = overrides.get(at) ?? (await readOverridesOf(transaction, ids, at));
      overrides.set(at, known);
      return known.get(itemId) ?? [];
    },
  };
}

function once<A extends readonly unknown[], T>(
  read: (...asked: A) => Promise<T>,
  keyOf: (...asked: A) => string,
): (...asked: A) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...asked) => {
    const key = keyOf(...asked);
    const answer = known.get(key) ?? read(...asked);
    known.set(key, answer);
    return answer;
  };
}

type Name = Pick<StoredItem, 'provider' | 'guid'>;

function nameKey({ provider, guid }: Name): string {
  return `${provider} ${guid}`;
}

function asColumns(items: readonly Name[]) {
  return sql`unnest(${items.map(({ provider }) => provider)}::text[], ${items.map(({ guid }) => guid)}::text[])
    as asked(provider, guid)`;
}

async function readOffered(
  { trx }: AgencyTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  const { rows } = await sql<{ id: string; at: Instant }>`
    select item_id as id, min(offered_at) as at from offer where item_id = any(${[...ids]}::uuid[])
    group by item_id`.execute(trx);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

async function readConfirmed(
  { trx }: AgencyTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ConfirmedRestrictions>> {
  const { rows } = await sql<ConfirmedRestrictions & { readonly id: string }>`
    select distinct on (item_id, text) item_id as id, text, terms, person_id as "personId", at
    from item_restriction where item_id = any(${[...ids]}::uuid[])
    order by item_id, text, number desc`.execute(trx);
  return new Map(rows.map(({ id, ...confirmed }) => [`${id} ${confirmed.text}`, confirmed]));
}

/** The last word first. */
async function readTold(
  { trx }: AgencyTransaction,
  items: readonly Name[],
): Promise<ReadonlyMap<string, readonly (ToldRestrictions & { readonly fromVersion: number })[]>> {
  const { rows } = await sql<Name & ToldRestrictions & { readonly fromVersion: number }>`
    select provider, asked.guid, from_version as "fromVersion", terms, told_at as "toldAt"
    from ${asColumns(items)} join restriction_told r on r.partner_did = provider and r.guid = asked.guid
    order by number desc`.execute(trx);
  return Map.groupBy(rows, nameKey);
}

async function readAnnounced(
  { trx }: AgencyTransaction,
  items: readonly Name[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<Name & { readonly version: number }>`
    select provider, asked.guid, max(version) as version
    from ${asColumns(items)} join notice n on n.partner_did = provider and n.guid = asked.guid
    where kind = 'correction' and state <> 'refused' group by provider, asked.guid`.execute(trx);
  return new Map(rows.map((row) => [nameKey(row), row.version]));
}

async function readCounted({ trx }: AgencyTransaction, items: readonly Name[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<Name & { readonly rule: string }>`
    select rule_uid as rule, provider, asked.guid
    from ${asColumns(items)} join quota_debit q on q.provider_did = provider and q.guid = asked.guid`.execute(
    trx,
  );
  return new Set(rows.map((row) => `${row.rule} ${nameKey(row)}`));
}
