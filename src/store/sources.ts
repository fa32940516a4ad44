import { sql, type Selectable } from 'kysely';
import { plusSeconds } from '#kernel/instant.ts';
import { isJsonObject } from '#kernel/json.ts';
import { SOURCE_KINDS, type Source, type SourceStore } from '#ports/source-store.ts';
import { pushedMedia } from './pushed-media.ts';
import { refusedDocuments } from './refused-documents.ts';
import { toArrivals, toCursor, toOutcome, toSettings } from './source-json.ts';
import type { Database } from './tables/database.ts';
import { takenFiles } from './taken-files.ts';
import type { AgencyTransaction } from './transact.ts';

const ANSWERS_KEPT_SECONDS = 30 * 86_400;
const RUNS_KEPT = 20;
/** Twenty gaps between them. */
const ARRIVALS_KEPT = 21;

export function sourceStore(transaction: AgencyTransaction): SourceStore {
  const { trx, agencyId } = transaction;
  return {
    ...refusedDocuments(transaction),
    ...pushAnswers(transaction),
    ...pushedMedia(transaction),
    ...takenFiles(transaction),
    ...sourceRuns(transaction),
    async list() {
      const rows = await trx.selectFrom('source').selectAll().orderBy('name').orderBy('id').execute();
      return rows.map(toSource);
    },
    async find(id) {
      const row = await trx.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toSource(row);
    },
    async add(source) {
      await trx
        .insertInto('source')
        .values({
          id: source.id,
          agency_id: agencyId,
          kind: source.kind,
          place: source.place,
          ...changeable(source),
        })
        .execute();
    },
    async change(source) {
      await trx.updateTable('source').set(changeable(source)).where('id', '=', source.id).execute();
    },
  };
}

function changeable(source: Source) {
  return {
    name: source.name,
    language: source.language ?? null,
    settings: JSON.stringify(source.settings),
    sealed_headers: source.sealedHeaders ?? null,
    sealed_secret: source.sealedSecret ?? null,
    state: source.state,
    stopped_at: source.stoppedAt ?? null,
    cursor: JSON.stringify(source.cursor),
  };
}

function sourceRuns({ trx, agencyId }: AgencyTransaction): Pick<SourceStore, 'recordRun' | 'listRuns'> {
  return {
    async recordRun(id, { at, outcome, cursor, isStopped = false }) {
      const written = JSON.stringify(outcome);
      // The oldest arrival goes when there are enough.
      const arrived = sql<string>`case when jsonb_array_length(arrivals) < ${ARRIVALS_KEPT} then arrivals else arrivals - 0 end || jsonb_build_array(${at}::text)`;
      await trx
        .updateTable('source')
        .set({
          last_run_at: at,
          last_outcome: written,
          ...(cursor ? { cursor: JSON.stringify(cursor) } : {}),
          ...(isStopped ? { state: 'paused', stopped_at: at } : {}),
          ...(outcome.items > 0 ? { arrivals: arrived } : {}),
        })
        .where('id', '=', id)
        .execute();
      await trx
        .insertInto('source_run')
        .values({ agency_id: agencyId, source_id: id, at, outcome: written })
        .execute();
      await sql`delete from source_run where source_id = ${id} and number in (
        select number from source_run where source_id = ${id} order by number desc offset ${RUNS_KEPT})`.execute(
        trx,
      );
    },
    async listRuns(id) {
      const rows = await trx
        .selectFrom('source_run')
        .select(['at', 'outcome'])
        .where('source_id', '=', id)
        .orderBy('number', 'desc')
        .limit(RUNS_KEPT)
        .execute();
      return rows.flatMap(({ at, outcome: json }) => {
        const outcome = toOutcome(json);
        return outcome ? [{ at, outcome }] : [];
      });
    },
  };
}

function pushAnswers({ trx, agencyId }: AgencyTransaction): Pick<SourceStore, 'findAnswer' | 'recordAnswer'> {
  return {
    async findAnswer(sourceId, pushId) {
      // Two pushes of one name wait for each other, so that both get one answer (I2).
      await sql`select pg_advisory_xact_lock(hashtextextended(${`push ${sourceId} ${pushId}`}, 0))`.execute(
        trx,
      );
      const row = await trx
        .selectFrom('push_answer')
        .select(['body_digest', 'answer'])
        .where('source_id', '=', sourceId)
        .where('push_id', '=', pushId)
        .executeTakeFirst();
      const { status, body } = isJsonObject(row?.answer) ? row.answer : {};
      if (!row || typeof status !== 'number' || typeof body !== 'string') return undefined;
      return { bodyDigest: row.body_digest, status, body };
    },
    async recordAnswer(sourceId, pushId, { bodyDigest, status, body }, at) {
      await trx
        .insertInto('push_answer')
        .values({
          agency_id: agencyId,
          source_id: sourceId,
          push_id: pushId,
          body_digest: bodyDigest,
          answer: JSON.stringify({ status, body }),
          answered_at: at,
        })
        .execute();
      await trx
        .deleteFrom('push_answer')
        .where('source_id', '=', sourceId)
        .where('answered_at', '<', plusSeconds(at, -ANSWERS_KEPT_SECONDS))
        .execute();
    },
  };
}

function toSource(row: Selectable<Database['source']>): Source {
  const outcome = toOutcome(row.last_outcome);
  return {
    id: row.id,
    name: row.name,
    kind: SOURCE_KINDS.find((kind) => kind === row.kind) ?? 'folder',
    place: row.place,
    settings: toSettings(row.settings),
    state: row.state === 'paused' ? 'paused' : 'active',
    cursor: toCursor(row.cursor),
    arrivals: toArrivals(row.arrivals),
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.stopped_at === null ? {} : { stoppedAt: row.stopped_at }),
    ...(row.sealed_secret === null ? {} : { sealedSecret: row.sealed_secret }),
    ...(row.sealed_headers === null ? {} : { sealedHeaders: row.sealed_headers }),
    ...(row.last_run_at === null ? {} : { lastRunAt: row.last_run_at }),
    ...(outcome ? { lastOutcome: outcome } : {}),
  };
}
