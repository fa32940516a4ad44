import { sql } from 'kysely';
import { SHIPPED_TOPICS } from '#domain/item/media-topics.ts';
import type { WireReads } from '#ports/reads/wire.ts';
import type { AgencyTransaction } from '../transact.ts';
import { readAgencyCards } from './agency-cards.ts';
import { NEWS_TYPES } from './facet-names.ts';
import { readTopicNames } from './topics.ts';

/** What partners, topics and kinds of news are called, for a question that names one. */
export async function readNames(
  transaction: AgencyTransaction,
): Promise<Awaited<ReturnType<WireReads['names']>>> {
  const { trx } = transaction;
  const cards = await readAgencyCards(transaction);
  const { rows } = await sql<{ code: string }>`select code from media_topic`.execute(trx);
  const codes = [...rows, ...SHIPPED_TOPICS].map(({ code }) => code);
  const topics = await readTopicNames(trx, codes);
  return {
    partner: [...cards.values()].map(({ did, name }) => ({ value: did, name })),
    topic: [...topics].map(([value, { name }]) => ({ value, name })),
    newsType: Object.entries(NEWS_TYPES).map(([value, name]) => ({ value, name })),
  };
}
