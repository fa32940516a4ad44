import { sql } from 'kysely';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { AgencyCard, Badge, StoryLine } from '#ports/reads/wire.ts';
import type { AgencyTransaction } from '../transact.ts';
import type { TopicName } from '#domain/item/topic-release.ts';
import { cardOf, type AgencyCards } from './agency-cards.ts';
import { readTopicNames } from './topics.ts';
import { NEW_FOR_SECONDS } from './visible.ts';

export type LineRow = {
  readonly id: string;
  readonly origin: string;
  readonly provider_did: string;
  /** Whose it is, of a story that its provider passed on. */
  readonly originator: AgencyCard | null;
  readonly headline: string;
  readonly summary: string;
  readonly language: string;
  readonly news_type: string;
  readonly state: string;
  readonly latest_version: number;
  readonly latest_is_correction: boolean;
  readonly embargo_end_at: Instant | null;
  readonly topics: string[];
  readonly thumbnail_digest: string | null;
  readonly arrived_at: Instant;
  readonly updated_at: Instant;
  readonly taken: boolean;
  readonly taken_by: string | null;
  readonly published: boolean;
  readonly off_offer: boolean;
};

/** Asked only of items whose name says that they were passed on. */
const ORIGINATOR = sql<AgencyCard | null>`case when starts_with(i.guid, 'urn:x-passed-on:') then (
  select ov.content->'originator' from item_version ov where ov.item_id = i.id and ov.version = i.latest_version) end`;

/** Lines in the order of the ids. Whether they may be seen was asked by who chose the ids. */
export async function readLines(
  { trx }: AgencyTransaction,
  asked: { readonly ids: readonly string[]; readonly at: Instant; readonly cards: AgencyCards },
): Promise<StoryLine[]> {
  const { rows } = await sql<LineRow>`/* prepare story_lines */
    select i.id, i.origin, i.provider_did, ${ORIGINATOR} as originator, i.headline, i.summary, i.language, i.news_type, i.state, i.latest_version,
           i.latest_is_correction, i.embargo_end_at, i.topics, b.digest as thumbnail_digest, i.arrived_at, i.updated_at,
           t.id is not null as taken, p.name as taken_by,
           exists (select 1 from publication x where x.item_id = i.id and x.state <> 'withdrawn') as published,
           exists (select 1 from off_offer o
             where o.agency_id = i.agency_id and o.provider_did = i.provider_did and o.guid = i.guid) as off_offer
    from unnest(${[...asked.ids]}::uuid[]) with ordinality as asked(id, place)
    join item i on i.id = asked.id
    left join take t on t.item_id = i.id and t.undone_at is null
    left join person p on p.id = t.person_id
    left join blob b on b.agency_id = i.agency_id and b.digest = i.thumbnail_digest
    order by asked.place`.execute(trx);
  const topics = await readTopicNames(
    trx,
    rows.flatMap((row) => row.topics),
  );
  return rows.map((row) => toLine(row, { ...asked, topics }));
}

export function toLine(
  row: LineRow,
  asked: {
    readonly at: Instant;
    readonly cards: AgencyCards;
    readonly topics: ReadonlyMap<string, TopicName>;
  },
): StoryLine {
  const isKilled = row.state === 'killed';
  return {
    id: row.id,
    origin: row.origin === 'own' ? 'own' : 'partner',
    provider: row.originator ?? cardOf(asked.cards, row.provider_did),
    ...(row.originator ? { suppliedBy: cardOf(asked.cards, row.provider_did) } : {}),
    headline: isKilled ? '' : row.headline,
    summary: isKilled ? '' : row.summary,
    language: row.language,
    newsType: row.news_type,
    version: row.latest_version,
    arrivedAt: row.arrived_at,
    updatedAt: row.updated_at,
    topics: isKilled ? [] : namedTopics(row.topics, asked.topics),
    badges: badgesOf(row, asked.at),
    ...(row.embargo_end_at && !isKilled ? { embargoEndAt: row.embargo_end_at } : {}),
    ...(row.taken_by === null ? {} : { takenBy: row.taken_by }),
    ...(row.thumbnail_digest === null || isKilled
      ? {}
      : { thumbnail: picturePath(row.id, row.thumbnail_digest) }),
  };
}

/** Where the desk gets a picture of this node; the session decides whether it may (http/desk/picture.ts). */
export function picturePath(itemId: string, digest: string): string {
  return `/desk-media/${itemId}/${encodeURIComponent(digest)}`;
}

/** In the order in which the story names them, each with those above it. */
function namedTopics(codes: readonly string[], names: ReadonlyMap<string, TopicName>): StoryLine['topics'] {
  return codes.flatMap((code) => {
    const name = names.get(code)?.name;
    return name ? [{ code, name }] : [];
  });
}

function badgesOf(row: LineRow, at: Instant): Badge[] {
  if (row.state === 'killed') return ['killed'];
  const isFresh = plusSeconds(row.arrived_at, NEW_FOR_SECONDS) > at;
  const isChanged = row.updated_at > row.arrived_at;
  const holds: readonly (readonly [Badge, boolean])[] = [
    ['withheld', row.state === 'withheld'],
    ['off-offer', row.off_offer],
    ['corrected', row.latest_is_correction],
    ['updated', isChanged && !row.latest_is_correction],
    ['new', isFresh && !isChanged && !row.taken && !row.published],
    ['embargo', row.embargo_end_at !== null && row.embargo_end_at > at],
    ['taken', row.taken],
    ['published', row.published],
  ];
  return holds.flatMap(([badge, isTrue]) => (isTrue ? [badge] : []));
}
