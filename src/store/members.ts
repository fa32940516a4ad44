import type { Selectable } from 'kysely';
import type { Member } from '#domain/newsroom/person.ts';
import type { Role } from '#domain/newsroom/role.ts';
import type { MemberStore } from '#ports/account-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** The seats of one agency; row-level security shows no other agency's. */
export function memberStore({ trx, agencyId }: AgencyTransaction): MemberStore {
  return {
    async find(personId) {
      const row = await trx
        .selectFrom('membership')
        .selectAll()
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row && toMember(row);
    },
    async list() {
      const rows = await trx
        .selectFrom('membership')
        .innerJoin('person', 'person.id', 'membership.person_id')
        .selectAll('membership')
        .select(['person.email', 'person.name', 'person.language', 'person.demo_seat'])
        .select((eb) => [
          eb
            .exists(
              eb.selectFrom('passkey').select('passkey.id').whereRef('passkey.person_id', '=', 'person.id'),
            )
            .as('has_passkey'),
          eb('person.sealed_totp_secret', 'is not', null).as('has_code'),
        ])
        .orderBy('membership.joined_at')
        .orderBy('membership.person_id')
        .execute();
      return rows.map((row) => ({
        ...toMember(row),
        id: row.person_id,
        email: row.email,
        name: row.name,
        language: row.language,
        hasPasskey: Boolean(row.has_passkey),
        hasCode: Boolean(row.has_code),
        isDemoSeat: row.demo_seat,
      }));
    },
    async lockAll() {
      const rows = await trx.selectFrom('membership').selectAll().orderBy('person_id').forUpdate().execute();
      return rows.map(toMember);
    },
    async save({ personId, roles, closedAt }, at) {
      const row = { roles: [...roles], closed_at: closedAt ?? null };
      await trx
        .insertInto('membership')
        .values({ agency_id: agencyId, person_id: personId, joined_at: at, ...row })
        .onConflict((conflict) => conflict.columns(['agency_id', 'person_id']).doUpdateSet(row))
        .execute();
    },
  };
}

function toMember(row: Selectable<Database['membership']>): Member {
  return {
    personId: row.person_id,
    roles: toRoles(row.roles),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
  };
}

const ROLES: Readonly<Record<Role, true>> = {
  viewer: true,
  editor: true,
  translator: true,
  coordinator: true,
  chief: true,
  administrator: true,
};

/** A role of a later version that this one does not know gives nothing. */
export function toRoles(texts: readonly string[]): readonly Role[] {
  return texts.filter((text): text is Role => Object.hasOwn(ROLES, text));
}
