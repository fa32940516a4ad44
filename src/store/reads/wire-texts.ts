import { sql } from 'kysely';
import type { ItemVersion } from '#domain/item/item.ts';
import type { StoryText } from '#ports/reads/wire.ts';
import type { AgencyTransaction } from '../transact.ts';
import { canBeRead, type Condition } from './visible.ts';

type Row = Pick<ItemVersion, 'byline' | 'dateline' | 'summary' | 'places'> & {
  readonly id: string;
  readonly language: string;
  readonly headline: string;
  readonly canBeRead: boolean;
  readonly texts: readonly string[] | null;
};

/** The words of stories that may be seen; of one that may not be read, those on its line. */
export async function readTexts(
  transaction: AgencyTransaction,
  { ids, isSeen }: { readonly ids: readonly string[]; readonly isSeen: Condition },
): Promise<StoryText[]> {
  const { rows } = await sql<Row>`
    select i.id, i.language, i.headline, i.summary, ${canBeRead} as "canBeRead",
      v.content->>'byline' as byline, v.content->>'dateline' as dateline, v.content->'places' as places,
      (select array_agg(block->>'text' order by place)
       from jsonb_array_elements(v.content->'blocks') with ordinality as b(block, place)) as texts
    from item i join item_search s on s.item_id = i.id
    join item_version v on v.item_id = i.id and v.version = i.latest_version
    where i.id = any(${[...ids]}::uuid[]) and i.state <> 'killed' and ${isSeen}`.execute(transaction.trx);
  return rows.map((row) => ({
    id: row.id,
    language: row.language,
    headline: row.headline,
    byline: row.canBeRead ? (row.byline ?? '') : '',
    places: row.canBeRead ? [row.dateline ?? '', ...row.places] : [],
    texts: row.canBeRead ? [row.summary ?? '', ...(row.texts ?? [])] : [],
  }));
}
