import { sql, type RawBuilder } from 'kysely';
import { OPEN_REACH } from '#domain/correction/overdue.ts';
import type { CopyAnswer, PassedOnCopies } from '#ports/recall-store.ts';
import { toReachState } from './receipt-changes.ts';
import type { AgencyTransaction } from './transact.ts';

const OPEN = sql`h.state = any(${[...OPEN_REACH]}::text[])`;

/** Third parties who have given no last word on a kill or a stop of a story that we passed on. */
function holdersStopped(itemId: string): RawBuilder<unknown> {
  return sql`select o.partner_did from offer o
    where o.item_id = ${itemId} and o.state in ('killed', 'withheld') and not exists (
      select from recall r join recall_reach h on h.recall_id = r.id and h.partner_did = o.partner_did
      where r.item_id = ${itemId} and not ${OPEN}
        and r.kind = case o.state when 'killed' then 'kill' else 'withhold' end
        and r.issued_at = (select max(n.issued_at) from recall n where n.item_id = ${itemId} and n.kind = r.kind))`;
}

export function isStopOpen(itemId: string): RawBuilder<boolean> {
  return sql<boolean>`exists (${holdersStopped(itemId)})`;
}

/** Those who hold a version before this one and were not told that it was wrong, or have not answered. */
export function holdersBehind(itemId: string, version: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select o.partner_did from offer o
    where o.item_id = ${itemId} and o.state <> 'killed' and (
      o.version < ${version} and not exists (
        select from recall r join recall_reach h on h.recall_id = r.id and h.partner_did = o.partner_did
        where r.item_id = ${itemId} and r.kind = 'correction' and r.version >= ${version})
      or exists (
        select from recall r join recall_reach h on h.recall_id = r.id and h.partner_did = o.partner_did
        where r.item_id = ${itemId} and r.kind = 'correction' and ${OPEN}))`;
}

export function passedOnCopies({ trx }: AgencyTransaction): PassedOnCopies {
  const count = async (holders: RawBuilder<unknown>): Promise<number> => {
    const { rows } = await sql`${holders}`.execute(trx);
    return rows.length;
  };
  return {
    countStopped: (itemId) => count(holdersStopped(itemId)),
    countBehind: (itemId, version) => count(holdersBehind(itemId, sql`${version}::integer`)),
    async answers(itemId, kind) {
      const rows = await trx
        .selectFrom('recall')
        .innerJoin('recall_reach as reach', 'reach.recall_id', 'recall.id')
        .select(['reach.partner_did', 'reach.state', 'reach.applied_at', 'reach.refusal_reason'])
        .select(
          sql<string[]>`array(select copy.url from recall_copy copy
            where copy.recall_id = reach.recall_id and copy.partner_did = reach.partner_did order by copy.url)`.as(
            'urls',
          ),
        )
        .distinctOn('reach.partner_did')
        .where('recall.item_id', '=', itemId)
        .where('recall.kind', '=', kind)
        .orderBy('reach.partner_did')
        .orderBy('recall.issued_at', 'desc')
        .execute();
      return rows.map((row): CopyAnswer => ({
        partnerDid: row.partner_did,
        state: toReachState(row.state),
        ...(row.applied_at === null ? {} : { answeredAt: row.applied_at }),
        ...(row.refusal_reason === null ? {} : { refusalReason: row.refusal_reason }),
        urls: row.urls,
      }));
    },
  };
}
