import { sql, type Kysely, type RawBuilder } from 'kysely';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { JobQueue } from '#ports/job-queue.ts';
import type { ClaimedJob, Job, OutboxStore, Topic } from '#ports/outbox-store.ts';
import { inAgency } from './in-agency.ts';
import { heldStations } from './station.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** The transactional outbox: PostgreSQL is the truth, the bell only wakes the worker. */
export function outboxStore({ trx, agencyId, ring }: AgencyTransaction): OutboxStore {
  return {
    async put(job, at, notBefore) {
      await trx
        .insertInto('outbox')
        .values({
          agency_id: agencyId,
          topic: job.topic,
          payload: JSON.stringify(job.payload),
          created_at: at,
          next_at: notBefore ?? at,
        })
        // A hint for this channel is waiting already, or on its way with less to tell: then it goes once more.
        // One that failed keeps its pause, so that a partner that hangs is not asked at every entry (I23).
        .onConflict((conflict) =>
          conflict
            .expression(sql`agency_id, (payload->>'ch')`)
            .where(sql<boolean>`topic = 'hint' and done_at is null`)
            .doUpdateSet({ next_at: sql<Instant>`least(outbox.next_at, excluded.next_at)` })
            .where('outbox.attempts', '<=', 1),
        )
        .execute();
      ring?.(`outbox ${job.topic}`);
    },
    async putOnce({ topic, payload }, at, notBefore) {
      // Whoever puts it holds the item, so that no two look for it at once. The job at hand is no such look: its lease is.
      await sql`
        insert into outbox (agency_id, topic, payload, created_at, next_at)
        select ${agencyId}::uuid, ${topic}, ${JSON.stringify(payload)}::jsonb, ${at}::timestamptz, ${notBefore}::timestamptz
        where not exists (
          select 1 from outbox where topic = ${topic} and done_at is null and next_at = ${notBefore}::timestamptz
            and attempts = 0 and payload->>'itemId' = ${payload.itemId})`.execute(trx);
    },
    async bringForward(topics, at) {
      await trx
        .updateTable('outbox')
        .set({ next_at: at, attempts: 0 })
        .where('done_at', 'is', null)
        .where('attempts', '>', 0)
        .where('topic', 'in', topics)
        .where('next_at', '>', at)
        .execute();
      for (const topic of topics) ring?.(`outbox ${topic}`);
    },
    async waiting(topics, after, most) {
      const rows = await trx
        .selectFrom('outbox')
        .select(['id', 'topic', 'payload'])
        .where('done_at', 'is', null)
        .where('topic', 'in', topics)
        .where('id', '>', after)
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(({ id, topic, payload }) => ({ id, job: readJob(topic, payload) }));
    },
    async finish(id, at) {
      await trx.updateTable('outbox').set({ done_at: at }).where('id', '=', id).execute();
    },
  };
}

const LEASE_SECONDS = 60;

/** The worker's end of the outbox. `station` is that of this process; nobody has the station 0, so that leases of it are never defended. */
export function jobQueue(db: Kysely<Database>, station = 0): JobQueue {
  return {
    due: (agencyId, at) => dueTopics(db, agencyId, at),
    claim: (agencyId, topics, at, except = []) => claimJob(db, { agencyId, station }, { topics, at, except }),
    takeBack: (agencyId, at) => takeBack(db, agencyId, at),
    followClock: (agencyId, at) => followClock(db, agencyId, at),
    settle: (job, outcome) => settleJob(db, job, outcome),
    purge: (agencyId, doneBefore, most) => purgeJobs(db, agencyId, { doneBefore, most }),
  };
}

async function dueTopics(db: Kysely<Database>, agencyId: string, at: Instant): Promise<readonly Topic[]> {
  return inAgency(db, agencyId, async (trx) => {
    const due = trx.selectFrom('outbox').where('done_at', 'is', null).where('next_at', '<=', at);
    const rows = await due.select('topic').distinct().execute();
    return rows.map(({ topic }) => topic).filter(isTopic);
  });
}

type Wanted = {
  readonly topics: readonly Topic[];
  readonly at: Instant;
  /** Partners that are not to be asked now. */
  readonly except: readonly string[];
};

/** Leases the next due job: nobody else gets it for a minute, and a crash gives it back. */
async function claimJob(
  db: Kysely<Database>,
  { agencyId, station }: { readonly agencyId: string; readonly station: number },
  { topics, at, except }: Wanted,
): Promise<ClaimedJob | undefined> {
  return inAgency(db, agencyId, async (trx) => {
    const row = await trx
      .selectFrom('outbox')
      .select(['id', 'topic', 'payload', 'attempts'])
      .where('done_at', 'is', null)
      .where('next_at', '<=', at)
      .where('topic', 'in', topics)
      .$if(except.length > 0, (due) => due.where(asksNoneOf(except)))
      .orderBy('next_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!row) return undefined;
    const leasedUntil = plusSeconds(at, LEASE_SECONDS);
    const attempts = row.attempts + 1;
    const { partner } = await trx
      .updateTable('outbox')
      .set({ next_at: leasedUntil, attempts, leased_by: station })
      .where('id', '=', row.id)
      .returning(partnerAsked)
      .executeTakeFirstOrThrow();
    const job = readJob(row.topic, row.payload);
    return { id: row.id, agencyId, attempts, leasedUntil, job, ...(partner === null ? {} : { partner }) };
  });
}

/** Whom a job asks for what it needs: the other side of a channel, who gave a story, or who laid a paper down. */
const partnerAsked = sql<string | null>`case
  when topic in ('hint', 'fetch-object') then (select partner_did from channel where ch = payload->>'ch')
  when topic = 'fetch-pictures' then (select provider_did from item where item.id = (payload->>'itemId')::uuid)
  when topic = 'fetch-paper' then payload->>'partnerDid' end`.as('partner');

/** The same the other way round: of many jobs that wait for one partner each is passed over without a look at its channel. */
function asksNoneOf(partners: readonly string[]): RawBuilder<boolean> {
  const these = sql.join(partners);
  return sql<boolean>`case
    when topic in ('hint', 'fetch-object')
      then payload->>'ch' not in (select ch from channel where partner_did in (${these}))
    when topic = 'fetch-pictures'
      then not exists (select from item where item.id = (payload->>'itemId')::uuid and provider_did in (${these}))
    when topic = 'fetch-paper' then payload->>'partnerDid' not in (${these})
    else true end`;
}

/** What is leased by a process that has no station any more. */
async function takeBack(db: Kysely<Database>, agencyId: string, at: Instant): Promise<void> {
  await inAgency(db, agencyId, async (trx) => {
    await trx
      .updateTable('outbox')
      .set({ next_at: at, leased_by: null })
      .where('done_at', 'is', null)
      .where('next_at', '>', at)
      .where('next_at', '<=', sql<Instant>`${at}::timestamptz + make_interval(secs => ${LEASE_SECONDS})`)
      .where('leased_by', 'is not', null)
      .where('leased_by', 'not in', heldStations)
      .execute();
  });
}

async function followClock(db: Kysely<Database>, agencyId: string, at: Instant): Promise<void> {
  await inAgency(db, agencyId, async (trx) => {
    const waiting = trx.updateTable('outbox').where('done_at', 'is', null).where('next_at', '>', at);
    await waiting.set({ next_at: at }).where('attempts', '>', 0).execute();
    await waiting
      .set({ created_at: at, next_at: sql<Instant>`${at}::timestamptz + (next_at - created_at)` })
      .where('created_at', '>', at)
      .execute();
  });
}

/**
 * What was done between two readings of a clock that has leapt since was perhaps judged by a wrong time: it is done again (I2), the last of it
 * first, and one after the other, so that what comes meanwhile need not wait for all of it.
 */
export async function doAgain(
  db: Kysely<Database>,
  agencyId: string,
  { topics, from, to }: { readonly topics: readonly Topic[]; readonly from: Instant; readonly to: Instant },
  at: Instant,
): Promise<void> {
  await inAgency(db, agencyId, (trx) =>
    sql`update outbox set done_at = null, attempts = 0, next_at = ${at}::timestamptz + again.place * interval '20 milliseconds'
      from (select id as done_id, row_number() over (order by done_at desc) - 1 as place from outbox
        where topic = any(${[...topics]}::text[]) and done_at between ${from}::timestamptz and ${to}::timestamptz) as again
      where id = again.done_id`.execute(trx),
  );
}

/** Marks a job done, or puts it off until `again`, with the reason. One that was asked for anew meanwhile stays due. */
async function settleJob(
  db: Kysely<Database>,
  claimed: ClaimedJob,
  outcome: Parameters<JobQueue['settle']>[1],
): Promise<void> {
  await inAgency(db, claimed.agencyId, async (trx) => {
    const changes =
      'doneAt' in outcome ? { done_at: outcome.doneAt } : { next_at: outcome.again, last_error: outcome.why };
    await trx
      .updateTable('outbox')
      .set({ ...changes, leased_by: null })
      .where('id', '=', claimed.id)
      .where('next_at', '>=', claimed.leasedUntil)
      .execute();
  });
}

/** Oldest first, so that what is left over is what was done last. */
async function purgeJobs(
  db: Kysely<Database>,
  agencyId: string,
  { doneBefore, most }: { readonly doneBefore: Instant; readonly most: number },
): Promise<number> {
  return inAgency(db, agencyId, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('outbox')
      .where('id', 'in', (from) =>
        from
          .selectFrom('outbox')
          .select('id')
          .where('done_at', '<', doneBefore)
          .orderBy('done_at')
          .limit(most),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  });
}

/** Whether a text names a topic of the outbox. */
export function isTopic(text: string): text is Topic {
  return Object.hasOwn(TOPICS, text);
}

const TOPICS: Readonly<Record<Topic, true>> = {
  'item-killed': true,
  'item-admitted': true,
  'agreement-changed': true,
  'topics-changed': true,
  'fetch-object': true,
  'fetch-pictures': true,
  'fetch-paper': true,
  taken: true,
  'usage-report': true,
  receipt: true,
  deliver: true,
  'call-back': true,
  'tell-late': true,
  hint: true,
};

function readJob(topic: string, payload: unknown): Job {
  const job = { topic, payload };
  if (!isJob(job)) throw new Error(`the outbox holds an unknown topic: ${topic}`);
  return job;
}

/** Rows of the outbox were written by `put` above, from a Job. */
function isJob(job: { topic: string; payload: unknown }): job is Job {
  return Object.hasOwn(TOPICS, job.topic);
}
