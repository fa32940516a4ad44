import { sql, type Selectable } from 'kysely';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { isJsonObject } from '#kernel/json.ts';
import type { AgreementEvent } from '#domain/agreement/agreement-record.ts';
import type {
  AgreementReader,
  AgreementStore,
  FiledAgreement,
  SignatureProof,
} from '#ports/agreement-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';
import { toEvent } from './use-state.ts';

type Row = Selectable<Database['agreement']>;

/** Agreements with their signatures and what was declared about them; the two latter are added, never changed. */
export function agreementStore(transaction: AgencyTransaction): AgreementStore {
  const { trx, agencyId } = transaction;
  return {
    ...agreementReader(transaction),
    ...agreementMarks(transaction),
    ...waitingEntries(transaction),
    async lock(digest) {
      const row = await trx
        .selectFrom('agreement')
        .selectAll()
        .where('digest', '=', digest)
        .forUpdate()
        .executeTakeFirst();
      return row && (await withProofs(transaction, [row]))[0];
    },
    async lockTable(uid) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`${agencyId} ${uid}`}, 0))`.execute(trx);
    },
    async removeDraft(digest) {
      await trx
        .deleteFrom('agreement')
        .where('digest', '=', digest)
        .where('origin', '=', 'own')
        .where('digest', 'not in', trx.selectFrom('agreement_signature').select('digest'))
        .where('digest', 'not in', trx.selectFrom('agreement_move').select('digest'))
        .execute();
    },
    async add(agreement, at) {
      await trx
        .insertInto('agreement')
        .values({
          agency_id: agencyId,
          uid: agreement.uid,
          version: agreement.version,
          digest: agreement.digest,
          document: agreement.canonical,
          canonical: agreement.canonical,
          origin: agreement.origin,
          base: agreement.base ?? null,
          answers: agreement.answers ? JSON.stringify(agreement.answers) : null,
          created_at: at,
          updated_at: at,
        })
        .execute();
    },
  };
}

function agreementReader(transaction: AgencyTransaction): AgreementReader {
  const { trx } = transaction;
  return {
    async documents(uid) {
      const rows = await trx
        .selectFrom('agreement')
        .selectAll()
        .where('uid', '=', uid)
        .orderBy('version')
        .orderBy('digest')
        .execute();
      return withProofs(transaction, rows);
    },
    async list() {
      const rows = await trx.selectFrom('agreement').selectAll().orderBy('uid').orderBy('version').execute();
      return withProofs(transaction, rows);
    },
  };
}

function agreementMarks({
  trx,
  agencyId,
}: AgencyTransaction): Pick<AgreementStore, 'addSignature' | 'addEvent'> {
  const touch = async (digest: Digest, at: Instant): Promise<void> => {
    await trx.updateTable('agreement').set({ updated_at: at }).where('digest', '=', digest).execute();
  };
  return {
    async addSignature(digest, proof, personId) {
      await trx
        .insertInto('agreement_signature')
        .values({
          agency_id: agencyId,
          digest,
          signer_did: proof.by,
          kid: proof.kid,
          protected: proof.protected,
          signature: proof.signature,
          person_id: personId ?? null,
          signed_at: proof.signedAt,
        })
        .execute();
      await touch(digest, proof.signedAt);
    },
    async addEvent(digest, event, effectiveAt) {
      await trx
        .insertInto('agreement_event')
        .values({
          agency_id: agencyId,
          digest,
          kind: event.kind,
          by_did: event.by,
          at: event.at,
          effective_at: effectiveAt,
          reason: wordsOf(event),
          rules: event.kind === 'suspended' && event.rules ? JSON.stringify(event.rules) : null,
          clause: event.kind === 'terminated' ? (event.cause?.clause ?? null) : null,
        })
        .execute();
      await touch(digest, event.at);
    },
  };
}

/** More than any honest party has on its way at once; an entry that waits takes a row and no text. */
const MOST_WAITING = 500;

function waitingEntries({
  trx,
  agencyId,
}: AgencyTransaction): Pick<AgreementStore, 'setAside' | 'takeWaiting'> {
  return {
    async setAside({ digest, by, ch, epoch, seq }) {
      const { count } = await trx
        .selectFrom('agreement_waiting')
        .select((all) => all.fn.countAll<string>().as('count'))
        .where('by_did', '=', by)
        .executeTakeFirstOrThrow();
      if (Number(count) >= MOST_WAITING) return false;
      await trx
        .insertInto('agreement_waiting')
        .values({ agency_id: agencyId, digest, by_did: by, ch, epoch, seq })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return true;
    },
    async takeWaiting(digest) {
      const rows = await trx
        .deleteFrom('agreement_waiting')
        .where('digest', '=', digest)
        .returning(['number', 'by_did', 'ch', 'epoch', 'seq'])
        .execute();
      return rows
        .toSorted((one, other) => one.number - other.number)
        .map(({ by_did: by, ch, epoch, seq }) => ({ digest, by, ch, epoch, seq }));
    },
  };
}

function wordsOf(event: AgreementEvent): string {
  if (event.kind === 'suspended' || event.kind === 'contested') return event.reason;
  return event.kind === 'terminated' ? (event.cause?.words ?? '') : '';
}

async function withProofs(
  { trx }: AgencyTransaction,
  rows: readonly Row[],
): Promise<readonly FiledAgreement[]> {
  const digests = rows.map(({ digest }) => digest);
  if (digests.length === 0) return [];
  const signatures = await trx
    .selectFrom('agreement_signature')
    .selectAll()
    .where('digest', 'in', digests)
    .orderBy('signed_at')
    .execute();
  const events = await trx
    .selectFrom('agreement_event')
    .selectAll()
    .where('digest', 'in', digests)
    .orderBy('number')
    .execute();
  return rows.map((row): FiledAgreement => {
    const digest = digestIn(row.digest);
    const proofs = signatures.filter((one) => one.digest === row.digest).map(toProof);
    return {
      uid: row.uid,
      version: row.version,
      digest,
      document: row.document,
      canonical: row.canonical,
      origin: row.origin === 'own' ? 'own' : 'partner',
      ...(row.base === null ? {} : { base: digestIn(row.base) }),
      ...(isJsonObject(row.answers) ? { answers: row.answers } : {}),
      updatedAt: row.updated_at,
      proofs,
      // Only signatures that were verified by themselves over these bytes are ever stored.
      signatures: proofs.map(({ by, kid, signedAt }) => ({ by, kid, digest, verified: true, signedAt })),
      events: events.filter((one) => one.digest === row.digest).map(toEvent),
    };
  });
}

/** A digest as a row holds it. */
export function digestIn(text: string): Digest {
  const digest = parseDigest(text);
  if (!digest) throw new Error(`the store holds a malformed digest: ${text}`);
  return digest;
}

function toProof(row: Selectable<Database['agreement_signature']>): SignatureProof {
  return {
    by: row.signer_did,
    kid: row.kid,
    protected: row.protected,
    signature: row.signature,
    signedAt: row.signed_at,
  };
}
