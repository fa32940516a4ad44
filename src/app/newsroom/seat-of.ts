import type { Agency } from '#domain/newsroom/agency.ts';
import type { Role } from '#domain/newsroom/role.ts';
import type { MemberStore } from '#ports/account-store.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';

export type MemberStores = { readonly members: MemberStore };

export type SeatNeeds<Stores extends MemberStores> = {
  readonly agencies: AgencyDirectory;
  readonly transact: Transact<Stores>;
};

/** The agency a person sits down at: the node's first where they hold a role. */
export async function seatOf<Stores extends MemberStores>(
  needs: SeatNeeds<Stores>,
  personId: string,
): Promise<{ readonly agency: Agency; readonly roles: readonly Role[] } | undefined> {
  for (const agency of await needs.agencies.list()) {
    const member = await needs.transact(agency.id, ({ members }) => members.find(personId));
    if (member && member.closedAt === undefined && member.roles.length > 0) {
      return { agency, roles: member.roles };
    }
  }
  return undefined;
}
