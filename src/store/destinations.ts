import type { Selectable } from 'kysely';
import { DESTINATION_KINDS } from '#kernel/destination-kind.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import type { DestinationStore, StoredDestination } from '#ports/destination-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

export function destinationStore({ trx, agencyId }: AgencyTransaction): DestinationStore {
  return {
    async list() {
      const rows = await trx.selectFrom('destination').selectAll().orderBy('name').orderBy('id').execute();
      return rows.map(toDestination);
    },
    async find(id) {
      const row = await trx.selectFrom('destination').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toDestination(row);
    },
    async add({ id, name, kind, place, settings, sealedSecret, state, addedAt }) {
      await trx
        .insertInto('destination')
        .values({
          id,
          agency_id: agencyId,
          name,
          kind,
          place,
          settings: JSON.stringify(settings),
          sealed_secret: sealedSecret ?? null,
          state,
          added_at: addedAt,
        })
        .execute();
    },
    async change({ id, name, place, settings, sealedSecret }) {
      const changes = {
        name,
        place,
        settings: JSON.stringify(settings),
        sealed_secret: sealedSecret ?? null,
      };
      await trx.updateTable('destination').set(changes).where('id', '=', id).execute();
    },
    async setState(id, state) {
      await trx.updateTable('destination').set({ state }).where('id', '=', id).execute();
    },
  };
}

function toDestination(row: Selectable<Database['destination']>): StoredDestination {
  return {
    id: row.id,
    name: row.name,
    kind: DESTINATION_KINDS.find((one) => one === row.kind) ?? 'folder',
    place: row.place,
    settings: toTexts(row.settings),
    state: row.state === 'paused' ? 'paused' : 'active',
    addedAt: row.added_at,
    ...(row.sealed_secret === null ? {} : { sealedSecret: row.sealed_secret }),
  };
}

function toTexts(json: Json): Readonly<Record<string, string>> {
  const entries = isJsonObject(json) ? Object.entries(json) : [];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
