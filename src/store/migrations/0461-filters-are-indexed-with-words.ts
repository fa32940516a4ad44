import { sql, type Kysely } from 'kysely';

/**
 * What a story can be filtered by, and the day of its newest version, stand beside its words and in one index with them: a common word is
 * then looked up in those stories alone that the filters leave, and not in all that hold it. A language is also found by those that it is
 * a kind of, `zh-Hans` by `zh`.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create function story_traits(
        origin text, provider_did text, news_type text, language text, topics text[], updated_at timestamptz)
      returns text[] language sql immutable parallel safe as $$
        select array['origin ' || origin, 'partner ' || provider_did, 'type ' || news_type,
            'day ' || floor(extract(epoch from updated_at) / 86400)::integer]
          || array(select 'language ' || array_to_string(parts[:number], '-')
            from string_to_array(language, '-') as parts, generate_series(1, array_length(parts, 1)) as number)
          || array(select 'topic ' || topic from unnest(topics) as topic) $$`,
    sql`alter table item_search add column traits text[]`,
    sql`drop index item_search_lexemes`,
    sql`update item_search s
      set traits = story_traits(i.origin, i.provider_did, i.news_type, i.language, i.topics, s.updated_at)
      from item i where i.id = s.item_id`,
    sql`alter table item_search alter column traits set not null`,
    sql`create index item_search_lexemes on item_search using gin (lexemes, traits)`,
  ])
    await statement.execute(database);
}
