import { sql, type Kysely } from 'kysely';
import { storyPath } from '#domain/publication/story-path.ts';
import type { PublicationLine, PublicationReads, TranslationLine } from '#ports/reads/publications.ts';
import { toPublicationState } from '../publications.ts';
import type { Database } from '../tables/database.ts';
import { transactWith, type AgencyTransaction } from '../transact.ts';
import { toTranslationState } from '../translations.ts';

const MOST = 200;

/** Lists of our pages and of the translations we work on. */
export function publicationReads(db: Kysely<Database>): PublicationReads {
  const transact = transactWith(db, (transaction) => transaction);
  return {
    publications: (agencyId) => transact(agencyId, (transaction) => readPublications(transaction)),
    publication: (agencyId, id) =>
      transact(agencyId, async (transaction) => (await readPublications(transaction, id))[0]),
    translations: (agencyId) => transact(agencyId, readTranslations),
  };
}

async function readPublications({ trx }: AgencyTransaction, id?: string): Promise<PublicationLine[]> {
  const rows = await trx
    .selectFrom('publication')
    .innerJoin('item', 'item.id', 'publication.item_id')
    .selectAll('publication')
    .select(['item.origin', 'item.provider_did'])
    .select(
      sql<number>`coalesce((select sum(views) from portal.view_count where family = item.id), 0)::bigint`.as(
        'views',
      ),
    )
    .$if(id !== undefined, (query) => query.where('publication.id', '=', id ?? ''))
    .orderBy('publication.updated_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    storyId: row.item_id,
    ...(row.translation_id === null ? {} : { translationId: row.translation_id }),
    headline: row.state === 'withdrawn' ? '' : row.headline,
    language: row.language,
    path: storyPath(
      row.language,
      row.state === 'withheld' || row.state === 'withdrawn' ? '' : row.slug,
      row.number,
    ),
    state: toPublicationState(row.state),
    version: row.version,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    views: row.views,
    partnerOrigin: row.origin === 'partner',
    providerDid: row.provider_did,
  }));
}

async function readTranslations({ trx }: AgencyTransaction): Promise<TranslationLine[]> {
  const rows = await trx
    .selectFrom('translation')
    .innerJoin('item', 'item.id', 'translation.item_id')
    .select(['translation.id', 'item_id', 'translation.language', 'translation.state', 'saved_at'])
    .select('item.headline')
    .select((one) => [
      one
        .selectFrom('translation_block')
        .whereRef('translation_id', '=', 'translation.id')
        .where('state', '=', 'stale')
        .select(one.fn.countAll<number>().as('blocks'))
        .as('stale_blocks'),
      one
        .selectFrom('translation_block')
        .whereRef('translation_id', '=', 'translation.id')
        .where('block_id', '=', 'headline')
        .select('text')
        .as('translated_headline'),
    ])
    .where('translation.state', '!=', 'killed')
    .orderBy(sql`translation.state = 'stale'`, 'desc')
    .orderBy('saved_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    storyId: row.item_id,
    headline: row.translated_headline || row.headline,
    language: row.language,
    state: toTranslationState(row.state),
    staleBlocks: row.stale_blocks ?? 0,
    savedAt: row.saved_at,
  }));
}
