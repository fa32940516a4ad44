import { sql, type Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import type { SaidKind } from '#domain/chain/story-link.ts';
import type { ChainReads, ChainSaying, ChainStory } from '#ports/reads/chain.ts';
import type { StoryLine } from '#ports/reads/wire.ts';
import type { Database } from '../tables/database.ts';
import type { AgencyTransaction } from '../transact.ts';
import { readAgencyCards } from './agency-cards.ts';
import { readChainOf, readGroups } from './story-groups.ts';
import { readLines } from './story-lines.ts';
import { readInSight, type Visible } from './sight-of.ts';
import { isVisible, type Condition } from './visible.ts';

/** What belongs to a story: the same text by other roads, its translations come home, and what people said tells the same event. */
export function chainReads(db: Kysely<Database>, visible: Visible = isVisible): ChainReads {
  const inSightOf = readInSight(db, visible);
  return {
    read: (agencyId, storyId, at) =>
      inSightOf(agencyId, at, async (transaction, isSeen) => {
        const chain = await readChainOf(transaction, storyId, isSeen);
        if (!chain.has(storyId)) return undefined;
        const sayings = await readSayings(transaction, storyId, isSeen);
        const cards = await readAgencyCards(transaction);
        const ids = [...new Set([...chain.keys(), ...sayings.map(({ other_id }) => other_id)])];
        const lines = new Map(
          (await readLines(transaction, { ids, at, cards })).map((line) => [line.id, line] as const),
        );
        const roads = new Set((await readGroups(transaction, [storyId], isSeen)).get(storyId));
        return {
          stories: [...chain].flatMap(([id, kind]): ChainStory[] => {
            const story = lines.get(id);
            return story && id !== storyId ? [{ story, kind, road: roads.has(id) }] : [];
          }),
          said: sayings.flatMap((row) => saying(row, lines.get(row.other_id))),
        };
      }),
  };
}

type SayingRow = {
  readonly other_id: string;
  readonly kind: SaidKind;
  readonly by: string | null;
  readonly at: Instant;
  readonly ended_by: string | null;
  readonly ended_at: Instant | null;
};

async function readSayings(
  { trx }: AgencyTransaction,
  storyId: string,
  isSeen: Condition,
): Promise<readonly SayingRow[]> {
  const { rows } = await sql<SayingRow>`
    select l.other_id, l.kind, b.name as by, l.linked_at as at, e.name as ended_by, l.ended_at
    from story_link l join item i on i.id = l.other_id join item_search s on s.item_id = i.id
    left join person b on b.id = l.person_id left join person e on e.id = l.ended_by
    where l.item_id = ${storyId}::uuid and l.kind in ('same-event', 'not-same-event') and ${isSeen}
    order by l.linked_at desc, l.other_id limit 100`.execute(trx);
  return rows;
}

function saying(row: SayingRow, story: StoryLine | undefined): ChainSaying[] {
  if (!story) return [];
  const { kind, by, at, ended_at, ended_by } = row;
  return [
    {
      story,
      said: kind,
      by: by ?? '',
      at,
      ...(ended_at === null ? {} : { ended: { by: ended_by ?? '', at: ended_at } }),
    },
  ];
}
