import { sql } from 'kysely';
import { storyPath } from '#domain/publication/story-path.ts';
import type { Story } from '#ports/reads/story.ts';
import type { AgencyTransaction } from '../transact.ts';
import { cardOf, type AgencyCards } from './agency-cards.ts';

type Deeds = Pick<Story, 'take' | 'translations' | 'publications' | 'uses' | 'offeredTo'>;

/** What this agency did with a story, and what partners did with it. */
export async function readDeeds(
  transaction: AgencyTransaction,
  itemId: string,
  cards: AgencyCards,
): Promise<Deeds> {
  return {
    ...(await readTake(transaction, itemId)),
    translations: await readTranslations(transaction, itemId),
    publications: await readPublications(transaction, itemId),
    uses: await readUses(transaction, itemId, cards),
    offeredTo: await readOffers(transaction, itemId, cards),
  };
}

async function readTake({ trx }: AgencyTransaction, itemId: string): Promise<Pick<Deeds, 'take'>> {
  const row = await trx
    .selectFrom('take')
    .leftJoin('person', 'person.id', 'take.person_id')
    .select(['take.id', 'take.taken_at as takenAt', 'person.name as by'])
    .where('item_id', '=', itemId)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return row ? { take: { id: row.id, takenAt: row.takenAt, by: row.by ?? '' } } : {};
}

async function readTranslations({ trx }: AgencyTransaction, itemId: string): Promise<Deeds['translations']> {
  const { rows } = await sql<Deeds['translations'][number]>`
    select t.id, t.language, t.state,
           (select count(*) from translation_block b where b.translation_id = t.id and b.state = 'stale')
             as "staleBlocks"
    from translation t where t.item_id = ${itemId} order by t.language`.execute(trx);
  return rows;
}

async function readPublications({ trx }: AgencyTransaction, itemId: string): Promise<Deeds['publications']> {
  const rows = await trx
    .selectFrom('publication')
    .select(['id', 'language', 'slug', 'number', 'state', 'version', 'published_at as publishedAt'])
    .where('item_id', '=', itemId)
    .orderBy('published_at')
    .execute();
  return rows.map(({ slug, number, ...row }) => ({
    ...row,
    // The slug is made of the headline, which a withdrawn or waiting page does not show.
    path: storyPath(row.language, row.state === 'withheld' || row.state === 'withdrawn' ? '' : slug, number),
  }));
}

async function readUses(
  { trx }: AgencyTransaction,
  itemId: string,
  cards: AgencyCards,
): Promise<Deeds['uses']> {
  const rows = await trx
    .selectFrom('usage_report')
    .select([
      'partner_did',
      'holder_did',
      'url',
      'language',
      'channel',
      'place',
      'version',
      'state',
      'published_at as publishedAt',
      'reported_at as reportedAt',
    ])
    .where('item_id', '=', itemId)
    .orderBy('published_at', 'desc')
    .execute();
  return rows.map(({ partner_did, holder_did, state, url, place, ...row }) => ({
    ...row,
    ...(holder_did === null ? {} : { holder: cardOf(cards, holder_did) }),
    ...(place === null ? {} : { place }),
    ...(url === null ? {} : { url }),
    state: state === 'removed' ? 'removed' : 'live',
    agency: cardOf(cards, partner_did),
  }));
}

async function readOffers(
  { trx }: AgencyTransaction,
  itemId: string,
  cards: AgencyCards,
): Promise<Deeds['offeredTo']> {
  const rows = await trx
    .selectFrom('offer')
    .select(['partner_did', 'version', 'offered_at', 'state', 'taken_at'])
    .where('item_id', '=', itemId)
    .orderBy('offered_at')
    .execute();
  return rows.map(({ partner_did, version, offered_at, state, taken_at }) => ({
    agency: cardOf(cards, partner_did),
    version,
    // An offer that stands and was taken is the partner's copy; a withdrawn or killed one is told as that.
    ...(state === 'offered' && taken_at !== null
      ? { state: 'taken', at: taken_at }
      : { state, at: offered_at }),
  }));
}
