import { sql, type Kysely, type Selectable } from 'kysely';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import type { PublicNote, StoryCard } from '#domain/publication/released.ts';
import type { ReleasedStory, StoryPage, Tombstone } from '#domain/publication/story-page.ts';
import type { ReleasedReads, StoryHead } from '#ports/released-reads.ts';
import { toOwnership } from '../partners.ts';
import type { Database } from '../tables/database.ts';

/** What the portal reads; `db` is connected as `pactwire_portal`, which sees the released projection only. */
export function releasedReads(db: Kysely<Database>): ReleasedReads {
  return { ...storyReads(db), ...listReads(db), ...recordReads(db) };
}

function storyReads(db: Kysely<Database>): Pick<ReleasedReads, 'head' | 'story' | 'siblings' | 'media'> {
  return {
    async head(agencyId, number) {
      const row = await db
        .selectFrom('portal.story as story')
        .innerJoin('portal.agency as agency', 'agency.id', 'story.agency_id')
        .select(['number', 'family', 'language', 'slug', 'state', 'revision', 'edition'])
        .where('story.agency_id', '=', agencyId)
        .where('number', '=', number)
        .executeTakeFirst();
      return row && { ...row, state: toState(row.state) };
    },
    async story(agencyId, number) {
      const row = await db
        .selectFrom('portal.story')
        .selectAll()
        .where('agency_id', '=', agencyId)
        .where('number', '=', number)
        .executeTakeFirst();
      return row && toStory(row);
    },
    siblings: (agencyId, family) =>
      db
        .selectFrom('portal.story')
        .select(['number', 'language', 'slug'])
        .where('agency_id', '=', agencyId)
        .where('family', '=', family)
        .where('state', '=', 'live')
        .orderBy('number')
        .execute(),
    async media(name) {
      const row = await db
        .selectFrom('portal.media')
        .select(['media_type', 'bytes'])
        .where('name', '=', name)
        .executeTakeFirst();
      return row && { mediaType: row.media_type, bytes: row.bytes };
    },
  };
}

function listReads(db: Kysely<Database>): Pick<ReleasedReads, 'latest' | 'others' | 'recentlyChanged'> {
  const live = (agencyId: string) =>
    db.selectFrom('portal.story').selectAll().where('agency_id', '=', agencyId).where('state', '=', 'live');
  return {
    async latest(agencyId, language, limit) {
      const rows = await live(agencyId)
        .where('language', '=', language)
        .orderBy('published_at', 'desc')
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toCard);
    },
    async others(agencyId, story, limit) {
      const recent = live(agencyId)
        .where('language', '=', story.language)
        .where('family', '!=', story.family)
        .orderBy('published_at', 'desc')
        .limit(AMONG_NEWEST);
      const rows = await db
        .selectFrom(recent.as('recent'))
        .selectAll()
        .orderBy(sharedTopics(story.topics), 'desc')
        .orderBy((one) => one('provider_did', '=', story.page.provider.did), 'desc')
        .orderBy('published_at', 'desc')
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toCard);
    },
    async recentlyChanged(agencyId, limit) {
      const rows = await live(agencyId).orderBy('updated_at', 'desc').limit(limit).execute();
      return rows.map(toCard);
    },
  };
}

/** Bounds the work of one uncached page, whatever the size of the archive. */
const AMONG_NEWEST = 300;

/** How many media topics two stories share. Each comes with all broader ones, so the closer the more. */
function sharedTopics(topics: readonly string[]) {
  return sql<number>`cardinality(array(select unnest(recent.topics) intersect select unnest(${[...topics]}::text[])))`;
}

function recordReads(db: Kysely<Database>): Pick<ReleasedReads, 'agency' | 'notes' | 'providers' | 'views'> {
  return {
    async agency(id) {
      const row = await db.selectFrom('portal.agency').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return undefined;
      const { time_zone: timeZone, ownership, ...rest } = row;
      return { ...rest, timeZone, ownership: toOwnership(ownership) };
    },
    async notes(agencyId, limit) {
      const rows = await db
        .selectFrom('portal.public_note as note')
        .innerJoin('portal.story as story', 'story.number', 'note.number')
        .select(['note.number', 'note.kind', 'note.reason_class', 'note.note', 'note.at'])
        .select(['story.language', 'story.slug', 'story.state', 'story.page'])
        .where('note.agency_id', '=', agencyId)
        .orderBy('note.at', 'desc')
        .orderBy('note.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toNote);
    },
    async providers(agencyId) {
      const newest = sql<StoryPage['provider']>`(array_agg(page -> 'provider' order by number desc))[1]`;
      const rows = await db
        .selectFrom('portal.story')
        .select(newest.as('provider'))
        .select(({ fn }) => fn.count<number>('family').distinct().as('stories'))
        .where('agency_id', '=', agencyId)
        .where('state', '=', 'live')
        .groupBy('provider_did')
        .orderBy('stories', 'desc')
        .orderBy('provider_did')
        .execute();
      return rows.map(({ provider, stories }) => ({ ...provider, stories }));
    },
    async views(family) {
      const row = await db
        .selectFrom('portal.view_count')
        .select(sql<number>`coalesce(sum(views), 0)::bigint`.as('views'))
        .where('family', '=', family)
        .executeTakeFirst();
      return row?.views ?? 0;
    },
  };
}

type StoryRow = Selectable<Database['portal.story']>;

function toState(text: string): StoryHead['state'] {
  if (text === 'live' || text === 'withheld' || text === 'withdrawn') return text;
  throw new Error(`the projection holds an unknown state: ${text}`);
}

/** The state column says which of the two a row holds; `released.ts` writes both in one statement. A page that waits has a notice too. */
function isTombstone(page: StoryPage | Tombstone): page is Tombstone {
  return 'publicReason' in page;
}

function toPage(page: StoryPage | Tombstone): StoryPage {
  if (isTombstone(page)) throw new Error('a live row of the projection holds a tombstone');
  return page;
}

function toStory(row: StoryRow): ReleasedStory {
  const facts = {
    number: row.number,
    publicationId: row.publication_id,
    family: row.family,
    language: row.language,
    revision: row.revision,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
  };
  if (isTombstone(row.page))
    return row.state === 'withheld'
      ? { ...facts, state: 'withheld', stop: row.page }
      : { ...facts, state: 'withdrawn', tombstone: row.page };
  return { ...facts, state: 'live', slug: row.slug, topics: row.topics, page: row.page };
}

function toCard(row: StoryRow): StoryCard {
  const page = toPage(row.page);
  const [picture] = page.pictures;
  return {
    number: row.number,
    language: row.language,
    slug: row.slug,
    headline: page.headline,
    ...(page.summary === undefined ? {} : { summary: page.summary }),
    provider: { did: page.provider.did, name: page.provider.name },
    isPartners: page.isPartners,
    isTranslation: page.isTranslation,
    ...(page.isAdaptation ? { isAdaptation: true } : {}),
    sourceLanguage: page.sourceLanguage,
    isCorrected: page.corrections.length > 0,
    isIndexed: page.indexing.robots === 'index',
    ...(picture === undefined ? {} : { picture }),
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
  };
}

const noteKinds = ['correction', 'withholding', 'release', 'withdrawal'] as const;

type NoteRow = Pick<StoryRow, 'number' | 'language' | 'slug' | 'state' | 'page'> &
  Pick<Selectable<Database['portal.public_note']>, 'kind' | 'reason_class' | 'note' | 'at'>;

function toNote(row: NoteRow): PublicNote {
  return {
    kind: noteKinds.find((known) => known === row.kind) ?? 'correction',
    number: row.number,
    language: row.language,
    ...(isTombstone(row.page) ? {} : { slug: row.slug, headline: row.page.headline }),
    reasonClass: toReasonClass(row.reason_class),
    note: row.note.text,
    at: row.at,
  };
}
