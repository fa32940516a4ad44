import { sql, type Kysely } from 'kysely';
import type { AlikeStoryReads } from '#ports/reads/alike-stories.ts';
import type { Database } from '../tables/database.ts';
import { readAgencyCards } from './agency-cards.ts';
import { searchWithReasons } from './search.ts';
import { readLines } from './story-lines.ts';
import { readInSight, type Visible } from './sight-of.ts';
import { isVisible } from './visible.ts';

/** One thing alone is in many stories. */
const LEAST_SHARED = 2;
/** So much more is looked at as falls to that. */
const SPARE = 4;

/** Stories that may tell of the same event as another. */
export function alikeStoryReads(db: Kysely<Database>, visible: Visible = isVisible): AlikeStoryReads {
  const inSightOf = readInSight(db, visible);
  return {
    list: (agencyId, { storyId, terms, exceptIn, most, at }) =>
      inSightOf(agencyId, at, async (transaction, isSeen) => {
        const conditions = [
          isSeen,
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
