import type { Selectable } from 'kysely';
import { parseDigest } from '#kernel/digest.ts';
import { isJsonObject } from '#kernel/json.ts';
import { isTrailKind } from '#domain/agreement/signing/evidence-trail.ts';
import type { RuleWish } from '#domain/agreement/signing/signing-rule.ts';
import type { PersonOnFile, SigningStore } from '#ports/signing-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** People who acted under agreements, and the rule by which our own act. */
export function signingStore({ trx, agencyId }: AgencyTransaction): SigningStore {
  return {
    async persons(digests) {
      if (digests.length === 0) return [];
      const rows = await trx
        .selectFrom('agreement_person')
        .selectAll()
        .where('digest', 'in', [...digests])
        .orderBy('number')
        .execute();
      return rows.map(toPerson);
    },
    async addPerson({ side, digest, role, name, at, proof, personId, sentBy }) {
      await trx
        .insertInto('agreement_person')
        .values({
          agency_id: agencyId,
          digest,
          side_did: side,
          role,
          name,
          at,
          proof: JSON.stringify(proof),
          person_id: personId ?? null,
          sent_by: sentBy ?? null,
        })
        .execute();
    },
    async trail(uid, digest) {
      const rows = await trx
        .selectFrom('activity')
        .select(['at', 'what', 'facts'])
        .where('subject', '=', uid)
        .orderBy('number')
        .execute();
      const ofText = rows.filter(({ facts }) => isJsonObject(facts) && facts['digest'] === digest);
      return ofText.flatMap(({ at, what }) => (isTrailKind(what) ? [{ at, what }] : []));
    },
    async ruleWishes() {
      const rows = await trx.selectFrom('signing_rule_wish').selectAll().orderBy('number').execute();
      return rows.map(toWish);
    },
    async addRuleWish({ rule, personId, seat, at }) {
      await trx
        .insertInto('signing_rule_wish')
        .values({
          agency_id: agencyId,
          two_person: rule.twoPerson,
          outside: rule.outside,
          person_id: personId,
          seat,
          at,
        })
        .execute();
    },
  };
}

function toPerson(row: Selectable<Database['agreement_person']>): PersonOnFile {
  const digest = parseDigest(row.digest);
  if (!digest) throw new Error(`the store holds a malformed digest: ${row.digest}`);
  return {
    side: row.side_did,
    digest,
    role: row.role === 'approver' ? 'approver' : 'signatory',
    name: row.name,
    at: row.at,
    proof: row.proof,
    ...(row.person_id === null ? {} : { personId: row.person_id }),
    ...(row.sent_by === null ? {} : { sentBy: row.sent_by }),
  };
}

function toWish(row: Selectable<Database['signing_rule_wish']>): RuleWish {
  const { two_person: twoPerson, outside, person_id: personId, seat, at } = row;
  const kind = (['approver', 'signatory'] as const).find((one) => one === outside) ?? 'nobody';
  return {
    rule: { twoPerson, outside: kind },
    personId,
    seat: seat === 'chief' ? 'chief' : 'administrator',
    at,
  };
}
