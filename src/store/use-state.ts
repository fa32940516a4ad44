import { sql } from 'kysely';
import { parseDigest } from '#kernel/digest.ts';
import type { AgreementEvent, Breach, SignatureOnFile } from '#domain/agreement/agreement-record.ts';
import type { AgreementOnFile, UseStateReader, UseStateStore } from '#ports/use-state-store.ts';
import { factsOfMany } from './facts-of-many.ts';
import { readOverrides } from './overrides.ts';
import { readConfirmed, readTold } from './restrictions.ts';
import { readTopicsAbove } from './topics.ts';
import type { AgencyTransaction } from './transact.ts';

/** Facts for decisions. Quotas are counted from their debits, never from a running number (I16). */
export function useStateStore(transaction: AgencyTransaction): UseStateStore {
  const { trx, agencyId } = transaction;
  const reader: UseStateReader = {
    ...factReader(transaction),
    ...quotaReader(transaction),
    confirmedRestrictions: (itemId, text) => readConfirmed(transaction, itemId, text),
    toldRestrictions: (name, version) => readTold(transaction, name, version),
    overrides: (itemId, at) => readOverrides(transaction, itemId, at),
    topicsAbove: (subjects) => readTopicsAbove(transaction, subjects),
  };
  return {
    ...reader,
    forMany: (items) => factsOfMany(transaction, items, reader),
    async debit(ruleUid, { provider, guid }, at) {
      await trx
        .insertInto('quota_debit')
        .values({ agency_id: agencyId, rule_uid: ruleUid, provider_did: provider, guid, debited_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

type Quotas = Pick<UseStateReader, 'countUses' | 'wasCounted'>;

function quotaReader({ trx, agencyId }: AgencyTransaction): Quotas {
  return {
    async countUses(ruleUid, from, lock) {
      if (lock)
        await sql`select pg_advisory_xact_lock(hashtextextended(${`${agencyId} ${ruleUid}`}, 0))`.execute(
          trx,
        );
      const { uses } = await trx
        .selectFrom('quota_debit')
        .select(({ fn }) => fn.countAll<number>().as('uses'))
        .where('rule_uid', '=', ruleUid)
        .where('debited_at', '>=', from)
        .executeTakeFirstOrThrow();
      return uses;
    },
    async wasCounted(ruleUid, { provider, guid }) {
      const row = await trx
        .selectFrom('quota_debit')
        .select('guid')
        .where('rule_uid', '=', ruleUid)
        .where('provider_did', '=', provider)
        .where('guid', '=', guid)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

type Facts = Omit<
  UseStateReader,
  keyof Quotas | 'confirmedRestrictions' | 'toldRestrictions' | 'overrides' | 'topicsAbove'
>;

function factReader(transaction: AgencyTransaction): Facts {
  const { trx } = transaction;
  return {
    agreements: () => readOnFile(transaction),
    async headSeenAt(partnerDid) {
      const row = await trx
        .selectFrom('channel')
        .select(['seq', 'head_seq', 'head_seen_at', 'state'])
        .where('direction', '=', 'in')
        .where('partner_did', '=', partnerDid)
        .executeTakeFirst();
      const caughtUp = row?.state === 'open' && row.seq >= row.head_seq;
      return caughtUp ? (row.head_seen_at ?? undefined) : undefined;
    },
    async announcedCorrection({ provider, guid }) {
      const row = await trx
        .selectFrom('notice')
        .select(({ fn }) => fn.max('version').as('version'))
        .where('partner_did', '=', provider)
        .where('guid', '=', guid)
        .where('kind', '=', 'correction')
        .where('state', '!=', 'refused')
        .executeTakeFirst();
      return row?.version ?? undefined;
    },
    async firstOfferedAt(itemId) {
      const row = await trx
        .selectFrom('offer')
        .select('offered_at')
        .where('item_id', '=', itemId)
        .orderBy('offered_at')
        .limit(1)
        .executeTakeFirst();
      return row?.offered_at;
    },
  };
}

async function readOnFile({ trx }: AgencyTransaction): Promise<readonly AgreementOnFile[]> {
  const rows = await trx
    .selectFrom('agreement')
    .select(['digest', 'document'])
    .orderBy('uid')
    .orderBy('version')
    .execute();
  const signatures = await trx.selectFrom('agreement_signature').selectAll().execute();
  const events = await trx.selectFrom('agreement_event').selectAll().orderBy('number').execute();
  return rows.map((row) => {
    const digest = parseDigest(row.digest);
    if (!digest) throw new Error(`the store holds a malformed digest: ${row.digest}`);
    return {
      digest,
      document: row.document,
      // Only signatures that were verified by themselves over these bytes are ever stored.
      signatures: signatures
        .filter((one) => one.digest === row.digest)
        .map((one): SignatureOnFile => ({
          by: one.signer_did,
          kid: one.kid,
          digest,
          verified: true,
          signedAt: one.signed_at,
        })),
      events: events.filter((one) => one.digest === row.digest).map(toEvent),
    };
  });
}

/** An event row as the rules know it. */
export function toEvent(row: {
  kind: string;
  by_did: string;
  at: AgreementEvent['at'];
  reason: string;
  clause: string | null;
  rules: unknown;
}): AgreementEvent {
  const { by_did: by, at, reason, clause, rules } = row;
  switch (row.kind) {
    case 'suspended':
      return {
        kind: 'suspended',
        by,
        at,
        reason,
        ...(Array.isArray(rules) ? { rules: rules.map(String) } : {}),
      };
    case 'resumed':
      return { kind: 'resumed', by, at };
    case 'notice':
      return { kind: 'notice', by, at };
    case 'terminated':
      return { kind: 'terminated', by, at, ...causeIn(reason, clause) };
    case 'cured':
      return { kind: 'cured', by, at };
    case 'contested':
      return { kind: 'contested', by, at, reason };
    default:
      throw new Error(`the store holds an unknown agreement event: ${row.kind}`);
  }
}

/** Rows older than the column hold the clause where the words stand now; without a clause there are no words. */
function causeIn(reason: string, clause: string | null): { readonly cause?: Breach } {
  if (clause !== null) return { cause: { clause, words: reason } };
  return reason === '' ? {} : { cause: { clause: reason, words: '' } };
}
