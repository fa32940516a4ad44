import { didOfOrigin, foundAgency } from '#app/newsroom/found-agency.ts';
import { invitePerson } from '#app/newsroom/invite-person.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Role } from '#domain/newsroom/role.ts';
import { nodeHash, systemChance, systemClock, systemIds } from '#engines/world.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import type { NodeConfig } from './config.ts';
import { nodeSecrets } from './node-secrets.ts';
import { visitStore } from './open-store.ts';

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
    const agency = known ?? {
      ...founding.agency,
      id: systemIds.uuid(),
      did: didOfOrigin(config.publicOrigin),
    };
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
  } finally {
    await store.close();
  }
}
