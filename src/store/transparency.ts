import { createHash } from 'node:crypto';
import { sql, type Kysely, type Selectable } from 'kysely';
import {
  type CosignatureStore,
  type HashRun,
  type LogConflict,
  type OpeningStore,
  type StoredCheckpoint,
  type TransparencyStore,
  type TreeStore,
  type WitnessedCheckpoint,
  WITNESS_REASONS,
  type WitnessStore,
} from '#ports/transparency-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** The transparency log on PostgreSQL: insert and select is all that the tables allow. */
export function transparencyStore(transaction: AgencyTransaction): TransparencyStore {
  return {
    ...treeStore(transaction),
    ...checkpointStore(transaction),
    ...openingStore(transaction),
    ...cosignatureStore(transaction),
    ...declinedStore(transaction),
    ...logPartnerStore(transaction),
    ...witnessStore(transaction),
  };
}

function checkpointStore({ trx, agencyId }: AgencyTransaction): Pick<TreeStore, 'checkpointAt' | 'newest'> {
  const checkpoints = trx
    .selectFrom('log_checkpoint')
    .select(['size', 'note', 'signed_at'])
    .where('agency_id', '=', agencyId);
  return {
    async newest() {
      const row = await checkpoints.orderBy('size', 'desc').limit(1).executeTakeFirst();
      return row && toCheckpoint(row);
    },
    async checkpointAt(size) {
      const row = await checkpoints.where('size', '=', size).executeTakeFirst();
      return row && toCheckpoint(row);
    },
  };
}

function treeStore({ trx, agencyId }: AgencyTransaction): Omit<TreeStore, 'checkpointAt' | 'newest'> {
  return {
    async lock() {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`transparency ${agencyId}`}, 0))`.execute(
        trx,
      );
    },
    async waiting(limit) {
      return trx
        .selectFrom('log_leaf')
        .select(['number', 'leaf'])
        .where('agency_id', '=', agencyId)
        .where((is) =>
          is.not(
            is.exists(
              is
                .selectFrom('log_entry')
                .select('log_entry.index')
                .whereRef('log_entry.leaf_number', '=', 'log_leaf.number'),
            ),
          ),
        )
        .orderBy('number')
        .limit(limit)
        .execute();
    },
    async leaves(start, end) {
      const rows = await trx
        .selectFrom('log_entry')
        .innerJoin('log_leaf', 'log_leaf.number', 'log_entry.leaf_number')
        .select('log_leaf.leaf')
        .where('log_entry.agency_id', '=', agencyId)
        .where('log_entry.index', '>=', start)
        .where('log_entry.index', '<', end)
        .orderBy('log_entry.index')
        .execute();
      return rows.map(({ leaf }) => leaf);
    },
    async placed(kind, subject) {
      return trx
        .selectFrom('log_leaf')
        .innerJoin('log_entry', 'log_entry.leaf_number', 'log_leaf.number')
        .select(['index', 'leaf'])
        .where('log_leaf.agency_id', '=', agencyId)
        .where('kind', '=', kind)
        .where('subject_hash', '=', hashOf(subject))
        .executeTakeFirst();
    },
    async hashes(runs) {
      const found: (readonly Uint8Array[])[] = [];
      for (const run of runs) found.push(await hashesOfRun(trx, agencyId, run));
      return found;
    },
    append: (grown) => append(trx, agencyId, grown),
  };
}

function toCheckpoint({
  size,
  note,
  signed_at: signedAt,
}: Pick<Selectable<Database['log_checkpoint']>, 'size' | 'note' | 'signed_at'>): StoredCheckpoint {
  return { size, note, signedAt };
}

function hashOf(subject: string): string {
  return createHash('sha256').update(subject).digest('base64url');
}

async function hashesOfRun(
  trx: Kysely<Database>,
  agencyId: string,
  { level, start, count }: HashRun,
): Promise<readonly Uint8Array[]> {
  const rows = await trx
    .selectFrom('log_hash')
    .select('hash')
    .where('agency_id', '=', agencyId)
    .where('level', '=', level)
    .where('index', '>=', start)
    .where('index', '<', start + count)
    .orderBy('index')
    .execute();
  return rows.map(({ hash }) => new Uint8Array(hash));
}

/** As many rows as fit into the parameters of one statement. */
const ROWS_AT_ONCE = 5000;

async function append(
  trx: Kysely<Database>,
  agencyId: string,
  { entries, hashes, checkpoint }: Parameters<TransparencyStore['append']>[0],
): Promise<void> {
  for (let at = 0; at < entries.length; at += ROWS_AT_ONCE) {
    const some = entries.slice(at, at + ROWS_AT_ONCE);
    await trx
      .insertInto('log_entry')
      .values(some.map(({ index, leafNumber }) => ({ agency_id: agencyId, index, leaf_number: leafNumber })))
      .execute();
  }
  for (let at = 0; at < hashes.length; at += ROWS_AT_ONCE) {
    const some = hashes.slice(at, at + ROWS_AT_ONCE);
    await trx
      .insertInto('log_hash')
      .values(
        some.map(({ level, index, hash }) => ({
          agency_id: agencyId,
          level,
          index,
          hash: Buffer.from(hash),
        })),
      )
      .execute();
  }
  const { size, note, signedAt } = checkpoint;
  await trx
    .insertInto('log_checkpoint')
    .values({ agency_id: agencyId, size, note, signed_at: signedAt })
    .execute();
}

function openingStore({ trx, agencyId }: AgencyTransaction): OpeningStore {
  return {
    async addOpening({ kind, subject, about, statement, at }) {
      await trx
        .insertInto('log_opening')
        .values({
          agency_id: agencyId,
          kind,
          subject,
          subject_hash: hashOf(subject),
          about: about ?? null,
          statement,
          made_at: at,
        })
        .execute();
    },
    async opening(kind, subject) {
      const row = await trx
        .selectFrom('log_opening')
        .innerJoin('log_leaf', (join) =>
          join
            .onRef('log_leaf.agency_id', '=', 'log_opening.agency_id')
            .onRef('log_leaf.kind', '=', 'log_opening.kind')
            .onRef('log_leaf.subject_hash', '=', 'log_opening.subject_hash'),
        )
        .leftJoin('log_entry', 'log_entry.leaf_number', 'log_leaf.number')
        .select(['statement', 'index'])
        .where('log_opening.agency_id', '=', agencyId)
        .where('log_opening.kind', '=', kind)
        .where('log_opening.subject_hash', '=', hashOf(subject))
        .executeTakeFirst();
      return row && { statement: row.statement, ...(row.index === null ? {} : { index: row.index }) };
    },
    async lastOpening(kind, about) {
      return trx
        .selectFrom('log_opening')
        .select(['subject', 'statement'])
        .where('agency_id', '=', agencyId)
        .where('kind', '=', kind)
        .$if(about !== undefined, (query) => query.where('about', '=', about ?? ''))
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
    },
  };
}

function declinedStore({ trx, agencyId }: AgencyTransaction): Pick<CosignatureStore, 'decline' | 'declined'> {
  return {
    async decline({ partnerDid, size, reason, status, said, at }) {
      await trx
        .insertInto('witness_declined')
        .values({ agency_id: agencyId, partner_did: partnerDid, size, reason, status, said, since: at, at })
        .onConflict((conflict) =>
          conflict.columns(['agency_id', 'partner_did']).doUpdateSet({
            size,
            reason,
            status,
            said,
            at,
            since: sql`case when witness_declined.reason = ${reason} and not ${cosignedSince} then witness_declined.since else ${at} end`,
          }),
        )
        .execute();
    },
    async declined() {
      const rows = await trx
        .selectFrom('witness_declined')
        .selectAll()
        .where('agency_id', '=', agencyId)
        .where(sql<boolean>`not ${cosignedSince}`)
        .orderBy('since')
        .execute();
      return rows.map(({ partner_did: partnerDid, reason, size, status, said, since, at }) => ({
        partnerDid,
        reason: WITNESS_REASONS.find((known) => known === reason) ?? 'other',
        size,
        status,
        said,
        since,
        at,
      }));
    },
  };
}

/** What a partner cosigned later than it declined makes that past. */
const cosignedSince = sql<boolean>`exists (
  select from log_cosignature
  where log_cosignature.agency_id = witness_declined.agency_id
    and log_cosignature.partner_did = witness_declined.partner_did
    and log_cosignature.size >= witness_declined.size
)`;

function cosignatureStore({
  trx,
  agencyId,
}: AgencyTransaction): Pick<CosignatureStore, 'addCosignature' | 'cosignatures' | 'lastCosigned'> {
  return {
    async cosignatures(size) {
      const rows = await trx
        .selectFrom('log_cosignature')
        .selectAll()
        .where('agency_id', '=', agencyId)
        .where('size', '=', size)
        .orderBy('partner_did')
        .execute();
      return rows.map((row) => ({
        size: row.size,
        partnerDid: row.partner_did,
        line: row.line,
        at: row.cosigned_at,
      }));
    },
    async lastCosigned() {
      const rows = await trx
        .selectFrom('log_cosignature')
        .select(({ fn }) => ['partner_did', fn.max('size').as('size')])
        .where('agency_id', '=', agencyId)
        .groupBy('partner_did')
        .execute();
      return new Map(rows.map((row) => [row.partner_did, Number(row.size)]));
    },
    async addCosignature({ size, partnerDid, line, at }) {
      await trx
        .insertInto('log_cosignature')
        .values({ agency_id: agencyId, size, partner_did: partnerDid, line, cosigned_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

function logPartnerStore({ trx, agencyId }: AgencyTransaction): Pick<CosignatureStore, 'partners' | 'pin'> {
  return {
    async partners() {
      const rows = await trx
        .selectFrom('log_partner')
        .distinctOn('partner_did')
        .selectAll()
        .where('agency_id', '=', agencyId)
        .orderBy('partner_did')
        .orderBy('number', 'desc')
        .execute();
      return rows.map((row) => ({
        partnerDid: row.partner_did,
        logVkey: row.log_vkey,
        witnessVkey: row.witness_vkey,
      }));
    },
    async pin({ partnerDid, logVkey, witnessVkey }, at) {
      await trx
        .insertInto('log_partner')
        .values({
          agency_id: agencyId,
          partner_did: partnerDid,
          log_vkey: logVkey,
          witness_vkey: witnessVkey,
          pinned_at: at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

function witnessStore({ trx, agencyId }: AgencyTransaction): WitnessStore {
  const ours = trx
    .selectFrom('witnessed_checkpoint')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('size', 'desc')
    .limit(1);
  const conflicts = trx
    .selectFrom('log_conflict')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('number');
  return {
    async witnessed(origin) {
      const row = await ours.where('origin', '=', origin).executeTakeFirst();
      return row && toWitnessed(row);
    },
    async witnessedAt(origin, size) {
      const row = await ours.where('origin', '=', origin).where('size', '=', size).executeTakeFirst();
      return row && toWitnessed(row);
    },
    async witnessedByHash(originHash) {
      const hashed = sql`encode(sha256(convert_to(origin, 'UTF8')), 'hex')`;
      const row = await ours.where(hashed, '=', originHash).executeTakeFirst();
      return row && toWitnessed(row);
    },
    async addWitnessed({ origin, size, note, line, at }) {
      await trx
        .insertInto('witnessed_checkpoint')
        .values({ agency_id: agencyId, origin, size, note, line, cosigned_at: at })
        .execute();
    },
    async addConflict({ origin, earlier, later, offered = null, at }) {
      await trx
        .insertInto('log_conflict')
        .values({ agency_id: agencyId, origin, earlier, later, offered, found_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async conflictOf(origin) {
      const row = await conflicts.where('origin', '=', origin).limit(1).executeTakeFirst();
      return row && toConflict(row);
    },
    async conflicts() {
      return (await conflicts.execute()).map(toConflict);
    },
  };
}

function toConflict({
  origin,
  earlier,
  later,
  offered,
  found_at: at,
}: Selectable<Database['log_conflict']>): LogConflict {
  return { origin, earlier, later, ...(offered === null ? {} : { offered }), at };
}

function toWitnessed(row: Selectable<Database['witnessed_checkpoint']>): WitnessedCheckpoint {
  const { origin, size, note, line, cosigned_at: at } = row;
  return { origin, size, note, line, at };
}
