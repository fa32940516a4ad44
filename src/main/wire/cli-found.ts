import type { FoundedNode } from '#cli/cli-needs.ts';
import type { Refusal } from '#cli/said.ts';
import { parseNodeAddress } from '#formats/discovery/node-address.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { isFounded, type NodeConfig } from '../config.ts';
import { foundAnother, foundNode } from '../found-node.ts';
import { nodeSecrets } from '../node-secrets.ts';
import { visitStore } from '../open-store.ts';
import { rememberConfig } from '../remembered-config.ts';
import { readFounding, type Answers } from '../start/founding-answers.ts';

/** Founds a node; a founding that was cut short is finished, but no second agency is put over the first. */
export async function foundFromCli(
  config: NodeConfig,
  answers: Answers,
): Promise<Result<FoundedNode, Refusal>> {
  const read = readFounding(answers);
  const places = read.ok ? [] : read.error.map((why) => ({ at: 'command line', why }));
  const misfit = { code: 'input-invalid', places } as const;
  if (!read.ok) return refuse(misfit);
  const founding = read.value;
  const slug = await slugOfFounded(config);
  const taken = { code: 'node-already-founded', dataFolder: config.dataFolder, slug } as const;
  if (slug !== undefined && slug !== founding.agency.slug) return refuse(taken);
  const founded = await foundNode(config, founding, () => undefined);
  rememberConfig(config);
  return accept({ ...founded, dataFolder: config.dataFolder, publicOrigin: config.publicOrigin });
}

/** Founds one more agency on a node that has one; a running node takes it up by itself. */
export async function foundAnotherFromCli(
  config: NodeConfig,
  answers: Answers,
  asked: string,
): Promise<Result<FoundedNode, Refusal>> {
  const missing = { code: 'node-not-founded', dataFolder: config.dataFolder } as const;
  if ((await slugOfFounded(config)) === undefined) return refuse(missing);
  const scheme = new URL(config.publicOrigin).protocol;
  const origin = parseNodeAddress(asked);
  const read = readFounding(answers);
  const faults = [
    ...(read.ok ? [] : read.error),
    ...(origin?.startsWith(`${scheme}//`) ? [] : [`--origin must be ${scheme}//HOST, a host of its own`]),
  ];
  const places = faults.map((why) => ({ at: 'command line', why }));
  if (!read.ok || origin === undefined || faults.length > 0) return refuse({ code: 'input-invalid', places });
  const founded = await foundAnother(config, read.value, origin);
  if (!founded.ok) return founded;
  return accept({ ...founded.value, dataFolder: config.dataFolder, publicOrigin: origin });
}

async function slugOfFounded(config: NodeConfig): Promise<string | undefined> {
  if (!isFounded(config)) return undefined;
  const store = await visitStore(config.dataFolder, nodeSecrets(config.dataFolder));
  try {
    const [known] = await agencyDirectory(store.app.db).list();
    return known?.slug;
  } finally {
    await store.close();
  }
}
