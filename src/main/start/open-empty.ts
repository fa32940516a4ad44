import { flushCompileCache } from 'node:module';
import { agencyDirectory } from '#store/agency-directory.ts';
import { isFounded, readConfigBeside, type NodeConfig } from '../config.ts';
import { foundNode } from '../found-node.ts';
import { nodeSecrets } from '../node-secrets.ts';
import { openNode } from '../open-node.ts';
import { visitStore } from '../open-store.ts';
import { rememberConfig } from '../remembered-config.ts';
import { askFounding } from './ask-founding.ts';
import { buildDesk } from './build-desk.ts';
import { FOUNDING_FLAGS, readFounding, type Answers } from './founding-answers.ts';
import { needPort } from './need-port.ts';
import { phases, type Phases } from './phases.ts';
import { StartRefused } from './start-refused.ts';

export type EmptyOptions = Readonly<Record<string, string | boolean | undefined>>;

/** Runs one real node; founds its agency first when its folder is empty. */
export async function openEmpty(options: EmptyOptions): Promise<void> {
  const told = phases();
  const config = configOf(options);
  console.log(`Pactwire node, data in ${config.dataFolder}`);
  await needPort(config.host, config.port, 'Choose another with --port, or stop that program.');
  const isNew = !(await hasAgency(config));
  if (isNew) await found(config, await answersOf(options), told);
  if (await buildDesk()) told.done('the desk is built');
  const node = await openNode(config, (line) => console.error(line));
  flushCompileCache();
  told.done('the node is up');
  console.log(`\n  ${config.publicOrigin}/desk/\n\nCtrl-C stops it; the data stays.`);
  const stop = () => {
    console.log('\nstopping; the data stays');
    void node.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function configOf(options: EmptyOptions): NodeConfig {
  const text = (name: string) => {
    const value = options[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  try {
    return readConfigBeside({ ...text('data'), ...text('port'), ...text('origin') });
  } catch (fault) {
    throw new StartRefused(fault instanceof Error ? fault.message : 'The configuration cannot be read.');
  }
}

/** Secrets alone are no agency: a founding may have been killed between the two. */
async function hasAgency(config: NodeConfig): Promise<boolean> {
  if (!isFounded(config)) return false;
  const store = await visitStore(config.dataFolder, nodeSecrets(config.dataFolder));
  try {
    return (await agencyDirectory(store.app.db).list()).length > 0;
  } finally {
    await store.close();
  }
}

async function answersOf(options: EmptyOptions): Promise<Answers> {
  const given = Object.fromEntries(
    FOUNDING_FLAGS.map(({ flag }) => {
      const value = options[flag];
      return [flag, typeof value === 'string' ? value : undefined];
    }),
  );
  return process.stdin.isTTY ? askFounding(given) : given;
}

async function found(config: NodeConfig, answers: Answers, told: Phases): Promise<void> {
  const founding = readFounding(answers);
  if (!founding.ok)
    throw new StartRefused(
      `No agency lives in ${config.dataFolder} yet, and it cannot be founded:\n- ${founding.error.join('\n- ')}`,
    );
  const { did, links } = await foundNode(config, founding.value, () => undefined);
  rememberConfig(config);
  told.done(`the agency ${did} is founded`);
  if (new URL(config.publicOrigin).hostname === 'localhost')
    console.log(
      '  It can be reached from this computer only: a real agency is founded with --origin https://…',
    );
  for (const { name, link } of links)
    console.log(`\n  ${name} sets a password here, once, within 72 hours:\n  ${link}\n`);
}
