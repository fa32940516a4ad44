import { sql, type Selectable } from 'kysely';
import { parseDigest } from '#kernel/digest.ts';
import type { RefusedDocument, SourceStore } from '#ports/source-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

const MOST_REFUSED = 500;
const MOST_KEPT_BYTES = 1_048_576;
const FACTS = [
  'id',
  'source_id',
  'name',
  'received_at',
  'code',
  'at',
  'detail',
  'digest',
  'size_bytes',
  'settled',
  'settled_at',
  'settled_why',
] as const;

type Refused = Pick<SourceStore, 'recordRefused' | 'listRefused' | 'findRefused' | 'settleRefused'>;

/** Documents, and items of them, that were not admitted; each waits until it is admitted after all or discarded. */
export function refusedDocuments(transaction: AgencyTransaction): Refused {
  const { trx } = transaction;
  return {
    recordRefused: (documents, bytes) => record(transaction, documents, bytes),
    async listRefused(sourceId) {
      const rows = await trx
        .selectFrom('refused_document')
        .select(FACTS)
        .where('source_id', '=', sourceId)
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .limit(200)
        .execute();
      return rows.flatMap((row) => toRefused(row) ?? []);
    },
    async findRefused(id) {
      const row = await trx
        .selectFrom('refused_document')
        .select(FACTS)
        .where('id', '=', id)
        .executeTakeFirst();
      const document = row && toRefused(row);
      if (!document) return undefined;
      // Of one document's items only the first row has the bytes.
      const kept = await trx
        .selectFrom('refused_document')
        .select('bytes')
        .where('source_id', '=', document.sourceId)
        .where('digest', '=', document.digest)
        .where('bytes', 'is not', null)
        .executeTakeFirst();
      return { document, ...(kept?.bytes ? { bytes: kept.bytes } : {}) };
    },
    async settleRefused({ sourceId, digest }, { as, at, why, by }) {
      await trx
        .updateTable('refused_document')
        .set({
          settled: as,
          settled_at: at,
          settled_by: by,
          settled_why: why === undefined ? null : storable(why),
          ...(as === 'discarded' ? { bytes: null } : {}),
        })
        .where('source_id', '=', sourceId)
        .where('digest', '=', digest)
        .where('settled', 'is', null)
        .execute();
    },
  };
}

async function record(
  { trx, agencyId }: AgencyTransaction,
  documents: readonly RefusedDocument[],
  bytes: Uint8Array | undefined,
): Promise<void> {
  const [first] = documents;
  if (!first) return;
  await trx
    .insertInto('refused_document')
    .values(
      [...new Map(documents.map((one) => [storable(one.name), one])).values()].map((document, index) => ({
        id: document.id,
        agency_id: agencyId,
        source_id: document.sourceId,
        name: storable(document.name),
        received_at: document.receivedAt,
        code: document.code,
        at: storable(document.at),
        detail: storable(document.detail),
        digest: document.digest,
        bytes: index === 0 && bytes && bytes.length <= MOST_KEPT_BYTES ? Buffer.from(bytes) : null,
        size_bytes: document.sizeBytes,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['agency_id', 'source_id', 'digest', 'name']).doUpdateSet((row) => ({
        code: row.ref('excluded.code'),
        at: row.ref('excluded.at'),
        detail: row.ref('excluded.detail'),
      })),
    )
    .execute();
  // State per feed is bounded (I24).
  await sql`delete from refused_document where source_id = ${first.sourceId} and id in (
    select id from refused_document where source_id = ${first.sourceId}
    order by received_at desc, id desc offset ${MOST_REFUSED})`.execute(trx);
}

/** PostgreSQL's text holds no NUL; names and details may come from hostile documents. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed().slice(0, 1000);
}

function toRefused(
  row: Pick<Selectable<Database['refused_document']>, (typeof FACTS)[number]>,
): RefusedDocument | undefined {
  const digest = parseDigest(row.digest);
  if (!digest) return undefined;
  const { settled: as, settled_at: at, settled_why: why } = row;
  const isKnown = as === 'admitted' || as === 'discarded';
  return {
    id: row.id,
    sourceId: row.source_id,
    name: row.name,
    receivedAt: row.received_at,
    code: row.code,
    at: row.at,
    detail: row.detail,
    digest,
    sizeBytes: row.size_bytes,
    ...(isKnown && at !== null ? { settled: { as, at, ...(why === null ? {} : { why }) } } : {}),
  };
}
