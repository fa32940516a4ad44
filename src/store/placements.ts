import { sql, type Selectable } from 'kysely';
import { OUTLETS } from '#domain/agreement/page-requests.ts';
import { parseDigest } from '#kernel/digest.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { Remote, RemoteHand, RemoteMail, RemoteMedia } from '#ports/destination.ts';
import type { Delivery, Placement, PlacementStore } from '#ports/destination-store.ts';
import { isStopOpen } from './passed-on-copies.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

const MOST = 200;
const MOST_ANSWER = 2000;

export function placementStore(transaction: AgencyTransaction): PlacementStore {
  const { trx, agencyId } = transaction;
  return {
    ...deliveryLog(transaction),
    ...placementLists(transaction),
    ...archivedCopies(transaction),
    ...copyCounts(transaction),
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
        ...fromShown(placement),
        archived: placement.archived === undefined ? null : JSON.stringify(placement.archived),
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
  return trx.selectFrom('placement').selectAll('placement');
}

/** Readers may see it: it stands there, or an attempt was made whose answer nobody knows. */
export const MAY_BE_SEEN = sql<boolean>`(placement.stands = 'published'
  or (placement.stands <> 'killed' and placement.failures > 0))`;

function copyCounts({
  trx,
}: AgencyTransaction): Pick<PlacementStore, 'countUp' | 'countBehind' | 'applyStops'> {
  const counted = (itemId: string) =>
    trx
      .selectFrom('placement')
      .select(({ fn }) => fn.countAll<number>().as('copies'))
      .where('item_id', '=', itemId);
  return {
    async countUp(itemId) {
      const { copies } = await counted(itemId).where(MAY_BE_SEEN).executeTakeFirstOrThrow();
      return copies;
    },
    async countBehind(itemId, version) {
      const { copies } = await counted(itemId)
        .where('stands', '=', 'published')
        .where('shown_version', '<', version)
        .executeTakeFirstOrThrow();
      return copies;
    },
    async applyStops(itemId, at) {
      const { rows } = await sql<{ readonly id: string }>`
        update notice set state = 'applied', answered_at = ${at}
        where item_id = ${itemId} and state = 'open'
          and (kind in ('kill', 'withhold')
               or exists (select from item where item.id = ${itemId} and item.state = 'killed'))
          and not exists (
            select from publication p where p.item_id = ${itemId}
              and (p.state in ('live', 'stale') or (p.state = 'withheld' and notice.kind <> 'withhold')))
          and not exists (select from placement where placement.item_id = ${itemId} and ${MAY_BE_SEEN})
          and not ${isStopOpen(itemId)}
        returning id`.execute(trx);
      return rows.map(({ id }) => id);
    },
  };
}

function placementLists({
  trx,
}: AgencyTransaction): Pick<
  PlacementStore,
  'ofDestination' | 'wantedAt' | 'ofItem' | 'providersUp' | 'wantedFrom'
> {
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
    async providersUp() {
      const rows = await trx
        .selectFrom('placement')
        .innerJoin('item', 'item.id', 'placement.item_id')
        .select('item.provider_did')
        .distinct()
        .where('item.origin', '=', 'partner')
        .where('placement.wanted', '=', 'published')
        .where('placement.stands', '<>', 'killed')
        .execute();
      return rows.map(({ provider_did }) => provider_did);
    },
    async wantedFrom(providerDid) {
      const rows = await placementsOf(trx)
        .innerJoin('item', 'item.id', 'placement.item_id')
        .where('item.origin', '=', 'partner')
        .where('item.provider_did', '=', providerDid)
        .where('placement.wanted', '=', 'published')
        .where('placement.stands', '<>', 'killed')
        .orderBy('placement.id')
        .execute();
      return rows.map(toPlacement);
    },
  };
}

/** Instants are of one width and sort as text. */
const ASKED_NEXT_AT = sql<string>`placement.archived->>'askedNextAt'`;

function archivedCopies({
  trx,
  ring,
}: AgencyTransaction): Pick<PlacementStore, 'archivedDue' | 'askArchivedAnew'> {
  return {
    async askArchivedAnew(at, itemId) {
      const { numAffectedRows = 0n } = await sql`
        update placement set archived = jsonb_set(archived, '{askedNextAt}', to_jsonb(${at}::text))
        where wanted = 'published' and stands = 'published' and ${ASKED_NEXT_AT} > ${at}
          and (${itemId ?? null}::uuid is null or item_id = ${itemId ?? null}::uuid)`.execute(trx);
      if (numAffectedRows > 0n) ring?.('archives');
    },
    async archivedDue(by, most) {
      // A kill and a stop take it out by themselves.
      const rows = await placementsOf(trx)
        .innerJoin('item', 'item.id', 'placement.item_id')
        .where('item.state', '=', 'usable')
        .where('placement.wanted', '=', 'published')
        .where('placement.stands', '=', 'published')
        .where(ASKED_NEXT_AT, '<=', by)
        .orderBy(ASKED_NEXT_AT)
        .limit(most)
        .execute();
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
    ...toShown(row),
    ...(row.archived === null ? {} : { archived: row.archived }),
    ...(row.settled_at === null ? {} : { settledAt: row.settled_at }),
    ...(row.person_id === null ? {} : { personId: row.person_id }),
    ...(remote ? { remote } : {}),
  };
}

function fromShown({ shown, settledAt }: Placement) {
  return {
    shown_version: shown?.version ?? null,
    language: shown?.language ?? null,
    shown_channel: shown?.channel ?? null,
    published_at: shown?.publishedAt ?? null,
    agreement_digest: shown?.agreementDigest ?? null,
    settled_at: settledAt ?? null,
  };
}

function toShown(row: Selectable<Database['placement']>): Pick<Placement, 'shown'> {
  const { shown_version: version, language, published_at: publishedAt } = row;
  if (version === null || language === null || publishedAt === null) return {};
  const agreementDigest = parseDigest(row.agreement_digest ?? '');
  const channel = OUTLETS.find((one) => one === row.shown_channel) ?? 'web';
  return {
    shown: { version, language, channel, publishedAt, ...(agreementDigest ? { agreementDigest } : {}) },
  };
}

const STANDS = ['nothing', 'published', 'withdrawn', 'killed'] as const;
const DEEDS = ['publish', 'withdraw', 'kill'] as const;
const OUTCOMES = ['done', 'told', 'failed', 'held', 'given-up'] as const;

function toRemote(json: Json): Remote | undefined {
  if (!isJsonObject(json) || typeof json['id'] !== 'string') return undefined;
  const { id, url, media, mail, hand } = json;
  return {
    id,
    ...(typeof url === 'string' ? { url } : {}),
    ...(isJsonObject(media) ? { media: toMedia(media) } : {}),
    ...(isJsonObject(mail) ? { mail: toMail(mail) } : {}),
    ...(isJsonObject(hand) ? { hand: toHand(hand) } : {}),
  };
}

function toHand({ where, isTold }: JsonObject): RemoteHand {
  return { where: typeof where === 'string' ? where : '', ...(isTold === true ? { isTold } : {}) };
}

function toMail({ subject, reached, refused, told }: JsonObject): RemoteMail {
  const { messageId, to } = isJsonObject(told) ? told : {};
  return {
    subject: typeof subject === 'string' ? subject : '',
    reached: toTexts(reached),
    refused: toTexts(refused),
    ...(typeof messageId === 'string' ? { told: { messageId, to: toTexts(to) } } : {}),
  };
}

function toTexts(json: Json | undefined): readonly string[] {
  return Array.isArray(json) ? json.filter((one) => typeof one === 'string') : [];
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
