import { showAllTheSame } from '#app/channel/hold-back.ts';
import type { CliNode } from '#cli/cli-node.ts';
import type { Refusal } from '#cli/said.ts';
import { listRefused } from '#app/agreement/list-refused.ts';
import { listOwing } from '#app/agreement/obligations-list.ts';
import { compareAgreements, showRegister } from '#app/agreement/show-register.ts';
import { judgeFree } from '#app/agreement/judge-free.ts';
import { judgeStory } from '#app/correction/judge-story.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { makeRecoveryKey, openRecoveryKey } from '#partners/keys/recovery-key.ts';
import { runSource } from '#sources/run-sources.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { drillReads } from '#store/reads/drills.ts';
import { logLeafReads } from '#store/reads/log-leaves.ts';
import { partnerReads } from '#store/reads/partners.ts';
import { recallReads } from '#store/reads/recalls.ts';
import { storyReads } from '#store/reads/story.ts';
import { topicReads } from '#store/reads/topics.ts';
import { wireReads } from '#store/reads/wire.ts';
import type { NodeConfig } from '../config.ts';
import { nodeSecrets } from '../node-secrets.ts';
import { visitStore, type OpenStore } from '../open-store.ts';
import { readBundle, writeBundle } from './bundles.ts';
import { examineNode } from './examine-node.ts';
import { holdNeeds } from './hold-needs.ts';
import { nodeTools, openKeys } from './node-tools.ts';
import { destinationPlaces, sourceTools } from './source-tools.ts';

/** Opens a node for one command. A running node goes on undisturbed, and its worker does what the command leaves to do. */
export async function openCliNode(config: NodeConfig): Promise<Result<CliNode, Refusal>> {
  const secrets = nodeSecrets(config.dataFolder);
  const store = await visitStore(config.dataFolder, secrets);
  try {
    const agencies = await agencyDirectory(store.app.db).list();
    if (agencies.length > 0) return accept(await wire(config, secrets, store));
    await store.close();
    const missing = { code: 'node-not-founded', dataFolder: config.dataFolder } as const;
    return refuse(missing);
  } catch (fault) {
    await store.close();
    throw fault;
  }
}

async function wire(
  config: NodeConfig,
  secrets: ReturnType<typeof nodeSecrets>,
  store: OpenStore,
): Promise<CliNode> {
  const { db } = store.app;
  const safe = keySafe(secrets.nodeSecret);
  const keys = await openKeys(config, store, { agencies: await agencyDirectory(db).list(), safe });
  const tools = nodeTools(config, secrets, store, keys);
  const sources = sourceTools(config, secrets, tools);
  const reading = { ...tools, recallReads: recallReads(db, config.publicOrigin) };
  return {
    ...sources,
    ...tools,
    keySafe: safe,
    makeRecoveryKey,
    openRecoveryKey,
    // The shapes of drafts are read by a library as large as all the rest; few commands need them.
    async readDraft(answers) {
      const { readDraft } = await import('./read-draft.ts');
      return readDraft(answers);
    },
    async printDraft(start) {
      const { startAnswers } = await import('#http/desk/start-answers.ts');
      return startAnswers(start);
    },
    inApiKeys: store.transact,
    inMembers: store.transact,
    inKeys: store.transact,
    inChannels: store.transact,
    inSources: store.transact,
    inPushes: store.transact,
    ...destinationPlaces(config, tools),
    wire: wireReads(db),
    stories: storyReads(db),
    topicReads: topicReads(db),
    partnerReads: partnerReads(db),
    recallReads: reading.recallReads,
    drillReads: drillReads(db),
    logLeaves: logLeafReads(db),
    showRegister: (...asked) => showRegister(reading, ...asked),
    compareAgreements: (...asked) => compareAgreements(reading, ...asked),
    listOwing: (...asked) => listOwing(reading, ...asked),
    showAllTheSame: (by) => showAllTheSame(holdNeeds(tools), by),
    listRefused: (agencyId) => listRefused(tools, agencyId),
    writeBundle: (...asked) => writeBundle(tools, ...asked),
    readBundle: (...asked) => readBundle(tools, ...asked),
    judgeFree: (agency, ids, at) => judgeFree(tools, { agency, at }, ids),
    judgeStory: (agency, itemId, at) => judgeStory(tools, { agency, at }, itemId),
    runSource: (agency, source, at) => runSource(sources, agency, source, at),
    examine: (at) => examineNode({ config, tools, store }, at),
    async close() {
      await tools.reader.stop();
      await store.close();
    },
  };
}
