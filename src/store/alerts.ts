import { sql } from 'kysely';
import { followerKey } from '#domain/alert/plan-mentions.ts';
import type { StoryChange } from '#domain/alert/plan-mentions.ts';
import type { AlertStore } from '#ports/alert-store.ts';
import { alertPosts } from './alert-posts.ts';
import { matchStories } from './reads/match-stories.ts';
import { mayBeTold } from './reads/may-be-told.ts';
import { sightOf } from './reads/sight-of.ts';
import { readTexts } from './reads/wire-texts.ts';
import { followerColumns, toFollower } from './searches.ts';
import type { AgencyTransaction } from './transact.ts';

export function alertStore(transaction: AgencyTransaction): AlertStore {
  const { trx, agencyId } = transaction;
  return {
    ...changedStories(transaction),
    ...telling(transaction),
    ...alertPosts(transaction),
    match: async (asked, itemIds, at) =>
      matchStories(transaction, { asked, itemIds, isSeen: await sightOf(transaction, at) }),
    texts: async (ids, at) => readTexts(transaction, { ids, isSeen: await sightOf(transaction, at) }),
    async add(mentions, at) {
      const columns = mentions.map(({ follower }) => followerColumns(follower));
      await sql`
        insert into mention (id, agency_id, person_id, destination_id, item_id, version, word, turn, taken, because,
          found_at, due_at, mail_at)
        select id, ${agencyId}::uuid, person_id, destination_id, item_id, version, word, turn, taken, because::uuid[],
          ${at}::timestamptz, due_at, mail_at
        from unnest(
          ${mentions.map(({ id }) => id)}::uuid[], ${columns.map(({ person_id }) => person_id)}::uuid[],
          ${columns.map(({ destination_id }) => destination_id)}::uuid[], ${mentions.map(({ itemId }) => itemId)}::uuid[],
          ${mentions.map(({ version }) => version)}::bigint[], ${mentions.map(({ word }) => word)}::text[],
          ${mentions.map(({ turn }) => turn)}::bigint[], ${mentions.map(({ isTaken }) => isTaken)}::boolean[],
          ${mentions.map(({ because }) => `{${because.join(',')}}`)}::text[],
          ${mentions.map(({ dueAt }) => dueAt)}::timestamptz[],
          ${mentions.map(({ mailAt }) => mailAt ?? null)}::timestamptz[])
        as m(id, person_id, destination_id, item_id, version, word, turn, taken, because, due_at, mail_at)
        on conflict (item_id, person_id, destination_id, version, word, turn) do nothing`.execute(trx);
    },
    async forget(before) {
      await sql`delete from mention where told_at < ${before}::timestamptz`.execute(trx);
      await sql`delete from mention m using item i where i.id = m.item_id and m.told_at is null
        and greatest(m.due_at, i.embargo_end_at) < ${before}::timestamptz`.execute(trx);
      await sql`delete from alert_post where done_at < ${before}::timestamptz`.execute(trx);
    },
  };
}

type Changed = Pick<AlertStore, 'hasChanges' | 'takeChanges' | 'takers' | 'told' | 'dropOutdated'>;

function changedStories({ trx }: AgencyTransaction): Changed {
  return {
    async hasChanges() {
      const row = await trx.selectFrom('item_change').select('number').limit(1).executeTakeFirst();
      return row !== undefined;
    },
    async takeChanges(most) {
      const { rows } = await sql<StoryChange>`
        with taken as (
          delete from item_change where number in (
            select number from item_change order by number limit ${most} for update skip locked)
          returning number, item_id, what)
        select c.number, c.item_id as "itemId", i.latest_version as version, c.what
        from taken c join item i on i.id = c.item_id order by c.number`.execute(trx);
      const last = new Map(rows.map((row) => [row.itemId, row]));
      return { taken: rows.length, changes: [...last.values()] };
    },
    async takers(itemIds) {
      const { rows } = await sql<{ personId: string; itemId: string }>`
        select t.person_id as "personId", t.item_id as "itemId" from take t
        where t.item_id = any(${[...itemIds]}::uuid[]) and t.undone_at is null and t.person_id is not null`.execute(
        trx,
      );
      return rows;
    },
    async told(itemIds) {
      const { rows } = await sql<ToldRow>`
        select m.person_id, m.destination_id, m.item_id, bool_or(m.mail_at is not null) as by_mail from mention m
        where m.item_id = any(${[...itemIds]}::uuid[]) and m.told_at is not null
        group by m.person_id, m.destination_id, m.item_id`.execute(trx);
      return rows.map((row) => ({ follower: toFollower(row), itemId: row.item_id, byMail: row.by_mail }));
    },
    async dropOutdated(itemIds) {
      await sql`delete from mention m using item i
        where i.id = m.item_id and m.item_id = any(${[...itemIds]}::uuid[]) and m.told_at is null and m.word <> 'killed'
          and (m.version < i.latest_version or i.state = 'killed')`.execute(trx);
    },
  };
}

type ToldRow = {
  readonly person_id: string | null;
  readonly destination_id: string | null;
  readonly item_id: string;
  readonly by_mail: boolean;
};

type Telling = Pick<AlertStore, 'peopleDue' | 'postpone' | 'tell' | 'toPost' | 'addPost'>;

function telling(transaction: AgencyTransaction): Telling {
  const { trx, agencyId } = transaction;
  return {
    async peopleDue(at) {
      const { rows } = await sql<{ person_id: string }>`
        select distinct person_id from mention
        where told_at is null and due_at <= ${at}::timestamptz and person_id is not null and not taken`.execute(
        trx,
      );
      return rows.map((row) => row.person_id);
    },
    async postpone(personId, at, until) {
      await sql`update mention set due_at = ${until}::timestamptz,
          mail_at = case when mail_at is null then null else greatest(mail_at, ${until}::timestamptz) end
        where person_id = ${personId} and told_at is null and due_at <= ${at}::timestamptz and not taken`.execute(
        trx,
      );
    },
    async tell(at) {
      const isSeen = await sightOf(transaction, at);
      const { numAffectedRows } = await sql`
        update mention set told_at = ${at}::timestamptz where id in (
          select m.id from mention m join item i on i.id = m.item_id join item_search s on s.item_id = i.id
          where m.told_at is null and m.due_at <= ${at}::timestamptz and ${mayBeTold(isSeen, at)}
            and ${CONCERNS} for update of m skip locked)`.execute(trx);
      return Number(numAffectedRows ?? 0);
    },
    async toPost(at) {
      const { rows } = await sql<{ person_id: string | null; destination_id: string | null }>`
        select distinct person_id, destination_id from mention where told_at is not null and post_id is null
          and (destination_id is not null or mail_at <= ${at}::timestamptz)`.execute(trx);
      return [...new Map(rows.map(toFollower).map((one) => [followerKey(one), one])).values()];
    },
    async addPost({ id, follower, at }) {
      const { person_id, destination_id } = followerColumns(follower);
      await trx
        .insertInto('alert_post')
        .values({ id, agency_id: agencyId, person_id, destination_id, made_at: at, next_at: at })
        .execute();
      await sql`update mention set post_id = ${id} where id in (
          select id from mention where told_at is not null and post_id is null
            and person_id is not distinct from ${person_id}::uuid
            and destination_id is not distinct from ${destination_id}::uuid
            and (destination_id is not null or mail_at <= ${at}::timestamptz)
          order by found_at, id limit ${MOST_IN_POST})`.execute(trx);
    },
  };
}

/** Stories in one letter or message; more of them go in the next. */
const MOST_IN_POST = 200;

/** Whoever took it and has a seat; else somebody who still follows what found it, or was told of what is now killed. */
const CONCERNS = sql`(m.person_id is null or exists (
    select 1 from membership g where g.person_id = m.person_id and g.closed_at is null))
  and (m.taken or m.word = 'killed' or exists (
    select 1 from search_follow f join saved_search q on q.id = f.search_id
    where f.search_id = any(m.because) and f.person_id is not distinct from m.person_id
      and f.destination_id is not distinct from m.destination_id and not f.paused and q.deleted_at is null
      and (q.scope = 'agency' or q.person_id = f.person_id)))`;
