import { sql } from 'kysely';
import { plusSeconds } from '#kernel/instant.ts';
import type { MachineTextStore } from '#ports/machine-text-store.ts';
import { holdLiving } from './hold-living.ts';
import type { AgencyTransaction } from './transact.ts';

/** Older ones are not translated, and those of older stories are let go. */
const MOST_KEPT = 5000;
const REFUSED_SECONDS = 86_400;

export function machineTextStore(transaction: AgencyTransaction): MachineTextStore {
  const { trx, agencyId } = transaction;
  return {
    async missing({ language, engine }, at, limit) {
      const { rows } = await sql<{ id: string }>`
        select i.id from (
          select id, language, latest_version, updated_at from item
          where state = 'usable' order by updated_at desc, id desc limit ${MOST_KEPT}) as i
        left join machine_text m on m.item_id = i.id and m.language = ${language} and m.engine = ${engine}
          and m.version = i.latest_version
          and (m.lexemes is not null or m.asked_at > ${plusSeconds(at, -REFUSED_SECONDS)})
        where m.item_id is null and split_part(i.language, '-', 1) <> split_part(${language}, '-', 1)
        order by i.updated_at desc, i.id desc limit ${limit}`.execute(trx);
      return rows.map(({ id }) => id);
    },
    async keep({ itemId, language, version, engine, lexemes }, at) {
      if (!(await holdLiving(transaction, itemId))) return;
      await sql`
        insert into machine_text (item_id, language, agency_id, version, engine, lexemes, asked_at)
        values (${itemId}::uuid, ${language}, ${agencyId}::uuid, ${version}, ${engine},
          ${lexemes ?? null}::text::tsvector, ${at}::timestamptz)
        on conflict (item_id, language) do update set version = excluded.version, engine = excluded.engine,
          lexemes = excluded.lexemes, asked_at = excluded.asked_at`.execute(trx);
    },
    async dropOld() {
      await sql`delete from machine_text where item_id not in (
        select id from item where state = 'usable' order by updated_at desc, id desc limit ${MOST_KEPT})`.execute(
        trx,
      );
    },
  };
}
