import type { Selectable } from 'kysely';
import { isJsonObject, type Json } from '#kernel/json.ts';
import type { Remote, RemoteMedia } from '#ports/destination.ts';
import type { Delivery, Placement, PlacementStore } from '#ports/destination-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

const MOST = 200;
const MOST_ANSWER = 2000;

export function placementStore(transaction: AgencyTransaction): PlacementStore {
  const { trx, agencyId } = transaction;
  return {
    ...deliveryLog(transaction),
    ...placementLists(transaction),
    async find(id) {
      const row = await placementsOf(trx).where('id', '=', id).executeTakeFirst();
      return row && toPlacement(row);
    },
    async lock(id) {
      const row = await placementsOf(trx).where('id', '=', id).forUpdate().executeTakeFirst();
      return row && toPlacement(row);
    },
    async findFor(destinationId, itemId, translationId) {
      const row = await placementsOf(trx)
        .where('destination_id', '=', destinationId)
        .where('item_id', '=', itemId)
        .where('translation_id', 'is not distinct from', translationId ?? null)
        .forUpdate()
        .executeTakeFirst();
      return row && toPlacement(row);
    },
    async save(placement) {
      const row = {
        slug: placement.slug,
        wanted: placement.wanted,
        stands: placement.stands,
        stands_version: placement.standsVersion ?? null,
        remote: placement.remote === undefined ? null : JSON.stringify(placement.remote),
        failures: placement.failures,
        person_id: placement.personId ?? null,
        ordered_at: placement.orderedAt,
      };
      const { id, destinationId: destination_id, itemId: item_id, translationId } = placement;
      const names = { id, destination_id, item_id, translation_id: translationId ?? null };
      await trx
        .insertInto('placement')
        .values({ ...names, ...row, agency_id: agencyId })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}

function placementsOf(trx: AgencyTransaction['trx']) {
  return trx.selectFrom('placement').selectAll();
}

function placementLists({
  trx,
}: AgencyTransaction): Pick<PlacementStore, 'ofDestination' | 'wantedAt' | 'ofItem'> {
  return {
    async ofDestination(destinationId) {
      const rows = await placementsOf(trx)
        .where('destination_id', '=', destinationId)
        .orderBy('ordered_at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST)
        .execute();
      return rows.map(toPlacement);
    },
    async wantedAt(destinationId) {
      const rows = await placementsOf(trx)
        .where('destination_id', '=', destinationId)
        .where('wanted', '=', 'published')
        .orderBy('id')
        .execute();
      return rows.map(toPlacement);
    },
    async ofItem(itemId) {
      const rows = await placementsOf(trx).where('item_id', '=', itemId).orderBy('id').execute();
      return rows.map(toPlacement);
    },
  };
}

function deliveryLog({ trx, agencyId }: AgencyTransaction): Pick<PlacementStore, 'record' | 'deliveries'> {
  return {
    async record({ id, placementId, at, deed, outcome, status, answer, durationMs }) {
      await trx
        .insertInto('delivery')
        .values({
          id,
          agency_id: agencyId,
          placement_id: placementId,
          at,
          deed,
          outcome,
          status: status ?? null,
          answer: answer.replaceAll('\0', '\uFFFD').slice(0, MOST_ANSWER).toWellFormed(),
          duration_ms: durationMs,
        })
        .execute();
    },
    async deliveries(destinationId) {
      const rows = await trx
        .selectFrom('delivery')
        .innerJoin('placement', 'placement.id', 'delivery.placement_id')
        .selectAll('delivery')
        .where('placement.destination_id', '=', destinationId)
        .orderBy('delivery.at', 'desc')
        .orderBy('delivery.id', 'desc')
        .limit(MOST)
        .execute();
      return rows.map(toDelivery);
    },
  };
}

function toPlacement(row: Selectable<Database['placement']>): Placement {
  const remote = toRemote(row.remote);
  return {
    id: row.id,
    destinationId: row.destination_id,
    itemId: row.item_id,
    slug: row.slug,
    wanted: row.wanted === 'withdrawn' ? 'withdrawn' : 'published',
    stands: STANDS.find((one) => one === row.stands) ?? 'nothing',
    failures: row.failures,
    orderedAt: row.ordered_at,
    ...(row.translation_id === null ? {} : { translationId: row.translation_id }),
    ...(row.stands_version === null ? {} : { standsVersion: row.stands_version }),
    ...(row.person_id === null ? {} : { personId: row.person_id }),
    ...(remote ? { remote } : {}),
  };
}

const STANDS = ['nothing', 'published', 'withdrawn', 'killed'] as const;
const DEEDS = ['publish', 'withdraw', 'kill'] as const;
const OUTCOMES = ['done', 'told', 'failed', 'held', 'given-up'] as const;

function toRemote(json: Json): Remote | undefined {
  if (!isJsonObject(json) || typeof json['id'] !== 'string') return undefined;
  const { id, url, media } = json;
  return {
    id,
    ...(typeof url === 'string' ? { url } : {}),
    ...(isJsonObject(media) ? { media: toMedia(media) } : {}),
  };
}

function toMedia(json: { readonly [guid: string]: Json }): Readonly<Record<string, RemoteMedia>> {
  return Object.fromEntries(
    Object.entries(json).flatMap(([guid, one]) => {
      const { id, url } = isJsonObject(one) ? one : {};
      return typeof id === 'string' && typeof url === 'string' ? [[guid, { id, url }]] : [];
    }),
  );
}

function toDelivery(row: Selectable<Database['delivery']>): Delivery {
  return {
    id: row.id,
    placementId: row.placement_id,
    at: row.at,
    deed: DEEDS.find((one) => one === row.deed) ?? 'publish',
    outcome: OUTCOMES.find((one) => one === row.outcome) ?? 'failed',
    answer: row.answer,
    durationMs: row.duration_ms,
    ...(row.status === null ? {} : { status: row.status }),
  };
}
