import { sql, type Selectable } from 'kysely';
import {
  FULFILMENT_WORDS,
  type Fulfilment,
  type FulfilmentWord,
} from '#domain/agreement/commitment/fulfilment.ts';
import type { FulfilmentStore } from '#ports/fulfilment-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** What was done towards commitments, with the words said of it. */
export function fulfilmentStore({ trx, agencyId: agency_id }: AgencyTransaction): FulfilmentStore {
  const all = trx.selectFrom('fulfilment').selectAll().orderBy('number');
  const withWords = async (rows: readonly Row[]): Promise<readonly Fulfilment[]> => {
    if (rows.length === 0) return [];
    const words = await trx
      .selectFrom('fulfilment_word')
      .selectAll()
      .where(sql<boolean>`fulfilment_id = any(${rows.map(({ id }) => id)}::uuid[])`)
      .orderBy('number')
      .execute();
    const said = Map.groupBy(words, ({ fulfilment_id }) => fulfilment_id);
    return rows.map((row) => toFulfilment(row, said.get(row.id) ?? []));
  };
  return {
    async list(agreement) {
      return withWords(
        await (agreement === undefined ? all : all.where('agreement', '=', agreement)).execute(),
      );
    },
    async find(id) {
      return (await withWords(await all.where('id', '=', id).execute()))[0];
    },
    async findByName({ recordedBy, name }) {
      const rows = await all.where('recorded_by', '=', recordedBy).where('name', '=', name).execute();
      return (await withWords(rows))[0];
    },
    async record({ recordedBy, doneOn, recordedAt, ...same }, personId) {
      const columns = { recorded_by: recordedBy, done_on: doneOn, recorded_at: recordedAt };
      await trx
        .insertInto('fulfilment')
        .values({ ...same, ...columns, agency_id, person_id: personId ?? null })
        .onConflict((conflict) => conflict.columns(['agency_id', 'recorded_by', 'name']).doNothing())
        .execute();
    },
    async lock(id) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`fulfilment ${id}`}, 0))`.execute(trx);
    },
    async say(id, word, personId) {
      await trx
        .insertInto('fulfilment_word')
        .values({ ...word, agency_id, fulfilment_id: id, person_id: personId ?? null })
        .execute();
    },
  };
}

type Row = Selectable<Database['fulfilment']>;

function toFulfilment(row: Row, words: readonly Selectable<Database['fulfilment_word']>[]): Fulfilment {
  const { id, name, agreement, commitment, counterpart, count, note } = row;
  return {
    id,
    name,
    agreement,
    commitment,
    counterpart,
    count,
    note,
    recordedBy: row.recorded_by,
    doneOn: row.done_on,
    recordedAt: row.recorded_at,
    words: words.map(({ kind, reason, at }) => ({ kind: wordOf(kind), reason, at })),
  };
}

function wordOf(text: string): FulfilmentWord['kind'] {
  const kind = FULFILMENT_WORDS.find((one) => one === text);
  if (!kind) throw new Error(`the store holds an unknown word: ${text}`);
  return kind;
}
