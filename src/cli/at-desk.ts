import { mayDo, PERMISSIONS, type Permission } from '#contract/permissions.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import { isInterfaceLanguage, type InterfaceLanguage } from '#kernel/language.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { MemberEntry } from '#ports/account-store.ts';
import type { CliNeeds } from './cli-needs.ts';
import type { CliNode } from './cli-node.ts';
import type { CommandPlan, Given, OptionPlan } from './command-plan.ts';
import { inputInvalid, type Answer, type Refusal } from './said.ts';

/** Where a command does its work: an open node, the agency it speaks for, the moment. */
export type Desk = {
  readonly node: CliNode;
  readonly agency: Agency;
  readonly at: Instant;
  readonly language: InterfaceLanguage;
};

/** The same with a person who answers for what is done, in a seat that may do it. */
export type SeatedDesk = Desk & { readonly personId: string };

type DeskPlan<D> = Omit<CommandPlan<CliNeeds>, 'run'> & {
  readonly run: (desk: D, given: Given) => Promise<Answer>;
};

export const DATA: OptionPlan = {
  flags: '--data <folder>',
  about: 'the node’s data folder (default ./data/node)',
};
const AGENCY: OptionPlan = { flags: '--agency <slug>', about: 'which agency, where several share the node' };
const AS: OptionPlan = { flags: '--as <email>', about: 'the person who does it and answers for it' };

/** Options of every command that opens a node. */
export const NODE_OPTIONS: readonly OptionPlan[] = [DATA, AGENCY];

/** A command that looks and changes nothing: whoever can read the data folder may use it. */
export function reading(plan: DeskPlan<Desk>): CommandPlan<CliNeeds> {
  return {
    ...plan,
    options: [...(plan.options ?? []), ...NODE_OPTIONS],
    run: (needs, given) => atDesk(needs, given, (desk) => plan.run(desk, given)),
  };
}

/** A command that does something in a person's name, by the same table of permissions as at the desk. */
export function acting(permission: Permission, plan: DeskPlan<SeatedDesk>): CommandPlan<CliNeeds> {
  return {
    ...plan,
    options: [...(plan.options ?? []), AS, ...NODE_OPTIONS],
    run: (needs, given) =>
      atDesk(needs, given, async (desk) => {
        const members = await desk.node.inMembers(desk.agency.id, (stores) => stores.members.list());
        const seat = seatOf(members, given.text('as'), permission);
        return seat.ok ? plan.run({ ...desk, personId: seat.value }, given) : seat;
      }),
  };
}

async function atDesk(needs: CliNeeds, given: Given, work: (desk: Desk) => Promise<Answer>): Promise<Answer> {
  const opened = await needs.openNode(given.text('data'));
  if (!opened.ok) return opened;
  const node = opened.value;
  try {
    const agency = agencyIn(await node.agencies.list(), given.text('agency'));
    if (!agency.ok) return agency;
    const language = languageOf(given);
    return await work({ node, agency: agency.value, at: needs.clock.now(), language });
  } finally {
    await node.close();
  }
}

function agencyIn(agencies: readonly Agency[], slug: string | undefined): Result<Agency, Refusal> {
  const [only, another] = agencies;
  if (only && !another && slug === undefined) return accept(only);
  const found = agencies.find((one) => one.slug === slug);
  const slugs = agencies.map((one) => one.slug).join(', ');
  return found ? accept(found) : inputInvalid('--agency', `must be one of: ${slugs}`);
}

/** The person named by `--as`, if their seat may do it; else a refusal that names those whose seats may. */
export function seatOf(
  members: readonly MemberEntry[],
  email: string | undefined,
  permission: Permission,
): Result<string, Refusal> {
  const seated = members.filter(({ closedAt }) => closedAt === undefined);
  const able = seated.filter(({ roles }) => mayDo(roles, permission)).map((one) => one.email);
  const missing = { code: 'actor-missing', able, roles: PERMISSIONS[permission] } as const;
  if (email === undefined) return refuse(missing);
  const person = seated.find((one) => one.email === email.trim().normalize('NFC').toLowerCase());
  if (!person) return refuse({ ...missing, code: 'person-unknown' as const, email });
  return mayDo(person.roles, permission)
    ? accept(person.id)
    : refuse({ ...missing, code: 'role-missing' as const });
}

export function languageOf(given: Given): InterfaceLanguage {
  const language = given.text('lang') ?? 'en';
  return isInterfaceLanguage(language) ? language : 'en';
}
