import { sql, type Selectable } from 'kysely';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Channel, ChannelReader, ChannelWriter, StoredEntry } from '#ports/channel-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** PXP/1 channels and their entries. The unique key on (channel, epoch, seq) is the guard against a second signature. */
export function channelStore(transaction: AgencyTransaction): ChannelWriter {
  const { trx, agencyId } = transaction;
  return {
    ...channelReader(transaction),
    ...channelMarks(transaction),
    async lock({ ch, direction, partnerDid }) {
      const find = () =>
        trx.selectFrom('channel').selectAll().where('ch', '=', ch).forUpdate().executeTakeFirst();
      const known = await find();
      if (known) return toChannel(known);
      const fresh = { ch, direction, partner_did: partnerDid, epoch: 1, seq: 0, state: 'open' };
      await trx
        .insertInto('channel')
        .values({ agency_id: agencyId, ...fresh })
        .onConflict((conflict) => conflict.columns(['agency_id', 'ch']).doNothing())
        .execute();
      const made = await find();
      if (!made) throw new Error(`channel ${ch} belongs to another agency of this node`);
      return toChannel(made);
    },
    async add(entries) {
      const last = entries.at(-1);
      if (!last) return;
      const column = <T>(read: (entry: StoredEntry) => T): T[] => entries.map(read);
      await sql`
        with added as (
          insert into entry (agency_id, ch, epoch, seq, id, hash, jws, type, subject, object_digest, stored_at)
          select ${agencyId}::uuid, ${last.ch}, e.* from unnest(
            ${column(({ epoch }) => epoch)}::integer[], ${column(({ seq }) => seq)}::bigint[],
            ${column(({ id }) => id)}::text[], ${column(({ hash }) => hash)}::text[],
            ${column(({ jws }) => jws)}::text[], ${column(({ type }) => type)}::text[],
            ${column(({ subject }) => subject ?? null)}::text[],
            ${column(({ objectDigest }) => objectDigest ?? null)}::text[],
            ${column(({ storedAt }) => storedAt)}::timestamptz[]) as e
        )
        update channel set epoch = ${last.epoch}, seq = ${last.seq}, hash = ${last.hash}, last_error = null
          where ch = ${last.ch}
`.execute(trx);
      transaction.ring?.(`channel ${last.ch}`);
    },
  };
}

type Marks = Omit<ChannelWriter, keyof ChannelReader | 'lock' | 'add'>;

/** What is noted beside the chain: how far each side has come, and what stopped it. */
function channelMarks({ trx, agencyId }: AgencyTransaction): Marks {
  return {
    async recordPartnerCursor(ch, seq, at) {
      await trx
        .updateTable('channel')
        .set({ partner_seq: sql<number>`greatest(partner_seq, ${seq})` })
        .where('ch', '=', ch)
        .execute();
      await trx
        .updateTable('recall_reach')
        .set({
          fetched_at: at,
          state: sql<string>`case when state = 'written' then 'fetched' else state end`,
        })
        .where('ch', '=', ch)
        .where('seq', '<=', seq)
        .where('fetched_at', 'is', null)
        .execute();
    },
    async recordHead(ch, headSeq, seenAt) {
      // An old head that is shown again makes nothing older.
      const seen =
        seenAt === undefined
          ? {}
          : { head_seen_at: sql<Instant>`greatest(head_seen_at, ${seenAt}::timestamptz)` };
      await trx
        .updateTable('channel')
        .set({ head_seq: headSeq, ...seen })
        .where('ch', '=', ch)
        .execute();
    },
    async recordError(ch, error) {
      await trx
        .updateTable('channel')
        .set({ last_error: error ?? null })
        .where('ch', '=', ch)
        .execute();
    },
    async freeze(ch, evidence, why) {
      await trx
        .updateTable('channel')
        .set({ state: 'frozen', evidence: JSON.stringify(evidence), last_error: why })
        .where('ch', '=', ch)
        .execute();
    },
    async allowBlobs(ch, itemId, digests) {
      if (digests.length === 0) return;
      await trx
        .insertInto('channel_blob')
        .values(digests.map((digest) => ({ agency_id: agencyId, ch, digest, item_id: itemId })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

function channelReader({ trx }: AgencyTransaction): ChannelReader {
  return {
    async find(ch) {
      const row = await trx.selectFrom('channel').selectAll().where('ch', '=', ch).executeTakeFirst();
      return row && toChannel(row);
    },
    async list() {
      const rows = await trx.selectFrom('channel').selectAll().orderBy('partner_did').execute();
      return rows.map(toChannel);
    },
    async entriesAfter(ch, epoch, after, limit) {
      const rows = await trx
        .selectFrom('entry')
        .selectAll()
        .where('ch', '=', ch)
        .where('epoch', '=', epoch)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },
    async entryAt(ch, epoch, seq) {
      const row = await trx
        .selectFrom('entry')
        .selectAll()
        .where('ch', '=', ch)
        .where('epoch', '=', epoch)
        .where('seq', '=', seq)
        .executeTakeFirst();
      return row && toEntry(row);
    },
    async entryNaming(ch, objectDigest) {
      const row = await trx
        .selectFrom('entry')
        .selectAll()
        .where('ch', '=', ch)
        .where('object_digest', '=', objectDigest)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toEntry(row);
    },
    hasLater: (type, than) => hasLater(trx, type, than),
    async itemsNamingBlob(ch, digest) {
      const rows = await trx
        .selectFrom('channel_blob')
        .select('item_id')
        .where('ch', '=', ch)
        .where('digest', '=', digest)
        .execute();
      return rows.flatMap(({ item_id }) => item_id ?? []);
    },
  };
}

async function hasLater(
  trx: AgencyTransaction['trx'],
  type: string,
  { ch, epoch, seq, subject }: Parameters<ChannelReader['hasLater']>[1],
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from entry where ch = ${ch} and subject = ${subject} and type = ${type}
        and (epoch, seq) > (${epoch}::integer, ${seq}::bigint)
    ) as found`.execute(trx);
  return rows[0]?.found === true;
}

function toChannel(row: Selectable<Database['channel']>): Channel {
  return {
    ch: row.ch,
    direction: row.direction === 'out' ? 'out' : 'in',
    partnerDid: row.partner_did,
    epoch: row.epoch,
    seq: row.seq,
    ...(row.hash === null ? {} : { hash: knownDigest(row.hash) }),
    state: row.state === 'frozen' || row.state === 'closed' ? row.state : 'open',
    partnerSeq: row.partner_seq,
    headSeq: row.head_seq,
    ...(row.head_seen_at === null ? {} : { headSeenAt: row.head_seen_at }),
    ...(row.last_error === null ? {} : { lastError: row.last_error }),
  };
}

function toEntry(row: Selectable<Database['entry']>): StoredEntry {
  return {
    ch: row.ch,
    epoch: row.epoch,
    seq: row.seq,
    id: row.id,
    hash: knownDigest(row.hash),
    jws: row.jws,
    type: row.type,
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.object_digest === null ? {} : { objectDigest: knownDigest(row.object_digest) }),
    storedAt: row.stored_at,
  };
}

function knownDigest(text: string): Digest {
  const digest = parseDigest(text);
  if (digest === undefined) throw new Error(`the store holds a malformed digest: ${text}`);
  return digest;
}
