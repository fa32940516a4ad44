import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { judgeFree } from '#app/agreement/judge-free.ts';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { mountAssistant } from '#http/assistant/assistant-door.ts';
import { mountApiKeys } from '#http/desk/api-key.ts';
import { mountAlerts } from '#http/desk/alert.ts';
import { mountAgreements } from '#http/desk/agreement.ts';
import { mountCommitments } from '#http/desk/commitment.ts';
import { mountCorrection } from '#http/desk/correction.ts';
import { mountCredentials } from '#http/desk/credentials.ts';
import { mountDestinations } from '#http/desk/destination.ts';
import { mountDialects } from '#http/desk/dialect.ts';
import { mountDrills } from '#http/desk/drill.ts';
import { mountAgreementFiles } from '#http/desk/agreement-files.ts';
import { mountChanges } from '#http/desk/changes.ts';
import { mountChains } from '#http/desk/chain.ts';
import { mountEvidence } from '#http/desk/evidence.ts';
import { mountPassingOn } from '#http/desk/passing-on.ts';
import { mountExplanations } from '#http/desk/explanation.ts';
import { mountExport } from '#http/desk/export.ts';
import { mountKeptAnswers } from '#http/desk/kept-answers.ts';
import { mountOtherLanguages } from '#http/desk/other-languages.ts';
import { mountPapers } from '#http/desk/paper.ts';
import { mountPartnerNames } from '#http/desk/partner-names.ts';
import { mountPartners } from '#http/desk/partner.ts';
import { mountPeople } from '#http/desk/people.ts';
import { mountPictures } from '#http/desk/picture.ts';
import { mountPublication } from '#http/desk/publication.ts';
import { mountOverrides } from '#http/desk/override.ts';
import { mountPushes } from '#http/desk/push.ts';
import { mountRestrictions } from '#http/desk/restriction.ts';
import { mountSourceLooks } from '#http/desk/source-look.ts';
import { mountSources } from '#http/desk/source.ts';
import { mountSigningLinks } from '#http/desk/signing-links.ts';
import { mountSigning } from '#http/desk/signing.ts';
import { mountSearches } from '#http/desk/search.ts';
import { mountSession } from '#http/desk/session.ts';
import { mountSimulation } from '#http/desk/simulation.ts';
import { mountTake } from '#http/desk/take.ts';
import { mountTalks } from '#http/desk/talks.ts';
import { mountRegister } from '#http/desk/register.ts';
import { mountToday } from '#http/desk/today.ts';
import { mountTopics } from '#http/desk/topics.ts';
import { mountTranslation } from '#http/desk/translation.ts';
import { mountWire } from '#http/desk/wire.ts';
import { mountDeskApp } from '#http/desk-app.ts';
import { mountDiscovery } from '#http/node/discovery.ts';
import { mountExchange } from '#http/node/exchange.ts';
import { mountTransparency } from '#http/node/transparency.ts';
import { showLog } from '#app/ledger/show-log.ts';
import { logLeafReads } from '#store/reads/log-leaves.ts';
import { logKeysOf } from '#app/ledger/log-tools.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { printVkey } from '#formats/tlog/signed-note.ts';
import { mountIntroductions } from '#http/node/introductions.ts';
import { receiveIntroduction } from '#app/newsroom/receive-introduction.ts';
import { readPicture } from '#app/take/read-picture.ts';
import { mountPush } from '#http/push/push-door.ts';
import { agencyOf } from '#http/agency-of.ts';
import { mountSigningRoom } from '#http/public/signing-room.ts';
import { mountVerifyDoor } from '#http/public/verify-door.ts';
import type { HeldWatch } from '#http/public/held-watch.ts';
import { mountPortal } from '#http/public/portal.ts';
import { mountOperation } from '#http/operation/operation.ts';
import type { ReadyWatch } from '#http/operation/ready-watch.ts';
import { runSource } from '#sources/run-sources.ts';
import { alertReads } from '#store/reads/alerts.ts';
import { alikeStoryReads } from '#store/reads/alike-stories.ts';
import { chainReads } from '#store/reads/chain.ts';
import { destinationReads } from '#store/reads/destinations.ts';
import { drillReads } from '#store/reads/drills.ts';
import { partnerReads } from '#store/reads/partners.ts';
import { publicationReads } from '#store/reads/publications.ts';
import { recallReads } from '#store/reads/recalls.ts';
import { releasedReads } from '#store/reads/released.ts';
import { storyReads } from '#store/reads/story.ts';
import { topicReads } from '#store/reads/topics.ts';
import { wireReads } from '#store/reads/wire.ts';
import { viewTally } from '#store/view-tally.ts';
import type { Bell } from '#worker/bell.ts';
import type { ChangeCount } from './count-changes.ts';
import type { NodeConfig } from '../config.ts';
import type { NodeSecrets } from '../node-secrets.ts';
import type { OpenStore } from '../open-store.ts';
import { accountTools, type AccountTools } from './accounts.ts';
import { exchangeDoors } from './exchange-doors.ts';
import { storyJudge } from './judge-story.ts';
import type { NodeTools } from './node-tools.ts';
import { destinationPlaces, type SourceTools } from './source-tools.ts';
import { VERSION } from '../version.ts';

export type DoorNeeds = {
  readonly server: FastifyInstance;
  readonly config: NodeConfig;
  readonly secrets: NodeSecrets;
  readonly store: OpenStore;
  readonly tools: NodeTools;
  readonly bell: Bell;
  readonly changes: ChangeCount;
  readonly sources: SourceTools;
  readonly readyWatch: ReadyWatch;
  readonly heldWatch: HeldWatch;
};

const DESK_FILES = join(import.meta.dirname, '../../../dist/desk');

/** Every route of a node: desk, partners, operation, readers. */
export async function mountDoors(needs: DoorNeeds): Promise<void> {
  const { server, config, store, tools, bell, changes, sources, readyWatch, heldWatch } = needs;
  mountOperation(server, {
    version: VERSION,
    readyWatch,
    ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
  });
  const accounts = accountTools(config, needs.secrets, store, tools);
  mountAccounts(needs, accounts);
  mountDesk(needs, accounts);
  mountChanges(server, changes);
  mountAssistant(server, { version: VERSION });
  mountDiscovery(server, {
    ...tools,
    softwareVersion: VERSION,
    logKeysOf: (agency) => {
      const { log, witness } = logKeysOf(tools, agency);
      return { log: printVkey(log), witness: printVkey(witness) };
    },
  });
  await mountTransparency(server, tools);
  await mountIntroductions(server, {
    ...tools,
    receive: (introduced, at) => receiveIntroduction(tools, introduced, at),
  });
  await mountExchange(server, exchangeDoors(tools, bell));
  await mountPush(server, sources);
  await mountDeskApp(server, DESK_FILES);
  await mountSigningRoom(server, accounts);
  await mountVerifyDoor(server, {
    ...tools,
    ownKeys: async () => (await tools.agencies.list()).flatMap(({ id }) => tools.keysOf(id)),
  });
  mountPortal(server, {
    reads: releasedReads(store.portal.db),
    tally: viewTally(store.app.db),
    agencies: tools.agencies,
    isHeld: heldWatch.isHeld,
    async readLog(agencyId, place) {
      const agency = await tools.agencies.find(agencyId);
      const needs = { ...tools, logLeaves: logLeafReads(store.app.db) };
      return agency && showLog(needs, agency, tools.clock.now(), place);
    },
  });
}

function mountDesk({ server, config, store, tools, sources }: DoorNeeds, accounts: AccountTools): void {
  const { db } = store.app;
  const reads = {
    wire: wireReads(db),
    stories: storyReads(db),
    publicationReads: publicationReads(db),
    recallReads: recallReads(db, config.publicOrigin),
    drillReads: drillReads(db),
    destinationReads: destinationReads(db),
    partnerReads: partnerReads(db),
    alertReads: alertReads(db),
  };
  const needs = {
    ...tools,
    ...reads,
    judgeFree: (agency: Agency, ids: readonly string[], at: Instant) => judgeFree(tools, { agency, at }, ids),
  };
  mountToday(server, { ...needs, inSources: tools.transact });
  mountTopics(server, { topics: topicReads(store.app.db) });
  mountWire(server, { ...needs, judgeStory: storyJudge(tools), inAsides: tools.transact });
  mountSearches(server, needs);
  mountAlerts(server, needs);
  mountChains(server, { ...needs, chains: chainReads(db) });
  mountOtherLanguages(server, { ...needs, alike: alikeStoryReads(db) });
  mountExplanations(server, needs);
  mountExport(server, needs);
  mountRegister(server, needs);
  mountAgreementFiles(server, needs);
  mountCommitments(server, needs);
  mountRestrictions(server, needs);
  mountOverrides(server, needs);
  mountPictures(server, { ...needs, readPicture: (of, digest) => readPicture(tools, of, digest) });
  mountTake(server, needs);
  mountTranslation(server, needs);
  mountPublication(server, needs);
  mountCorrection(server, needs);
  mountPassingOn(server, needs);
  mountDrills(server, needs);
  mountAgreements(server, accounts);
  mountSigning(server, accounts);
  mountSigningLinks(server, accounts);
  mountEvidence(server, accounts);
  mountTalks(server, needs);
  mountKeptAnswers(server, needs);
  mountPapers(server, needs);
  mountSimulation(server, needs);
  mountPartners(server, needs);
  mountPartnerNames(server, needs);
  mountDestinations(server, { ...needs, ...destinationPlaces(config, tools) });
  mountPushes(server, needs);
  mountSourceLooks(server, sources);
  mountDialects(server, needs);
  mountSources(server, {
    ...sources,
    run: async (agencyId, source) => {
      await runSource(sources, await agencyOf(tools.agencies, agencyId), source, tools.clock.now());
    },
  });
}

function mountAccounts({ server, config }: DoorNeeds, accounts: AccountTools): void {
  mountSession(server, {
    ...accounts,
    isDemo: config.isDemo,
    portalUrlOf: ({ did, languages }) =>
      `${originOfDid(did, config.publicOrigin)}/${(languages[0] ?? 'en').toLowerCase()}/`,
    ...(config.otherNewsroom ? { otherNewsroom: otherNewsroomOf(config.otherNewsroom) } : {}),
  });
  mountCredentials(server, accounts);
  mountPeople(server, accounts);
  mountApiKeys(server, accounts);
}

function otherNewsroomOf({ url, ...name }: NonNullable<NodeConfig['otherNewsroom']>) {
  return { name, url };
}
