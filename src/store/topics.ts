import { sql } from 'kysely';
import {
  codesWithAbove,
  topicsToLookUp,
  SHIPPED_ABOVE,
  type TopicLinks,
  type TopicsAbove,
} from '#domain/item/topic-tree.ts';
import type { Subject } from '#domain/item/item.ts';
import type { ReleasedTopic, WordsByLanguage } from '#domain/item/topic-release.ts';
import type { Instant } from '#kernel/instant.ts';
import type { TopicStore } from '#ports/topic-store.ts';
import type { AgencyTransaction } from './transact.ts';

/** One for the node: who sorts items holds it together with others, who imports a release alone. */
const VOCABULARY_LOCK = 263_001;

/**
 * What the vocabulary of the node knows of the topics of these subjects. An import waits until the transaction ends, so
 * that no item is sorted by a release that is not the last any more.
 */
export async function topicsForSorting(
  transaction: AgencyTransaction,
  subjects: readonly Subject[],
): Promise<TopicsAbove> {
  const { trx } = transaction;
  if (topicsToLookUp(subjects).length === 0) return SHIPPED_ABOVE;
  // A statement of its own: what a statement reads, it reads as of its beginning.
  await sql`select pg_advisory_xact_lock_shared(${VOCABULARY_LOCK})`.execute(trx);
  return readTopicsAbove(transaction, subjects);
}

/** The same for a decision, which looks at what is known now. */
export async function readTopicsAbove(
  { trx }: AgencyTransaction,
  subjects: readonly Subject[],
): Promise<TopicsAbove> {
  const codes = topicsToLookUp(subjects);
  if (codes.length === 0) return SHIPPED_ABOVE;
  const { rows } = await sql<{ released_at: Instant | null; code: string | null; above: string[] | null }>`
    select r.released_at, t.code, t.above from (select (${LAST_RELEASE}) as released_at) as r
    left join media_topic t on t.code = any(${[...codes]}::text[])`.execute(trx);
  const released = rows[0]?.released_at ?? undefined;
  if (released === undefined) return SHIPPED_ABOVE;
  const known = {
    release: released.slice(0, 10),
    above: new Map(rows.flatMap(({ code, above }) => (code === null ? [] : [[code, above ?? []] as const]))),
  };
  const retired = await retiredFor(trx, codesWithAbove(subjects, known));
  return retired.length === 0 ? known : { ...known, retired };
}

/** The one that was taken in last: a forced older one takes the place of a newer. */
export const LAST_RELEASE = sql<Instant | null>`
  select released_at from topic_release order by imported_at desc, released_at desc limit 1`;

/** Those that one of these topics took the place of, and those before them. */
async function retiredFor(
  trx: AgencyTransaction['trx'],
  codes: readonly string[],
): Promise<readonly TopicLinks[]> {
  const { rows } = await sql<{ code: string; broader: string[]; replaced_by: string[] }>`
    with recursive met(code) as (
      select unnest(${[...codes]}::text[])
      union
      select t.code from met join media_topic t on t.replaced_by <> '{}' and met.code = any(t.replaced_by)
    )
    select t.code, t.broader, t.replaced_by from met join media_topic t using (code)
    where t.replaced_by <> '{}'`.execute(trx);
  return rows.map(({ code, broader, replaced_by }) => ({ code, broader, replacedBy: replaced_by }));
}

export function topicStore(transaction: AgencyTransaction): TopicStore {
  const { trx, agencyId } = transaction;
  return {
    async lock() {
      await sql`select pg_advisory_xact_lock(${VOCABULARY_LOCK})`.execute(trx);
      const rows = await trx.selectFrom('media_topic').selectAll().execute();
      const { rows: last } = await sql<{ here: Instant | null }>`select (${LAST_RELEASE}) as here`.execute(
        trx,
      );
      const here = last[0]?.here ?? undefined;
      return {
        topics: new Map(rows.map((row) => [row.code, toTopic(row)])),
        ...(here === undefined ? {} : { here }),
      };
    },
    async save(release, { changes, above, at }) {
      const { added, changed, retired } = changes;
      const counts = { added: added.length, changed: changed.length, retired: retired.length };
      await trx
        .insertInto('topic_release')
        .values({ released_at: release.releasedAt, imported_at: at, ...counts })
        .onConflict((conflict) => conflict.column('released_at').doUpdateSet({ imported_at: at, ...counts }))
        .execute();
      await keepNames(transaction, changed);
      const news = new Set([...added, ...changed]);
      await keepTopics(transaction, {
        topics: release.topics.filter(({ code }) => news.has(code)),
        releasedAt: release.releasedAt,
      });
      await keepAbove(transaction, above);
      await tellAgencies(transaction, agencyId, at);
    },
  };
}

type TopicRow = {
  readonly code: string;
  readonly names: WordsByLanguage;
  readonly definitions: WordsByLanguage;
  readonly broader: string[];
  readonly replaced_by: string[];
  readonly matches: string[];
  readonly retired_at: Instant | null;
};

/** A row as a release spells it. */
export function toTopic(row: TopicRow): ReleasedTopic {
  return {
    code: row.code,
    names: row.names,
    definitions: row.definitions,
    broader: row.broader,
    replacedBy: row.replaced_by,
    matches: row.matches,
    ...(row.retired_at === null ? {} : { retiredAt: row.retired_at }),
  };
}

/** What the changed ones were called, and until which release. */
async function keepNames({ trx }: AgencyTransaction, codes: readonly string[]): Promise<void> {
  await sql`insert into media_topic_name (code, names, released_at)
    select code, names, released_at from media_topic where code = any(${[...codes]}::text[])
    on conflict (code, released_at) do nothing`.execute(trx);
}

async function keepTopics(
  { trx }: AgencyTransaction,
  { topics, releasedAt }: { readonly topics: readonly ReleasedTopic[]; readonly releasedAt: Instant },
): Promise<void> {
  const rows = topics.map((topic) => ({ ...topic, retiredAt: topic.retiredAt ?? null }));
  await sql`insert into media_topic (code, names, definitions, broader, replaced_by, matches, above, retired_at, released_at)
    select t->>'code', t->'names', t->'definitions', ${textsOf('broader')}, ${textsOf('replacedBy')},
      ${textsOf('matches')}, '{}', (t->>'retiredAt')::timestamptz, ${releasedAt}::timestamptz
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as t
    on conflict (code) do update set names = excluded.names, definitions = excluded.definitions,
      broader = excluded.broader, replaced_by = excluded.replaced_by, matches = excluded.matches,
      retired_at = excluded.retired_at, released_at = excluded.released_at`.execute(trx);
}

function textsOf(key: string) {
  return sql`array(select jsonb_array_elements_text(t->${sql.lit(key)}))`;
}

async function keepAbove(
  { trx }: AgencyTransaction,
  above: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  await sql`update media_topic set above = array(select jsonb_array_elements_text(a.codes))
    from jsonb_each(${JSON.stringify(Object.fromEntries(above))}::jsonb) as a(code, codes)
    where media_topic.code = a.code
      and media_topic.above <> array(select jsonb_array_elements_text(a.codes))`.execute(trx);
}

/** In the same transaction, each in the name of the agency it is for; then it speaks for its own again. */
async function tellAgencies({ trx, ring }: AgencyTransaction, ownId: string, at: Instant): Promise<void> {
  const agencies = await trx.selectFrom('agency').select('id').execute();
  for (const { id } of agencies) {
    await sql`select set_config('pactwire.agency', ${id}, true)`.execute(trx);
    await trx
      .insertInto('outbox')
      .values({ agency_id: id, topic: 'topics-changed', payload: '{}', created_at: at, next_at: at })
      .execute();
  }
  await sql`select set_config('pactwire.agency', ${ownId}, true)`.execute(trx);
  ring?.('outbox topics-changed');
}
