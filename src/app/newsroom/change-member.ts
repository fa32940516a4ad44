import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { changeRoles, closeMember, type MemberRefusal } from '#domain/newsroom/change-roles.ts';
import type { Member } from '#domain/newsroom/person.ts';
import type { Role } from '#domain/newsroom/role.ts';
import type { OneTimeLink, SessionStore } from '#ports/account-store.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { addPasswordLink, type PeopleStores } from './invite-person.ts';
import type { TokenTools } from './secret-token.ts';

export type ChangeMemberStores = PeopleStores & { readonly sessions: SessionStore };

export type ChangeMemberNeeds<Stores extends ChangeMemberStores> = { readonly transact: Transact<Stores> };

/** Which member, at which agency, and the administrator who does it. */
export type MemberRef = { readonly agencyId: string; readonly personId: string; readonly by: string };

/** Other roles for a member. Their sessions here end with the same commit, so no old right outlives it (C6). */
export async function changeMemberRoles<Stores extends ChangeMemberStores>(
  needs: ChangeMemberNeeds<Stores>,
  ref: MemberRef,
  roles: readonly Role[],
  at: Instant,
): Promise<Result<Member, MemberRefusal>> {
  return change(needs, ref, at, (members) => changeRoles(members, ref.personId, roles));
}

/** Ends a member's seat at this agency and their sessions there. */
export async function disableMember<Stores extends ChangeMemberStores>(
  needs: ChangeMemberNeeds<Stores>,
  ref: MemberRef,
  at: Instant,
): Promise<Result<Member, MemberRefusal>> {
  return change(needs, ref, at, (members) => closeMember(members, ref.personId, at));
}

async function change<Stores extends ChangeMemberStores>(
  needs: ChangeMemberNeeds<Stores>,
  { agencyId, personId, by }: MemberRef,
  at: Instant,
  judge: (members: readonly Member[]) => Result<Member, MemberRefusal>,
): Promise<Result<Member, MemberRefusal>> {
  return needs.transact(agencyId, async (stores) => {
    const judged = judge(await stores.members.lockAll());
    if (!judged.ok) return judged;
    await stores.members.save(judged.value, at);
    await stores.sessions.endAll(personId, agencyId);
    const what = judged.value.closedAt === undefined ? 'roles-changed' : 'person-disabled';
    await stores.activities.record({
      at,
      what,
      subject: personId,
      personId: by,
      facts: { roles: judged.value.roles },
    });
    return judged;
  });
}

/**
 * A new link for a member who lost their password, or with it their phone and passkeys. Only an agency that has the person to itself may hand one out:
 * otherwise it would be a key to another agency's desk.
 */
export async function renewLink<Stores extends ChangeMemberStores>(
  needs: ChangeMemberNeeds<Stores> & TokenTools & { readonly agencies: AgencyDirectory },
  { agencyId, personId, by, purpose }: MemberRef & Pick<OneTimeLink, 'purpose'>,
  at: Instant,
): Promise<Result<string, MemberRefusal>> {
  for (const agency of await needs.agencies.list()) {
    if (agency.id === agencyId) continue;
    const elsewhere = await needs.transact(agency.id, ({ members }) => members.find(personId));
    if (elsewhere) return refuse({ code: 'person-unknown', personId });
  }
  return needs.transact(agencyId, async (stores) => {
    const member = await stores.members.find(personId);
    if (!member || member.closedAt !== undefined) return refuse({ code: 'person-unknown', personId });
    const token = await addPasswordLink(needs, stores.links, { personId, purpose }, at);
    const facts = { purpose };
    await stores.activities.record({ at, what: 'link-renewed', subject: personId, personId: by, facts });
    return accept(token);
  });
}
