import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Member } from './person.ts';
import type { Role } from './role.ts';

export type MemberRefusal =
  | { readonly code: 'person-unknown'; readonly personId: string }
  | { readonly code: 'last-administrator'; readonly personId: string };

/** Gives a member other roles; the agency always keeps someone who can manage its people. */
export function changeRoles(
  members: readonly Member[],
  personId: string,
  roles: readonly Role[],
): Result<Member, MemberRefusal> {
  const member = openMember(members, personId);
  if (!member) return refuse({ code: 'person-unknown', personId });
  if (!roles.includes('administrator') && isLastAdministrator(members, personId)) {
    return refuse({ code: 'last-administrator', personId });
  }
  return accept({ personId, roles: [...new Set(roles)].toSorted() });
}

/** Ends a member's seat at this agency; who they were stays known to its history. */
export function closeMember(
  members: readonly Member[],
  personId: string,
  at: Instant,
): Result<Member, MemberRefusal> {
  const member = openMember(members, personId);
  if (!member) return refuse({ code: 'person-unknown', personId });
  if (isLastAdministrator(members, personId)) return refuse({ code: 'last-administrator', personId });
  return accept({ ...member, closedAt: at });
}

function openMember(members: readonly Member[], personId: string): Member | undefined {
  return members.find((member) => member.personId === personId && member.closedAt === undefined);
}

function isLastAdministrator(members: readonly Member[], personId: string): boolean {
  const administrators = members.filter(
    (member) => member.closedAt === undefined && member.roles.includes('administrator'),
  );
  return administrators.length === 1 && administrators[0]?.personId === personId;
}
