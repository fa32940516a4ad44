import { sql } from 'kysely';
import type { AlertStore, PostedStory } from '#ports/alert-store.ts';
import { cardOf, readAgencyCards } from './reads/agency-cards.ts';
import { mayBeTold } from './reads/may-be-told.ts';
import { mayBeNamed } from './reads/visible.ts';
import { sightOf } from './reads/sight-of.ts';
import { toFollower } from './searches.ts';
import type { AgencyTransaction } from './transact.ts';

type Posts = Pick<AlertStore, 'duePosts' | 'systemsDue' | 'postedStories' | 'addressee' | 'settlePost'>;

/** Letters and messages that tell mentions, and what came of each attempt. */
export function alertPosts(transaction: AgencyTransaction): Posts {
  const { trx, agencyId } = transaction;
  return {
    ...due(transaction),
    ...addressees(transaction),
    async postedStories(postId, at) {
      const isSeen = await sightOf(transaction, at);
      const cards = await readAgencyCards(transaction);
      const { rows } = await sql<PostedRow>`
        select i.id, i.guid, i.latest_version, m.word, m.taken, i.arrived_at < i.updated_at as is_update,
          i.latest_is_correction, i.provider_did, i.language,
          case when m.word in ('story', 'released') and ${mayBeNamed(at)} then i.headline else '' end as headline,
          case when m.word = 'killed' then t.public_reason end as public_reason,
          array(select q.name from saved_search q where q.id = any(m.because) and q.deleted_at is null
                order by q.name) as because
        from mention m join item i on i.id = m.item_id join item_search s on s.item_id = i.id
        left join tombstone t on t.provider_did = i.provider_did and t.guid = i.guid
        where m.post_id = ${postId} and ${mayBeTold(isSeen, at)} order by i.updated_at desc, i.id, m.id`.execute(
        trx,
      );
      return rows.map((row) => toPosted(row, cardOf(cards, row.provider_did).name));
    },
    async settlePost({ id, attempts }, { outcome, status, answer }, { at, again }) {
      await trx
        .insertInto('alert_attempt')
        .values({ agency_id: agencyId, post_id: id, at, outcome, status: status ?? null, answer })
        .execute();
      await trx
        .updateTable('alert_post')
        .set({ attempts: attempts + 1, ...(again === undefined ? { done_at: at } : { next_at: again }) })
        .where('id', '=', id)
        .execute();
    },
  };
}

function due({ trx }: AgencyTransaction): Pick<Posts, 'duePosts' | 'systemsDue'> {
  return {
    async duePosts(to, at) {
      const rows = await trx
        .selectFrom('alert_post')
        .selectAll()
        .where('done_at', 'is', null)
        .where('next_at', '<=', at)
        .where(
          to === 'people'
            ? sql<boolean>`person_id is not null`
            : sql<boolean>`destination_id = ${to.destinationId}::uuid`,
        )
        .where(isOpen)
        .orderBy('next_at')
        .orderBy('id')
        .limit(MOST_POSTS)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        follower: toFollower(row),
        attempts: row.attempts,
      }));
    },
    async systemsDue(at) {
      const { rows } = await sql<{ id: string }>`
        select distinct destination_id as id from alert_post
        where done_at is null and next_at <= ${at}::timestamptz and destination_id is not null and ${isOpen}`.execute(
        trx,
      );
      return rows.map(({ id }) => id);
    },
  };
}

function addressees({ trx }: AgencyTransaction): Pick<Posts, 'addressee'> {
  return {
    async addressee(personId) {
      return trx
        .selectFrom('person')
        .innerJoin('membership', 'membership.person_id', 'person.id')
        .select(['email', 'language'])
        .where('person.id', '=', personId)
        .where('closed_at', 'is', null)
        .executeTakeFirst();
    },
  };
}

const MOST_POSTS = 50;

/** A system that is paused is told when it goes on. */
const isOpen = sql<boolean>`(destination_id is null or exists (
  select 1 from destination d where d.id = alert_post.destination_id and d.state = 'active'))`;

type PostedRow = {
  readonly id: string;
  readonly guid: string;
  readonly latest_version: number;
  readonly word: PostedStory['word'];
  readonly taken: boolean;
  readonly is_update: boolean;
  readonly latest_is_correction: boolean;
  readonly provider_did: string;
  readonly language: string;
  readonly headline: string;
  readonly public_reason: string | null;
  readonly because: readonly string[];
};

function toPosted(row: PostedRow, provider: PostedStory['provider']): PostedStory {
  return {
    itemId: row.id,
    guid: row.guid,
    version: row.latest_version,
    word: row.word,
    isTaken: row.taken,
    isUpdate: row.is_update,
    isCorrection: row.latest_is_correction,
    provider,
    language: row.language,
    headline: row.headline,
    because: row.because,
    ...(row.public_reason === null ? {} : { publicReason: row.public_reason }),
  };
}
