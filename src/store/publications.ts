import { sql, type Selectable } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import type { Publication } from '#domain/publication/publication.ts';
import type { PublicationReader, PublicationStore } from '#ports/publication-store.ts';
import { holdersBehind } from './passed-on-copies.ts';
import type { Database } from './tables/database.ts';
import { keepSketches } from './text-sketches.ts';
import type { AgencyTransaction } from './transact.ts';

/** Publications, every page they ever showed, and the corrections that a newer page answers. */
export function publicationStore(transaction: AgencyTransaction): PublicationStore {
  const { trx, agencyId } = transaction;
  return {
    ...publicationReader(transaction),
    async add(publication) {
      const row = await trx
        .insertInto('publication')
        .values({ ...fromPublication(publication), agency_id: agencyId })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toPublication(row);
    },
    async save(publication) {
      await trx
        .updateTable('publication')
        .set(fromPublication(publication))
        .where('id', '=', publication.id)
        .execute();
    },
    async addRevision({ publication, page, sketch, correctionNote, personId, at }) {
      await trx
        .insertInto('publication_revision')
        .values({
          publication_id: publication.id,
          agency_id: agencyId,
          revision: publication.revision,
          version: publication.version,
          content: JSON.stringify(page),
          correction_note: correctionNote ?? null,
          person_id: personId ?? null,
          published_at: at,
        })
        .execute();
      const { itemId, translationId } = publication;
      if (translationId !== undefined && sketch)
        await keepSketches(transaction, [{ itemId, translationId, sketch }], at);
    },
    applyCorrections: (itemId, at) => applyCorrections(transaction, itemId, at),
  };
}

async function applyCorrections(
  { trx }: AgencyTransaction,
  itemId: string,
  at: Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    update notice set state = 'applied', answered_at = ${at}
    where item_id = ${itemId} and kind = 'correction' and state = 'open'
      and not exists (
        select from publication p
        where p.item_id = ${itemId} and p.version < notice.version and p.state <> 'withdrawn')
      and not exists (
        select from placement c
        where c.item_id = ${itemId} and c.shown_version < notice.version and c.stands = 'published')
      and not exists (${holdersBehind(itemId, sql`notice.version`)})
    returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

function publicationReader({ trx }: AgencyTransaction): PublicationReader {
  const publications = () => trx.selectFrom('publication').selectAll();
  return {
    async find(id) {
      const row = await publications().where('id', '=', id).executeTakeFirst();
      return row && toPublication(row);
    },
    async findFor(itemId, language) {
      const row = await publications()
        .where('item_id', '=', itemId)
        .where('language', '=', language)
        .executeTakeFirst();
      return row && toPublication(row);
    },
    async ofItem(itemId) {
      const rows = await publications().where('item_id', '=', itemId).orderBy('number').execute();
      return rows.map(toPublication);
    },
    async corrections(id) {
      const rows = await trx
        .selectFrom('publication_revision')
        .select(['published_at', 'correction_note'])
        .where('publication_id', '=', id)
        .where('correction_note', 'is not', null)
        .orderBy('revision', 'desc')
        .execute();
      return rows.map((row) => ({ at: row.published_at, note: row.correction_note ?? '' }));
    },
  };
}

/** `number` is the store's own to give, so it is never written. */
function fromPublication(publication: Omit<Publication, 'number'>) {
  return {
    id: publication.id,
    item_id: publication.itemId,
    translation_id: publication.translationId ?? null,
    language: publication.language,
    slug: publication.slug,
    state: publication.state,
    version: publication.version,
    revision: publication.revision,
    headline: publication.headline,
    agreement_digest: publication.agreementDigest ?? null,
    published_at: publication.publishedAt,
    updated_at: publication.updatedAt,
    withdrawn_at: publication.withdrawnAt ?? null,
  };
}

function toPublication(row: Selectable<Database['publication']>): Publication {
  return {
    id: row.id,
    itemId: row.item_id,
    ...(row.translation_id === null ? {} : { translationId: row.translation_id }),
    language: row.language,
    number: row.number,
    slug: row.slug,
    state: toPublicationState(row.state),
    version: row.version,
    revision: row.revision,
    headline: row.headline,
    ...(row.agreement_digest === null ? {} : { agreementDigest: row.agreement_digest }),
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at }),
  };
}

export function toPublicationState(text: string): Publication['state'] {
  if (text === 'live' || text === 'stale' || text === 'withheld' || text === 'withdrawn') return text;
  throw new Error(`the store holds an unknown publication state: ${text}`);
}
