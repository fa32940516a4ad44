import { sql, type Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import type { AlertLine, AlertReads, HookPost } from '#ports/reads/alerts.ts';
import type { StoryLine, WireQuestion } from '#ports/reads/wire.ts';
import type { Database } from '../tables/database.ts';
import { transactWith, type AgencyTransaction } from '../transact.ts';
import { readAgencyCards } from './agency-cards.ts';
import { matchStories } from './match-stories.ts';
import { readLines } from './story-lines.ts';
import { readInSight, type Visible } from './sight-of.ts';
import { and, isVisible, mayBeNamed, type Condition } from './visible.ts';

/** What people were told, and what a search would tell them. */
export function alertReads(db: Kysely<Database>, visible: Visible = isVisible): AlertReads {
  const inSightOf = readInSight(db, visible);
  const transact = transactWith(db, (transaction) => transaction);
  return {
    list: (agencyId, asked) =>
      inSightOf(agencyId, asked.at, (transaction, isSeen) => readList(transaction, asked, isSeen)),
    unread: (agencyId, asked) =>
      inSightOf(agencyId, asked.at, (transaction, isSeen) => countUnread(transaction, asked, isSeen)),
    markRead: (agencyId, personId, which, at) =>
      transact(agencyId, async ({ trx }) => {
        const those =
          'id' in which ? sql`id = ${which.id}::uuid` : sql`told_at <= ${which.until}::timestamptz`;
        await sql`update mention set read_at = ${at}::timestamptz
          where person_id = ${personId} and told_at is not null and read_at is null and ${those}`.execute(
          trx,
        );
      }),
    foundSince: (agencyId, question, since) =>
      inSightOf(agencyId, question.at, (transaction, isSeen) =>
        findSince(transaction, { question, since, isSeen }),
      ),
    named: (agencyId, asked) =>
      inSightOf(agencyId, asked.at, (transaction, isSeen) => readNamed(transaction, asked, isSeen)),
    hookPosts: (agencyId) => transact(agencyId, readPosts),
  };
}

const LINES = 50;

type Mine = { readonly personId: string; readonly at: Instant; readonly after?: string };

/** What a person was told of stories that they may still see. */
function mine({ personId }: Pick<Mine, 'personId'>, isSeen: Condition): readonly Condition[] {
  return [
    sql<boolean>`m.person_id = ${personId}`,
    sql<boolean>`m.told_at is not null`,
    sql<boolean>`(m.word <> 'killed' or i.state = 'killed')`,
    isSeen,
  ];
}

async function readList(
  transaction: AgencyTransaction,
  asked: Mine,
  isSeen: Condition,
): Promise<{ readonly alerts: AlertLine[]; readonly unread: number; readonly next?: string }> {
  const { trx } = transaction;
  const after = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f-]{36})$/.exec(asked.after ?? '');
  const earlier = after
    ? [sql<boolean>`(m.told_at, m.id) < (${after[1]}::timestamptz, ${after[2]}::uuid)`]
    : [];
  const { rows } = await sql<AlertRow>`
    select m.id, m.item_id, m.version, m.word, m.taken, m.told_at, m.read_at,
      (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name) order by q.name), '[]')
       from saved_search q where q.id = any(m.because)) as because
    from mention m join item i on i.id = m.item_id join item_search s on s.item_id = i.id
    where ${and([...mine(asked, isSeen), ...earlier])}
    order by m.told_at desc, m.id desc limit ${LINES + 1}`.execute(trx);
  const shown = rows.slice(0, LINES);
  const cards = await readAgencyCards(transaction);
  const ids = [...new Set(shown.map(({ item_id }) => item_id))];
  const lines = new Map(
    (await readLines(transaction, { ids, at: asked.at, cards })).map((line) => [line.id, line]),
  );
  const last = rows.length > LINES ? shown.at(-1) : undefined;
  return {
    alerts: shown.flatMap((row) => {
      const story = lines.get(row.item_id);
      return story ? [toAlert(row, story)] : [];
    }),
    unread: await countUnread(transaction, asked, isSeen),
    ...(last ? { next: `${last.told_at}~${last.id}` } : {}),
  };
}

type AlertRow = {
  readonly id: string;
  readonly item_id: string;
  readonly version: number;
  readonly word: AlertLine['what'];
  readonly taken: boolean;
  readonly told_at: Instant;
  readonly read_at: Instant | null;
  readonly because: AlertLine['because'];
};

function toAlert(row: AlertRow, story: AlertLine['story']): AlertLine {
  return {
    id: row.id,
    story,
    version: row.version,
    what: row.word,
    taken: row.taken,
    because: row.because,
    toldAt: row.told_at,
    read: row.read_at !== null,
  };
}

async function countUnread({ trx }: AgencyTransaction, asked: Mine, isSeen: Condition): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::integer as unread
    from mention m join item i on i.id = m.item_id join item_search s on s.item_id = i.id
    where m.read_at is null and ${and(mine(asked, isSeen))}`.execute(trx);
  return rows[0]?.unread ?? 0;
}

/** Looked through for a trial. */
const MOST_TRIED = 5000;

async function findSince(
  transaction: AgencyTransaction,
  {
    question,
    since,
    isSeen,
  }: { readonly question: WireQuestion; readonly since: Instant; readonly isSeen: Condition },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select i.id from item i join item_search s on s.item_id = i.id
    where i.updated_at >= ${since}::timestamptz and ${and([isSeen, mayBeNamed(question.at)])}
    order by i.updated_at desc, i.id desc limit ${MOST_TRIED}`.execute(transaction.trx);
  const itemIds = rows.map(({ id }) => id);
  const matched = await matchStories(transaction, { asked: [{ id: 'trial', question }], itemIds, isSeen });
  const found = new Set(matched.get('trial'));
  return itemIds.filter((id) => found.has(id));
}

async function readNamed(
  transaction: AgencyTransaction,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Instant },
  isSeen: Condition,
): Promise<StoryLine[]> {
  const { rows } = await sql<{ id: string }>`
    select i.id from item i join item_search s on s.item_id = i.id
    where i.id = any(${[...ids]}::uuid[]) and ${and([isSeen, mayBeNamed(at)])}`.execute(transaction.trx);
  const named = new Set(rows.map(({ id }) => id));
  const cards = await readAgencyCards(transaction);
  return readLines(transaction, { ids: ids.filter((id) => named.has(id)), at, cards });
}

const POSTS = 50;

/** Attempts told of each: what a system has not taken is tried for ever. */
const LAST_ATTEMPTS = 20;

async function readPosts({ trx }: AgencyTransaction): Promise<HookPost[]> {
  const { rows } = await sql<{
    id: string;
    system: string;
    made_at: Instant;
    next_at: Instant;
    done_at: Instant | null;
    stories: number;
    tried: number;
  }>`select p.id, d.name as system, p.made_at, p.next_at, p.done_at, p.attempts as tried,
      (select count(*)::integer from mention m where m.post_id = p.id) as stories
    from alert_post p join destination d on d.id = p.destination_id
    order by p.made_at desc, p.id desc limit ${POSTS}`.execute(trx);
  const attempts = await readAttempts(
    trx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    system: row.system,
    madeAt: row.made_at,
    stories: row.stories,
    tried: row.tried,
    ...(row.done_at === null ? { triedNextAt: row.next_at } : {}),
    attempts: (attempts.get(row.id) ?? []).map(({ at, outcome, status, answer }) => ({
      at,
      outcome: outcome === 'done' || outcome === 'nothing' ? outcome : 'failed',
      answer,
      ...(status === null ? {} : { status }),
    })),
  }));
}

type AttemptRow = {
  readonly post_id: string;
  readonly at: Instant;
  readonly outcome: string;
  readonly status: number | null;
  readonly answer: string;
};

/** The last attempts of each post, the newest first. */
async function readAttempts(
  trx: AgencyTransaction['trx'],
  postIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AttemptRow[]>> {
  const { rows } = await sql<AttemptRow>`
    select a.post_id, a.at, a.outcome, a.status, a.answer from unnest(${[...postIds]}::uuid[]) as p(id), lateral (
      select * from alert_attempt t where t.post_id = p.id order by t.number desc limit ${LAST_ATTEMPTS}) as a
    order by a.number desc`.execute(trx);
  return Map.groupBy(rows, ({ post_id }) => post_id);
}
