import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/people.ts';
import {
  changeMemberRoles,
  disableMember,
  renewLink,
  type ChangeMemberStores,
} from '#app/newsroom/change-member.ts';
import { invitePerson, type InviteNeeds } from '#app/newsroom/invite-person.ts';
import type { Session } from '#domain/newsroom/session.ts';
import { isInterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { MemberEntry } from '#ports/account-store.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';

export type PeopleDeskNeeds<Stores extends ChangeMemberStores> = InviteNeeds<Stores> & {
  readonly agencies: AgencyDirectory;
};

/** The people of an agency, for its administrators. */
export function mountPeople<Stores extends ChangeMemberStores>(
  server: FastifyInstance,
  needs: PeopleDeskNeeds<Stores>,
): void {
  const linkOf = (token: string): string => `${server.door.publicOrigin}/desk/password#${token}`;
  const list = (agencyId: string): Promise<readonly MemberEntry[]> =>
    needs.transact(agencyId, ({ members }) => members.list());
  const show = async (agencyId: string, personId: string) => {
    const entry = (await list(agencyId)).find(({ id }) => id === personId);
    if (!entry) throw new Error(`person ${personId} is not in the list they were just put on`);
    return personShape(entry);
  };

  mount(server, contract.listPeople, async ({ agencyId }) =>
    accept({ people: (await list(agencyId)).map(personShape) }),
  );

  mount(server, contract.invitePerson, async ({ agencyId, session, body, at }) => {
    if (!isInterfaceLanguage(body.language)) {
      return refuse({ code: 'input-invalid', places: [{ at: '/body/language', why: 'vi, zh-Hans or en' }] });
    }
    const invited = await invitePerson(needs, { ...body, agencyId, by: session.personId }, at);
    if (!invited.ok) return invited;
    const { person, linkToken } = invited.value;
    const link = linkToken === undefined ? `${server.door.publicOrigin}/desk/start` : linkOf(linkToken);
    return accept({ person: await show(agencyId, person.id), link });
  });

  mount(server, contract.changeRoles, async (call) => {
    const changed = await changeMemberRoles(needs, refOf(call), call.body.roles, call.at);
    return changed.ok ? accept({ person: await show(call.agencyId, call.params.id) }) : changed;
  });

  mount(server, contract.renewLink, async (call) => {
    const purpose = call.body.startOver ? 'start-over' : 'password';
    const token = await renewLink(needs, { ...refOf(call), purpose }, call.at);
    return token.ok ? accept({ link: linkOf(token.value) }) : token;
  });

  mount(server, contract.disablePerson, async (call) => {
    const disabled = await disableMember(needs, refOf(call), call.at);
    return disabled.ok ? accept({ done: true }) : disabled;
  });
}

function refOf(call: {
  readonly agencyId: string;
  readonly params: { readonly id: string };
  readonly session: Session;
}): { readonly agencyId: string; readonly personId: string; readonly by: string } {
  return { agencyId: call.agencyId, personId: call.params.id, by: call.session.personId };
}

function personShape({ id, name, email, roles, hasPasskey, hasCode, isDemoSeat, closedAt }: MemberEntry) {
  return {
    id,
    name,
    email,
    roles: [...roles],
    hasPasskey,
    hasCode,
    isDemoSeat,
    ...(closedAt === undefined ? {} : { disabledAt: closedAt }),
  };
}
