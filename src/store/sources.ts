import { sql, type Selectable } from 'kysely';
import { parseDigest } from '#kernel/digest.ts';
import { parseInstant, plusSeconds } from '#kernel/instant.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import type { Source, SourceCursor, SourceOutcome, SourceStore } from '#ports/source-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

const MOST_REFUSED = 500;
const MOST_KEPT_BYTES = 1_048_576;
const ANSWERS_KEPT_SECONDS = 30 * 86_400;

export function sourceStore(transaction: AgencyTransaction): SourceStore {
  const { trx, agencyId } = transaction;
  return {
    ...refusedDocuments(transaction),
    ...pushAnswers(transaction),
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
          name: source.name,
          kind: source.kind,
          place: source.place,
          language: source.language ?? null,
          state: source.state,
          sealed_secret: source.sealedSecret ?? null,
        })
        .execute();
    },
    async setState(id, state) {
      await trx.updateTable('source').set({ state }).where('id', '=', id).execute();
    },
    async recordRun(id, { at, outcome, cursor }) {
      await trx
        .updateTable('source')
        .set({
          last_run_at: at,
          last_outcome: JSON.stringify(outcome),
          ...(cursor ? { cursor: JSON.stringify(cursor) } : {}),
        })
        .where('id', '=', id)
        .execute();
    },
  };
}

type Refused = Pick<SourceStore, 'recordRefused' | 'listRefused'>;

function refusedDocuments({ trx, agencyId }: AgencyTransaction): Refused {
  return {
    async recordRefused(documents, bytes) {
      const [first] = documents;
      if (!first) return;
      await trx
        .insertInto('refused_document')
        .values(
          documents.map((document, index) => ({
            id: document.id,
            agency_id: agencyId,
            source_id: document.sourceId,
            name: storable(document.name),
            received_at: document.receivedAt,
            code: document.code,
            at: storable(document.at),
            detail: storable(document.detail),
            digest: document.digest,
            bytes: index === 0 && bytes.length <= MOST_KEPT_BYTES ? Buffer.from(bytes) : null,
            size_bytes: document.sizeBytes,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      // State per feed is bounded (I24).
      await sql`delete from refused_document where source_id = ${first.sourceId} and id in (
        select id from refused_document where source_id = ${first.sourceId}
        order by received_at desc, id desc offset ${MOST_REFUSED})`.execute(trx);
    },
    async listRefused(sourceId) {
      const rows = await trx
        .selectFrom('refused_document')
        .select(['id', 'name', 'received_at', 'code', 'at', 'detail', 'digest', 'size_bytes'])
        .where('source_id', '=', sourceId)
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .limit(200)
        .execute();
      return rows.flatMap(({ received_at, size_bytes, digest: text, ...row }) => {
        const digest = parseDigest(text);
        return digest ? [{ ...row, sourceId, digest, receivedAt: received_at, sizeBytes: size_bytes }] : [];
      });
    },
  };
}

/** PostgreSQL's text holds no NUL; names and details may come from hostile documents. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed().slice(0, 1000);
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
    kind: row.kind === 'feed' || row.kind === 'push' ? row.kind : 'folder',
    place: row.place,
    state: row.state === 'paused' ? 'paused' : 'active',
    cursor: toCursor(row.cursor),
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.sealed_secret === null ? {} : { sealedSecret: row.sealed_secret }),
    ...(row.last_run_at === null ? {} : { lastRunAt: row.last_run_at }),
    ...(outcome ? { lastOutcome: outcome } : {}),
  };
}

function toOutcome(json: Json): SourceOutcome | undefined {
  if (!isJsonObject(json)) return undefined;
  const { ok, items, refused, detail } = json;
  return {
    ok: ok === true,
    items: typeof items === 'number' ? items : 0,
    refused: typeof refused === 'number' ? refused : 0,
    detail: typeof detail === 'string' ? detail : '',
  };
}

function toCursor(json: Json): SourceCursor {
  if (!isJsonObject(json)) return {};
  const { etag, lastModified, body, failures, nextAt } = json;
  const next = typeof nextAt === 'string' ? parseInstant(nextAt) : undefined;
  return {
    ...(typeof etag === 'string' ? { etag } : {}),
    ...(typeof lastModified === 'string' ? { lastModified } : {}),
    ...(typeof body === 'string' ? { body } : {}),
    ...(typeof failures === 'number' ? { failures } : {}),
    ...(next ? { nextAt: next } : {}),
  };
}
