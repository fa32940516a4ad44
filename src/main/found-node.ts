import { foundAgency } from '#app/newsroom/found-agency.ts';
import { didOfOrigin } from '#domain/newsroom/origin-of-did.ts';
import { invitePerson } from '#app/newsroom/invite-person.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { parseEmail } from '#domain/newsroom/person.ts';
import type { Role } from '#domain/newsroom/role.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { nodeHash, systemChance, systemClock, systemIds } from '#engines/world.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import type { NodeConfig } from './config.ts';
import { nodeSecrets, type NodeSecrets } from './node-secrets.ts';
import { visitStore, type OpenStore } from './open-store.ts';

export type Founding = {
  readonly agency: Omit<Agency, 'id' | 'did'>;
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly language: string;
    readonly roles: readonly Role[];
  }[];
  readonly isDemo: boolean;
};

/** What a founder has to pass on: for each person the link that sets their password; none for demo seats. */
export type Founded = {
  readonly did: string;
  readonly links: readonly { readonly name: string; readonly link: string }[];
};

/**
 * Founds the first agency of an empty data folder with its keys and people. In a folder where one lives already it adds
 * only what a killed founding left out, so that it can be run again.
 */
export async function foundNode(
  config: NodeConfig,
  founding: Founding,
  say: (line: string) => void,
): Promise<Founded> {
  const secrets = nodeSecrets(config.dataFolder);
  const store = await visitStore(config.dataFolder, secrets);
  try {
    const [known] = await agencyDirectory(store.app.db).list();
    return await foundAt({ config, secrets, store, say }, founding, { known, origin: config.publicOrigin });
  } finally {
    await store.close();
  }
}

type Taken = { readonly code: 'email-taken' } | ReturnType<typeof misfit>;

/**
 * Founds one more agency at an address of its own, or finishes a founding that was cut short. Nothing is done when the
 * address, the short name or the e-mail address belongs to somebody here.
 */
export async function foundAnother(
  config: NodeConfig,
  founding: Founding,
  origin: string,
): Promise<Result<Founded, Taken>> {
  const secrets = nodeSecrets(config.dataFolder);
  const store = await visitStore(config.dataFolder, secrets);
  try {
    const all = await agencyDirectory(store.app.db).list();
    const { slug } = founding.agency;
    const there = all.find(({ did }) => did === didOfOrigin(origin));
    const isBegun = there?.slug === slug && !(await hasPeople(store, there.id));
    const known = isBegun ? there : undefined;
    if (there && !known) return refuse(misfit('--origin', `is the address of ${there.slug}`));
    if (!known && all.some((one) => one.slug === slug))
      return refuse(misfit('--name-en', `gives the short name ${slug}, which another agency here has`));
    for (const { email } of founding.people)
      if (await hasAccount(store, email)) return refuse({ code: 'email-taken' });
    const say = (): void => undefined;
    return accept(await foundAt({ config, secrets, store, say }, founding, { known, origin }));
  } finally {
    await store.close();
  }
}

function misfit(at: string, why: string) {
  return { code: 'input-invalid', places: [{ at, why }] } as const;
}

function hasPeople({ transact }: OpenStore, agencyId: string): Promise<boolean> {
  return transact(agencyId, async ({ members }) => (await members.list()).length > 0);
}

/** Accounts are the node's, so it does not matter who asks. */
function hasAccount({ transact }: OpenStore, text: string): Promise<boolean> {
  const email = parseEmail(text);
  return transact(systemIds.uuid(), async ({ accounts }) => {
    return email !== undefined && (await accounts.byEmail(email)) !== undefined;
  });
}

async function foundAt(
  { config, secrets, store, say }: FoundingPlace,
  founding: Founding,
  { known, origin }: { readonly known: Agency | undefined; readonly origin: string },
): Promise<Founded> {
  const agency = known ?? { ...founding.agency, id: systemIds.uuid(), did: didOfOrigin(origin) };
  const at = systemClock.now();
  if (!known) {
    await foundAgency({ transact: store.transact, keySafe: keySafe(secrets.nodeSecret) }, agency, at);
    say('keys made, agency founded');
  }
  const links: Founded['links'][number][] = [];
  const tools = { transact: store.transact, ids: systemIds, hash: nodeHash, chance: systemChance };
  for (const person of founding.people) {
    const invitation = { ...person, agencyId: agency.id, isDemoSeat: founding.isDemo };
    const invited = await invitePerson(tools, invitation, at);
    if (!invited.ok && invited.error.code !== 'email-taken')
      throw new Error(`${person.email}: ${invited.error.code}`);
    const token = invited.ok ? invited.value.linkToken : undefined;
    if (token !== undefined)
      links.push({ name: person.name, link: `${config.publicOrigin}/desk/password#${token}` });
  }
  return { did: agency.did, links };
}

type FoundingPlace = {
  readonly config: NodeConfig;
  readonly secrets: NodeSecrets;
  readonly store: OpenStore;
  readonly say: (line: string) => void;
};
