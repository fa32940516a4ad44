import { sql, type Selectable } from 'kysely';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Channel, ChannelReader, ChannelWriter, StoredEntry } from '#ports/channel-store.ts';
import { drillsFetched } from './drills.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** PXP/1 channels and their entries. The unique key on (channel, epoch, seq) is the guard against a second signature. */
export function channelStore(transaction: AgencyTransaction): ChannelWriter {
  const { trx, agencyId } = transaction;
  return {
    ...channelReader(transaction),
    ...channelMarks(transaction),
    ...channelStops(transaction),
    ...heldEntries(transaction),
    async lock({ ch, direction, partnerDid }) {
      const find = () =>
        trx.selectFrom('channel').selectAll().where('ch', '=', ch).forUpdate().executeTakeFirst();
      const known = await find();
      // Asked for after the wait for the lock: a change of keys that was waited for is seen.
      if (known) return withKey(toChannel(known), await signingKey(trx));
      const fresh = { ch, direction, partner_did: partnerDid, epoch: 1, seq: 0, state: 'open' };
      await trx
        .insertInto('channel')
        .values({ agency_id: agencyId, ...fresh })
        .onConflict((conflict) => conflict.columns(['agency_id', 'ch']).doNothing())
        .execute();
      const made = await find();
      if (!made) throw new Error(`channel ${ch} belongs to another agency of this node`);
      return withKey(toChannel(made), await signingKey(trx));
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
        update channel set epoch = ${last.epoch}, seq = ${last.seq}, hash = ${last.hash}, last_error = null,
          partner_seq = case when epoch = ${last.epoch} then partner_seq else 0 end
          where ch = ${last.ch}
`.execute(trx);
      transaction.ring?.(`channel ${last.ch}`);
    },
  };
}

type Held = Pick<ChannelWriter, 'hold' | 'isHolding' | 'takeHeld'>;
type Stops = Pick<ChannelWriter, 'freeze' | 'thaw'>;
type Marks = Omit<ChannelWriter, keyof ChannelReader | keyof Held | keyof Stops | 'lock' | 'add'>;

/** What is noted beside the chain: how far each side has come. */
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
        .where('epoch', '=', (channel) => channel.selectFrom('channel').select('epoch').where('ch', '=', ch))
        .where('seq', '<=', seq)
        .where('fetched_at', 'is', null)
        .execute();
      await drillsFetched(trx, { ch, seq, at });
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

/** What stopped the chain, and that a person has let it go on. */
function channelStops({ trx }: AgencyTransaction): Stops {
  return {
    async freeze(ch, evidence, why) {
      await trx
        .updateTable('channel')
        .set({
          state: 'frozen',
          evidence: sql<string>`coalesce(evidence, '[]'::jsonb) || ${JSON.stringify(evidence)}::jsonb`,
          last_error: why,
        })
        .where('ch', '=', ch)
        .execute();
    },
    async thaw(ch) {
      await trx
        .updateTable('channel')
        .set({ state: 'open', last_error: null })
        .where('ch', '=', ch)
        .execute();
    },
  };
}

/** What waits until the channel may be written again. */
function heldEntries({ trx, agencyId }: AgencyTransaction): Held {
  return {
    async hold(ch, { draft, recalls }, at) {
      await trx
        .insertInto('held_entry')
        .values({ agency_id: agencyId, ch, draft, recalls: [...recalls], held_at: at })
        .execute();
    },
    async isHolding(ch) {
      const one = await trx.selectFrom('held_entry').select('number').where('ch', '=', ch).limit(1).execute();
      return one.length > 0;
    },
    async takeHeld(ch) {
      const rows = await trx
        .deleteFrom('held_entry')
        .where('ch', '=', ch)
        .returning(['number', 'draft', 'recalls'])
        .execute();
      return rows.toSorted((one, other) => one.number - other.number);
    },
  };
}

function channelReader(transaction: AgencyTransaction): ChannelReader {
  const { trx } = transaction;
  return {
    ...entryReader(transaction),
    async find(ch) {
      // One statement, so that position and key are of one moment: a head must not outrun a change of keys.
      const row = await trx
        .selectFrom('channel')
        .leftJoin(knownKey(trx, ch).as('key'), (join) => join.onTrue())
        .selectAll('channel')
        .select(['key.kid', 'key.sealed_private_key'])
        .where('ch', '=', ch)
        .executeTakeFirst();
      return row && withKey(toChannel(row), row);
    },
    async list() {
      const rows = await trx.selectFrom('channel').selectAll().orderBy('partner_did').execute();
      return rows.map(toChannel);
    },
    async evidence(ch) {
      const row = await trx.selectFrom('channel').select('evidence').where('ch', '=', ch).executeTakeFirst();
      const kept = Array.isArray(row?.evidence) ? row.evidence : [];
      // Of a position that we no longer hold an empty text was kept beside the one that came.
      return kept.filter((text) => typeof text === 'string' && text !== '');
    },
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

async function epochAfter(
  trx: AgencyTransaction['trx'],
  ch: string,
  epoch: number,
): Promise<number | undefined> {
  const row = await trx
    .selectFrom('entry')
    .select('epoch')
    .where('ch', '=', ch)
    .where('epoch', '>', epoch)
    .orderBy('epoch')
    .limit(1)
    .executeTakeFirst();
  return row?.epoch;
}

type EntryReads = Pick<
  ChannelReader,
  'entriesAfter' | 'epochAfter' | 'entryAt' | 'entryNaming' | 'held' | 'keyChanges' | 'receipts'
>;

function entryReader({ trx }: AgencyTransaction): EntryReads {
  const ofTypes = async (ch: string, types: readonly string[]): Promise<readonly StoredEntry[]> => {
    const rows = await trx
      .selectFrom('entry')
      .selectAll()
      .where('ch', '=', ch)
      .where('type', 'in', types)
      .orderBy('epoch')
      .orderBy('seq')
      .execute();
    return rows.map(toEntry);
  };
  return {
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
    epochAfter: (ch, epoch) => epochAfter(trx, ch, epoch),
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
        .orderBy('epoch', 'desc')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toEntry(row);
    },
    async held(ch) {
      const held = trx.selectFrom('held_entry').select(['draft', 'recalls']).where('ch', '=', ch);
      return held.orderBy('number').execute();
    },
    keyChanges: (ch) => ofTypes(ch, ['key.pledged', 'key.rotated', 'key.revoked']),
    receipts: (ch) => ofTypes(ch, ['receipt']),
  };
}

/** The key that signs our entries. */
function inUse(trx: AgencyTransaction['trx']) {
  return trx
    .selectFrom('agency_key')
    .select(['kid', 'sealed_private_key'])
    .where('role', '=', 'sign')
    .where('revoked_at', 'is', null);
}

/** The key that the reader of this channel knows: the old one, as long as the change of it is held; else the one in use. */
function knownKey(trx: AgencyTransaction['trx'], ch: string) {
  const held = sql<string>`(
    select k.kid from held_entry h join agency_key k on k.role = 'sign' and k.kid = h.draft::jsonb #>> '{data,old,kid}'
    where h.ch = ${ch} and h.draft::jsonb ->> 'type' in ('key.rotated', 'key.revoked') order by h.number limit 1)`;
  return trx
    .selectFrom('agency_key')
    .select(['kid', 'sealed_private_key'])
    .where('role', '=', 'sign')
    .where((key) => key.or([key('revoked_at', 'is', null), key('kid', '=', held)]))
    .orderBy(sql`revoked_at is null`)
    .limit(1);
}

async function signingKey(trx: AgencyTransaction['trx']): Promise<KeyRow | undefined> {
  return inUse(trx).executeTakeFirst();
}

type KeyRow = { readonly kid: string | null; readonly sealed_private_key: string | null };

function withKey(channel: Channel, row: KeyRow | undefined): Channel {
  const { kid, sealed_private_key: sealedPrivateKey } = row ?? { kid: null, sealed_private_key: null };
  if (channel.direction === 'in' || kid === null || sealedPrivateKey === null) return channel;
  return { ...channel, signingKey: { kid, sealedPrivateKey } };
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
