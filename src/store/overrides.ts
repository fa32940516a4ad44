import { sql, type Selectable } from 'kysely';
import { DELIVERY_CHANNELS, type DeliveryChannel } from '#domain/agreement/agreement.ts';
import {
  isOverridable,
  type Override,
  type OverrideAnswer,
  type OverrideFacts,
  type OverriddenUse,
} from '#domain/agreement/override/override.ts';
import type { Instant } from '#kernel/instant.ts';
import type { OverrideStore } from '#ports/override-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Overrides of denials: asked by one person, answered by another, told to the partner. */
export function overrideStore(transaction: AgencyTransaction): OverrideStore {
  return { ...overrideReader(transaction), ...overrideWriter(transaction) };
}

type Reads = 'lock' | 'list' | 'told' | 'openCodes';

function overrideReader(transaction: AgencyTransaction): Pick<OverrideStore, Reads> {
  const { trx } = transaction;
  return {
    async lock(id) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`override ${id}`}, 0))`.execute(trx);
      const [row] = await withAnswers(transaction).where('use_override.id', '=', id).execute();
      return row && toOverride(row);
    },
    async list({ itemId, limit }) {
      const all = withAnswers(transaction).orderBy('use_override.number', 'desc').limit(limit);
      const rows = await (
        itemId === undefined ? all : all.where('use_override.item_id', '=', itemId)
      ).execute();
      return rows.map(toOverride);
    },
    async told({ itemId, limit }) {
      const all = trx.selectFrom('override_told').selectAll().orderBy('number', 'desc').limit(limit);
      const rows = await (itemId === undefined ? all : all.where('item_id', '=', itemId)).execute();
      return rows.map((row) => ({
        ...useOf(row),
        id: row.override_id,
        partnerDid: row.partner_did,
        itemId: row.item_id,
        waived: row.waived,
        reason: row.reason,
        until: row.until,
        toldAt: row.told_at,
      }));
    },
    async openCodes() {
      const row = await trx
        .selectFrom('override_rule')
        .select('codes')
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return (row?.codes ?? []).filter(isOverridable);
    },
  };
}

function overrideWriter({ trx, agencyId: agency_id }: AgencyTransaction): Omit<OverrideStore, Reads> {
  return {
    async ask(asked) {
      const { id, askedBy: asked_by, askedAt: asked_at } = asked;
      await trx
        .insertInto('use_override')
        .values({ ...columnsOf(asked), agency_id, id, asked_by, asked_at })
        .execute();
    },
    async answer(id, { outcome, answeredBy, answeredAt, until }) {
      await trx
        .insertInto('use_override_answer')
        .values({
          agency_id,
          override_id: id,
          outcome,
          answered_by: answeredBy,
          answered_at: answeredAt,
          until: until ?? null,
        })
        .execute();
    },
    async keepTold(told) {
      const { id: override_id, partnerDid: partner_did, toldAt: told_at, until } = told;
      await trx
        .insertInto('override_told')
        .values({ ...columnsOf(told), agency_id, override_id, partner_did, told_at, until })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async setOpenCodes(codes, personId, at) {
      await trx
        .insertInto('override_rule')
        .values({ agency_id, codes: [...codes], person_id: personId, at })
        .execute();
    },
  };
}

/** What decisions may count on now. */
export async function readOverrides(
  transaction: AgencyTransaction,
  itemId: string,
  at: Instant,
): Promise<readonly OverrideFacts[]> {
  return (await readOverridesOf(transaction, [itemId], at)).get(itemId) ?? [];
}

/** The same of several items, by item; one without any is not there. */
export async function readOverridesOf(
  transaction: AgencyTransaction,
  itemIds: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, readonly OverrideFacts[]>> {
  const rows = await withAnswers(transaction)
    .where(sql<boolean>`use_override.item_id = any(${[...itemIds]}::uuid[])`)
    .where('until', '>', at)
    .orderBy('use_override.number')
    .execute();
  const facts = new Map<string, OverrideFacts[]>();
  for (const one of rows.map(toOverride))
    facts.set(one.itemId, [...(facts.get(one.itemId) ?? []), ...toFacts(one)]);
  return facts;
}

function toFacts({
  id,
  answer,
  waived,
  version,
  action,
  channel,
  territory,
  language,
}: Override): readonly OverrideFacts[] {
  if (answer?.until === undefined) return [];
  const asked = { id, version, action, channel, territory, waived, until: answer.until };
  return [{ ...asked, ...(language === undefined ? {} : { language }) }];
}

function withAnswers({ trx }: AgencyTransaction) {
  return trx
    .selectFrom('use_override')
    .leftJoin('use_override_answer', 'use_override_answer.override_id', 'use_override.id')
    .selectAll('use_override')
    .select(['outcome', 'answered_by', 'answered_at', 'until']);
}

type AnswerColumns = {
  [K in 'outcome' | 'answered_by' | 'answered_at' | 'until']:
    | Selectable<Database['use_override_answer']>[K]
    | null;
};

function toOverride(row: Selectable<Database['use_override']> & AnswerColumns): Override {
  const answer = answerIn(row);
  return {
    ...useOf(row),
    id: row.id,
    itemId: row.item_id,
    waived: row.waived.filter(isOverridable),
    reason: row.reason,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    ...(answer ? { answer } : {}),
  };
}

function answerIn({ outcome, answered_by, answered_at, until }: AnswerColumns): OverrideAnswer | undefined {
  if (outcome === null || answered_by === null || answered_at === null) return undefined;
  return {
    outcome: outcome === 'approved' ? 'approved' : 'refused',
    answeredBy: answered_by,
    answeredAt: answered_at,
    ...(until === null ? {} : { until }),
  };
}

type Written = OverriddenUse & {
  readonly itemId: string;
  readonly waived: readonly string[];
  readonly reason: string;
};

function columnsOf({ itemId, version, action, channel, territory, language, waived, reason }: Written) {
  return {
    item_id: itemId,
    version,
    action,
    channel,
    territory,
    language: language ?? null,
    waived: [...waived],
    reason,
  };
}

type UseColumns = {
  readonly version: number;
  readonly action: string;
  readonly channel: string;
  readonly territory: string;
  readonly language: string | null;
};

function useOf({ version, action, channel, territory, language }: UseColumns) {
  return {
    version,
    action: action === 'translate' ? ('translate' as const) : ('publish' as const),
    channel: channelOf(channel),
    territory,
    ...(language === null ? {} : { language }),
  };
}

function channelOf(text: string): DeliveryChannel {
  const channel = DELIVERY_CHANNELS.find((one) => one === text);
  if (!channel) throw new Error(`the store holds an unknown outlet: ${text}`);
  return channel;
}
