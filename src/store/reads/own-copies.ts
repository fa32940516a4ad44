import { sql } from 'kysely';
import type { Outlet } from '#domain/agreement/page-requests.ts';
import { ownCopyStanding } from '#domain/correction/own-copy-standing.ts';
import type { Instant } from '#kernel/instant.ts';
import type { RecallKind } from '#ports/recall-store.ts';
import type { OwnCopyView } from '#ports/reads/recalls.ts';
import { MAY_BE_SEEN } from '../placements.ts';
import type { AgencyTransaction } from '../transact.ts';

type Row = {
  readonly id: string;
  readonly itemId: string;
  readonly destination: string;
  readonly url: string | null;
  readonly language: string | null;
  readonly version: number | null;
  readonly publishedAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly isUp: boolean;
  readonly isTold: boolean;
  readonly isByHand: boolean;
  readonly channel: Outlet | null;
  readonly triedAt: Instant | null;
  readonly outcome: string | null;
  readonly answer: string | null;
};

/** What a recall asks, and since when. */
type Asked = {
  readonly itemId: string;
  readonly kind: RecallKind;
  readonly version: number;
  readonly since: Instant;
};

/** Copies of these items in other systems of ours, as a recall stands at each of them. */
export async function readOwnCopies(
  { trx }: AgencyTransaction,
  itemIds: readonly string[],
): Promise<(asked: Asked) => OwnCopyView[]> {
  if (itemIds.length === 0) return () => [];
  const { rows } = await sql<Row>`
    select placement.id, placement.item_id as "itemId", destination.name as destination,
      placement.remote->>'url' as url, placement.language, placement.shown_version as version,
      placement.published_at as "publishedAt", placement.settled_at as "settledAt", ${MAY_BE_SEEN} as "isUp",
      coalesce(placement.remote->'mail' ? 'told', false)
        or coalesce(placement.remote->'hand' ? 'isTold', false) as "isTold",
      coalesce(placement.remote ? 'hand', false) as "isByHand", placement.shown_channel as channel,
      last.at as "triedAt", last.outcome, last.answer
    from placement
    join destination on destination.id = placement.destination_id
    left join lateral (
      select at, outcome, answer from delivery where delivery.placement_id = placement.id
      order by delivery.at desc, delivery.id desc limit 1) last on true
    where placement.item_id = any(${itemIds}::uuid[])
      and (placement.stands <> 'nothing' or placement.failures > 0)
    order by destination.name, placement.id`.execute(trx);
  return (asked) => rows.filter((row) => isAsked(row, asked)).flatMap((row) => viewOf(row, asked));
}

/** A copy that came after a correction or stop is none of its; after a kill none may stand. */
function isAsked({ itemId, publishedAt }: Row, asked: Asked): boolean {
  const isLater = publishedAt !== null && publishedAt > asked.since;
  return itemId === asked.itemId && (asked.kind === 'kill' || !isLater);
}

const MOST_WORDS = 300;

function viewOf(row: Row, { kind, version, since }: Asked): readonly OwnCopyView[] {
  if (kind === 'release' || kind === 'withdraw') return [];
  const { triedAt, outcome } = row;
  const hasFailed = triedAt !== null && triedAt >= since && outcome !== 'done';
  const shownVersion = row.version === null ? {} : { shownVersion: row.version };
  const standing = ownCopyStanding(
    { kind, version },
    { isUp: row.isUp, isTold: row.isTold, hasFailed, ...shownVersion },
  );
  const { id, destination, itemId: storyId, isByHand } = row;
  return [{ id, destination, storyId, isByHand, standing, ...endOf(row, standing), ...shownOf(row) }];
}

function endOf(
  { settledAt, triedAt, answer }: Row,
  standing: OwnCopyView['standing'],
): Pick<OwnCopyView, 'at' | 'answer'> {
  if (standing === 'waiting') return {};
  if (standing === 'applied' || standing === 'told') return settledAt === null ? {} : { at: settledAt };
  return {
    ...(triedAt === null ? {} : { at: triedAt }),
    ...(answer === null ? {} : { answer: answer.slice(0, MOST_WORDS) }),
  };
}

function shownOf({ url, language, version, publishedAt, channel }: Row): Partial<OwnCopyView> {
  return {
    ...(url === null ? {} : { url }),
    ...(channel === null ? {} : { channel }),
    ...(language === null ? {} : { language }),
    ...(version === null ? {} : { version }),
    ...(publishedAt === null ? {} : { publishedAt }),
  };
}
