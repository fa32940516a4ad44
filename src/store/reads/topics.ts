import { sql, type Kysely } from 'kysely';
import { SHIPPED_TOPICS, SHIPPED_RELEASE } from '#domain/item/media-topics.ts';
import { nameOf, type ReleasedTopic, type TopicName } from '#domain/item/topic-release.ts';
import { climbTopics } from '#domain/item/topic-tree.ts';
import type { Instant } from '#kernel/instant.ts';
import type { TopicCard, TopicLine, TopicReads } from '#ports/reads/topics.ts';
import type { Database } from '../tables/database.ts';
import { LAST_RELEASE, toTopic } from '../topics.ts';

/** The vocabulary of the node: what was imported, and beside it what came with the house. */
export function topicReads(db: Kysely<Database>): TopicReads {
  return {
    async list() {
      const releasedAt = await lastRelease(db);
      const topics = await readTopics(db);
      return {
        release: releasedAt?.slice(0, 10) ?? SHIPPED_RELEASE,
        isImported: releasedAt !== undefined,
        topics: topics.map(toLine),
      };
    },
    async find(code) {
      const topics = await readTopics(db);
      const topic = topics.find((one) => one.code === code);
      return topic && toCard(topic, topics, await namesBefore(db, code));
    },
  };
}

/** The names of topics that are known, by code, as people read them. */
export async function readTopicNames(
  db: Kysely<Database>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, TopicName>> {
  const wanted = [...new Set(codes)];
  const rows =
    wanted.length === 0
      ? []
      : await db.selectFrom('media_topic').select(['code', 'names']).where('code', 'in', wanted).execute();
  const imported = new Map(rows.map(({ code, names }) => [code, nameOf(code, names)]));
  const shipped = SHIPPED_TOPICS.filter(({ code }) => wanted.includes(code));
  return new Map([...shipped.map((topic) => [topic.code, topic] as const), ...imported]);
}

async function lastRelease(db: Kysely<Database>): Promise<Instant | undefined> {
  const { rows } = await sql<{ at: Instant | null }>`select (${LAST_RELEASE}) as at`.execute(db);
  return rows[0]?.at ?? undefined;
}

async function readTopics(db: Kysely<Database>): Promise<readonly ReleasedTopic[]> {
  const rows = await db.selectFrom('media_topic').selectAll().execute();
  const imported = new Set(rows.map(({ code }) => code));
  const shipped = SHIPPED_TOPICS.filter(({ code }) => !imported.has(code)).map(asReleased);
  return [...rows.map(toTopic), ...shipped].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** What came with the house says no date of retirement; that it is retired is known all the same. */
type KnownTopic = ReleasedTopic & { readonly isRetired?: boolean };

function asReleased(topic: (typeof SHIPPED_TOPICS)[number]): KnownTopic {
  const { code, broader, name, ours, isRetired, replacedBy } = topic;
  const official = Object.entries(name).filter(
    ([language, text]) => text !== '' && !ours.some((one) => one === language),
  );
  return {
    code,
    names: Object.fromEntries(official),
    definitions: {},
    broader: broader === undefined ? [] : [broader],
    replacedBy,
    matches: [],
    isRetired,
  };
}

function toLine(topic: KnownTopic): TopicLine {
  return {
    code: topic.code,
    ...nameOf(topic.code, topic.names),
    broader: topic.broader,
    isRetired: topic.isRetired ?? topic.retiredAt !== undefined,
  };
}

function toCard(topic: ReleasedTopic, all: readonly ReleasedTopic[], before: TopicCard['before']): TopicCard {
  const { code, names, definitions, replacedBy, matches, retiredAt } = topic;
  return {
    ...toLine(topic),
    names,
    definitions,
    above: climbTopics(all).get(code) ?? [],
    narrower: all.filter(({ broader }) => broader.includes(code)).map((one) => one.code),
    replacedBy,
    matches,
    ...(retiredAt === undefined ? {} : { retiredAt }),
    before,
  };
}

async function namesBefore(db: Kysely<Database>, code: string): Promise<TopicCard['before']> {
  const rows = await db
    .selectFrom('media_topic_name')
    .select(['names', 'released_at'])
    .where('code', '=', code)
    .orderBy('released_at', 'desc')
    .execute();
  return rows.map(({ names, released_at }) => ({ until: released_at, names }));
}
