import { sql, type Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Story, StoryReads, StoryVersion } from '#ports/reads/story.ts';
import type { StoryLine } from '#ports/reads/wire.ts';
import type { Database } from '../tables/database.ts';
import type { AgencyTransaction } from '../transact.ts';
import { readAgencyCards } from './agency-cards.ts';
import { readInSight, type Visible } from './sight-of.ts';
import { readDeeds } from './story-deeds.ts';
import { readLines } from './story-lines.ts';
import { readPictures } from './story-pictures.ts';
import { isVisible, type Condition } from './visible.ts';

/** One story as its page on the desk shows it. */
export function storyReads(db: Kysely<Database>, visible: Visible = isVisible): StoryReads {
  const inSightOf = readInSight(db, visible);
  return {
    read: (agencyId, itemId, at) =>
      inSightOf(agencyId, at, async (transaction, isSeen) => {
        const head = await readHead(transaction, itemId, isSeen);
        return head && readStory(transaction, head, at);
      }),
    picture: (agencyId, picture, at) =>
      inSightOf(agencyId, at, async (transaction, isSeen) => {
        const { rows } = await sql<{ mediaType: string }>`
          select b.media_type as "mediaType" from item i join item_search s on s.item_id = i.id
          join blob b on b.agency_id = i.agency_id and b.digest = ${picture.digest}
          where i.id = ${picture.itemId} and i.state <> 'killed' and ${isSeen}
            and exists (select 1 from item_version v
                        where v.item_id = i.id and position(${picture.digest} in v.content::text) > 0)`.execute(
          transaction.trx,
        );
        return rows[0];
      }),
  };
}

type Head = {
  readonly id: string;
  readonly guid: string;
  readonly state: string;
  readonly reason: string | null;
};

async function readStory(
  transaction: AgencyTransaction,
  head: Head,
  at: Instant,
): Promise<Story | undefined> {
  const itemId = head.id;
  const cards = await readAgencyCards(transaction);
  const [line] = await readLines(transaction, { ids: [itemId], at, cards });
  if (!line) return undefined;
  const isKilled = head.state === 'killed';
  const versions = await readVersions(transaction, itemId, isKilled);
  const deeds = await readDeeds(transaction, itemId, cards);
  const latest = isShut(line) ? undefined : await readLatest(transaction, itemId, line.version);
  return {
    ...line,
    guid: head.guid,
    ...(latest ? linesAbout(latest.content) : {}),
    ...(isKilled ? { editorialNote: head.reason ?? '' } : {}),
    blocks: [...(latest?.content.blocks ?? [])],
    pictures: latest ? await readPictures(transaction, itemId, latest.content) : [],
    versions,
    dropped: [...(latest?.dropped ?? [])],
    ...readWithOf(latest),
    ...deeds,
  };
}

/** A killed story has no text (I6). Of a partner's that is stopped or gone, whoever did not take it in time reads none. */
function isShut({ origin, badges }: StoryLine): boolean {
  if (badges.includes('killed')) return true;
  const isStopped = badges.includes('withheld') || badges.includes('off-offer');
  return origin === 'partner' && isStopped && !badges.includes('taken');
}

async function readHead(
  transaction: AgencyTransaction,
  itemId: string,
  isSeen: Condition,
): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select i.id, i.guid, i.state, t.public_reason as reason
    from item i join item_search s on s.item_id = i.id
    left join tombstone t on t.agency_id = i.agency_id and t.provider_did = i.provider_did and t.guid = i.guid
    where i.id = ${itemId} and ${isSeen}`.execute(transaction.trx);
  return rows[0];
}

async function readVersions(
  { trx }: AgencyTransaction,
  itemId: string,
  isKilled: boolean,
): Promise<StoryVersion[]> {
  const { rows } = await sql<{
    version: number;
    headline: string;
    at: Instant;
    note: string | null;
    correction: boolean;
  }>`
    select version, content->>'headline' as headline, admitted_at as at, note, is_correction as correction
    from item_version where item_id = ${itemId} order by version desc`.execute(trx);
  return rows.map(({ note, headline, ...one }) => ({
    ...one,
    headline: isKilled ? '' : headline,
    ...(note === null || isKilled ? {} : { note }),
  }));
}

type LatestVersion = {
  readonly content: ItemVersion;
  readonly dropped: readonly Dropped[];
  readonly dialect: string | null;
  readonly dialect_version: number | null;
};

function readWithOf(latest: LatestVersion | undefined): Pick<Story, 'readWith'> {
  if (!latest || latest.dialect === null) return {};
  const { dialect: id, dialect_version: version } = latest;
  return { readWith: { id, ...(version === null ? {} : { version }) } };
}

async function readLatest(
  { trx }: AgencyTransaction,
  itemId: string,
  version: number,
): Promise<LatestVersion | undefined> {
  return trx
    .selectFrom('item_version')
    .select(['content', 'dropped', 'dialect', 'dialect_version'])
    .where('item_id', '=', itemId)
    .where('version', '=', version)
    .executeTakeFirst();
}

const ABOUT = ['byline', 'dateline', 'creditLine', 'copyrightNotice', 'usageTerms', 'editorialNote'] as const;

function linesAbout(content: ItemVersion): Partial<Pick<ItemVersion, (typeof ABOUT)[number]>> {
  return Object.fromEntries(
    ABOUT.flatMap((line) => (content[line] === undefined ? [] : [[line, content[line]]])),
  );
}
