import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { parseEmail, parseName, type Member, type Person } from '#domain/newsroom/person.ts';
import type { Role } from '#domain/newsroom/role.ts';
import type { AccountStore, LinkStore, MemberStore, OneTimeLink } from '#ports/account-store.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Ids } from '#ports/world.ts';
import { hashToken, newToken, type TokenTools } from './secret-token.ts';

export type PeopleStores = {
  readonly accounts: AccountStore;
  readonly links: LinkStore;
  readonly members: MemberStore;
  readonly activities: ActivityStore;
};

export type InviteNeeds<Stores extends PeopleStores> = TokenTools & {
  readonly transact: Transact<Stores>;
  readonly ids: Ids;
};

/** Who is asked to join which agency; `by` is absent when the node itself makes its first administrator. */
export type Invitation = {
  readonly agencyId: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly roles: readonly Role[];
  readonly isDemoSeat?: boolean;
  readonly by?: string;
};

/**
 * A new member. `linkToken` sets their password once; a person who already has an account on this node keeps their own
 * way in, so there is no link that another agency's administrator could take it over with.
 */
export type Invited = { readonly person: Person; readonly member: Member; readonly linkToken?: string };

export type InviteRefusal =
  | { readonly code: 'email-invalid' }
  | { readonly code: 'name-invalid' }
  | { readonly code: 'email-taken' };

const LINK_SECONDS = 72 * 3600;

export async function invitePerson<Stores extends PeopleStores>(
  needs: InviteNeeds<Stores>,
  invitation: Invitation,
  at: Instant,
): Promise<Result<Invited, InviteRefusal>> {
  const email = parseEmail(invitation.email);
  if (email === undefined) return refuse({ code: 'email-invalid' });
  const name = parseName(invitation.name);
  if (name === undefined) return refuse({ code: 'name-invalid' });
  return needs.transact(invitation.agencyId, async (stores) => {
    const known = await stores.accounts.byEmail(email);
    const former = known && (await stores.members.find(known.id));
    if (former && former.closedAt === undefined) return refuse({ code: 'email-taken' });
    const person = known ?? { id: needs.ids.uuid(), name, email, language: invitation.language };
    if (!known) await stores.accounts.add({ ...person, isDemoSeat: invitation.isDemoSeat ?? false }, at);
    const member = { personId: person.id, roles: [...new Set(invitation.roles)].toSorted() };
    await stores.members.save(member, at);
    await stores.activities.record({
      at,
      what: 'person-invited',
      subject: person.id,
      facts: { roles: member.roles },
      ...(invitation.by === undefined ? {} : { personId: invitation.by }),
    });
    if (known) return accept({ person, member });
    return accept({
      person,
      member,
      linkToken: await addPasswordLink(needs, stores.links, { personId: person.id, purpose: 'password' }, at),
    });
  });
}

/** A fresh one-time link; it replaces the person's earlier ones. */
export async function addPasswordLink(
  needs: TokenTools,
  links: LinkStore,
  link: Pick<OneTimeLink, 'personId' | 'purpose'>,
  at: Instant,
): Promise<string> {
  const token = newToken(needs.chance);
  await links.add({
    tokenHash: hashToken(needs.hash, token),
    ...link,
    expiresAt: plusSeconds(at, LINK_SECONDS),
  });
  return token;
}
