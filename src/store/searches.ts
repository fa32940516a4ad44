import { sql, type Selectable } from 'kysely';
import type { AlertSettings, Follow, Follower, SavedSearch } from '#domain/alert/saved-search.ts';
import type { SearchStore } from '#ports/search-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

export function searchStore(transaction: AgencyTransaction): SearchStore {
  const { trx, agencyId } = transaction;
  const byId = (id: string) => trx.selectFrom('saved_search').selectAll().where('id', '=', id);
  return {
    ...follows(transaction),
    ...settings(transaction),
    async list(personId) {
      const rows = await trx
        .selectFrom('saved_search')
        .innerJoin('person', 'person.id', 'saved_search.person_id')
        .selectAll('saved_search')
        .select('person.name as kept_by')
        .where('deleted_at', 'is', null)
        .where((eb) => eb.or([eb('person_id', '=', personId), eb('scope', '=', 'agency')]))
        .orderBy('folder')
        .orderBy('saved_search.name')
        .orderBy('saved_search.id')
        .execute();
      return rows.map((row) => ({ ...toSearch(row), keptBy: row.kept_by }));
    },
    async find(id) {
      const row = await byId(id).where('deleted_at', 'is', null).executeTakeFirst();
      return row && toSearch(row);
    },
    async findDeleted(id) {
      const row = await byId(id).where('deleted_at', 'is not', null).executeTakeFirst();
      return row && toSearch(row);
    },
    async keep({ id, personId, scope, folder, name, question, changedAt }) {
      const changes = { scope, folder, name, question: JSON.stringify(question), changed_at: changedAt };
      await trx
        .insertInto('saved_search')
        .values({ id, agency_id: agencyId, person_id: personId, ...changes })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
        .execute();
    },
    async remove(id, at) {
      await trx.updateTable('saved_search').set({ deleted_at: at }).where('id', '=', id).execute();
    },
    async restore(id) {
      await trx.updateTable('saved_search').set({ deleted_at: null }).where('id', '=', id).execute();
    },
  };
}

type Follows = Pick<SearchStore, 'follow' | 'unfollow' | 'followsOf' | 'followed'>;

function follows({ trx, agencyId }: AgencyTransaction): Follows {
  return {
    async follow({ searchId, follower, schedule, byMail, isPaused }) {
      const choice = { schedule: JSON.stringify(schedule), by_mail: byMail, paused: isPaused };
      await trx
        .insertInto('search_follow')
        .values({ agency_id: agencyId, search_id: searchId, ...followerColumns(follower), ...choice })
        .onConflict((conflict) =>
          conflict.columns(['search_id', 'person_id', 'destination_id']).doUpdateSet(choice),
        )
        .execute();
    },
    async unfollow(searchId, follower) {
      const { person_id, destination_id } = followerColumns(follower);
      await trx
        .deleteFrom('search_follow')
        .where('search_id', '=', searchId)
        .where('person_id', 'is not distinct from', person_id)
        .where('destination_id', 'is not distinct from', destination_id)
        .execute();
    },
    async followsOf(searchIds) {
      const rows = await trx
        .selectFrom('search_follow')
        .selectAll()
        .where('search_id', 'in', [...searchIds, NONE])
        .execute();
      return rows.map(toFollow);
    },
    async followed() {
      const rows = await trx
        .selectFrom('search_follow')
        .innerJoin('saved_search', 'saved_search.id', 'search_follow.search_id')
        .selectAll('search_follow')
        .select('saved_search.question')
        .where('paused', '=', false)
        .where('deleted_at', 'is', null)
        .where(isFollowing)
        .orderBy('search_id')
        .execute();
      return rows.map(({ question, ...row }) => ({ follow: toFollow(row), question }));
    },
  };
}

const NONE = '00000000-0000-0000-0000-000000000000';

/** A person with a seat here, of an agency-wide search or their own; or a system that is not paused. */
const isFollowing = sql<boolean>`(
  exists (select 1 from membership g where g.person_id = search_follow.person_id and g.closed_at is null
            and (saved_search.scope = 'agency' or saved_search.person_id = g.person_id))
  or exists (select 1 from destination d where d.id = search_follow.destination_id and d.state = 'active'
               and saved_search.scope = 'agency'))`;

function settings({ trx, agencyId }: AgencyTransaction): Pick<SearchStore, 'settings' | 'saveSettings'> {
  return {
    async settings(personIds) {
      const rows = await trx
        .selectFrom('alert_setting')
        .selectAll()
        .where('person_id', 'in', [...personIds, NONE])
        .execute();
      return new Map(rows.map((row) => [row.person_id, toSettings(row)]));
    },
    async saveSettings(personId, { timeZone, quiet, takenByMail }) {
      const row = {
        time_zone: timeZone,
        quiet_from: quiet?.from ?? null,
        quiet_until: quiet?.until ?? null,
        taken_by_mail: takenByMail,
      };
      await trx
        .insertInto('alert_setting')
        .values({ agency_id: agencyId, person_id: personId, ...row })
        .onConflict((conflict) => conflict.columns(['agency_id', 'person_id']).doUpdateSet(row))
        .execute();
    },
  };
}

/** The two columns of a follower, one of them empty. */
export function followerColumns(follower: Follower): {
  readonly person_id: string | null;
  readonly destination_id: string | null;
} {
  return 'personId' in follower
    ? { person_id: follower.personId, destination_id: null }
    : { person_id: null, destination_id: follower.destinationId };
}

export function toFollower(row: {
  readonly person_id: string | null;
  readonly destination_id: string | null;
}): Follower {
  return row.person_id === null ? { destinationId: row.destination_id ?? '' } : { personId: row.person_id };
}

function toSearch(row: Selectable<Database['saved_search']>): SavedSearch {
  return {
    id: row.id,
    personId: row.person_id,
    scope: row.scope === 'agency' ? 'agency' : 'personal',
    folder: row.folder,
    name: row.name,
    question: row.question,
    changedAt: row.changed_at,
  };
}

function toFollow(row: Selectable<Database['search_follow']>): Follow {
  return {
    searchId: row.search_id,
    follower: toFollower(row),
    schedule: row.schedule,
    byMail: row.by_mail,
    isPaused: row.paused,
  };
}

function toSettings(row: Selectable<Database['alert_setting']>): AlertSettings {
  const { quiet_from: from, quiet_until: until } = row;
  return {
    timeZone: row.time_zone,
    takenByMail: row.taken_by_mail,
    ...(from === null || until === null ? {} : { quiet: { from, until } }),
  };
}
