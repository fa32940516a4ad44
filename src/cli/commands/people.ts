import { invitePerson } from '#app/newsroom/invite-person.ts';
import { ROLES } from '#contract/permissions.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { accept } from '#kernel/result.ts';
import type { MemberEntry } from '#ports/account-store.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { inputInvalid } from '../said.ts';

export const peopleCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('manage-people', {
    name: 'people add <email>',
    about: 'Give a person a seat; prints the link that sets their password',
    options: [
      { flags: '--name <name>', about: 'as colleagues know them', required: true },
      { flags: '--role <role...>', about: 'what they may do', choices: ROLES, required: true },
      { flags: '--language <tag>', about: 'of their desk; en if left out', choices: INTERFACE_LANGUAGES },
    ],
    async run({ node, agency, personId, at }, given) {
      const asked = given.texts('role');
      const roles = ROLES.filter((role) => asked.includes(role));
      if (roles.length === 0) return inputInvalid('--role', `one or more of ${ROLES.join(', ')}`);
      const invitation = {
        agencyId: agency.id,
        email: given.demand('email'),
        name: given.demand('name'),
        language: given.text('language') ?? 'en',
        roles,
        by: personId,
      };
      const invited = await invitePerson(node, invitation, at);
      if (!invited.ok) return invited;
      const { person, linkToken } = invited.value;
      const isNew = linkToken !== undefined;
      const link = `${node.publicOrigin}/desk/${isNew ? `password#${linkToken}` : 'start'}`;
      return accept({
        json: { person: { ...person, roles }, link },
        lines: [
          `${person.name} has a seat: ${roles.join(', ')}.`,
          isNew ? `Give them this link; it works once, for 72 hours:` : `They sign in as before:`,
          link,
        ],
      });
    },
  }),
  reading({
    name: 'people list',
    about: 'Who works here and what they may do',
    async run({ node, agency }) {
      const people = await node.inMembers(agency.id, ({ members }) => members.list());
      return accept({
        json: { people: people.map(shape) },
        lines: columns(
          ['NAME', 'EMAIL', 'ROLES', 'SIGNS IN WITH'],
          people.map((one) => [
            clip(one.name, 40),
            one.email,
            one.closedAt === undefined ? one.roles.join(' ') : 'seat closed',
            signInOf(one),
          ]),
        ),
      });
    },
  }),
];

function signInOf({ isDemoSeat, hasPasskey, hasCode }: MemberEntry): string {
  if (isDemoSeat) return 'demo seat, on this machine only';
  return ['password', ...(hasCode ? ['one-time code'] : []), ...(hasPasskey ? ['passkey'] : [])].join(', ');
}

function shape({ personId: _same, ...person }: MemberEntry) {
  return person;
}
