import { sql, type Kysely } from 'kysely';
import type { AlikeStoryReads } from '#ports/reads/alike-stories.ts';
import type { Database } from '../tables/database.ts';
import { transactWith } from '../transact.ts';
import { readAgencyCards } from './agency-cards.ts';
import { searchWithReasons } from './search.ts';
import { readLines } from './story-lines.ts';
import { sightOf } from './sight-of.ts';

/** One thing alone is in many stories. */
const LEAST_SHARED = 2;
/** So much more is looked at as falls to that. */
const SPARE = 4;

/** Stories that may tell of the same event as another. */
export function alikeStoryReads(db: Kysely<Database>): AlikeStoryReads {
  const transact = transactWith(db, (transaction) => transaction);
  return {
    list: (agencyId, { storyId, terms, exceptIn, most, at }) =>
      transact(agencyId, async (transaction) => {
        const conditions = [
          await sightOf(transaction, at),
          sql<boolean>`i.id <> ${storyId}::uuid and i.state <> 'killed'`,
          // What stands in its chain, or was said not to, is not asked again.
          sql<boolean>`not exists (select 1 from story_link l
            where l.item_id = ${storyId}::uuid and l.other_id = i.id and l.ended_at is null)`,
          sql<boolean>`split_part(lower(i.language), '-', 1) <> ${exceptIn}`,
        ];
        const found = await searchWithReasons(transaction, terms, { conditions, most: most * SPARE });
        const alike = found.filter(({ shared }) => shared.length >= LEAST_SHARED).slice(0, most);
        const cards = await readAgencyCards(transaction);
        const lines = await readLines(transaction, { ids: alike.map(({ id }) => id), at, cards });
        return alike.flatMap(({ id, shared }) => {
          const story = lines.find((line) => line.id === id);
          return story ? [{ story, shared }] : [];
        });
      }),
  };
}
