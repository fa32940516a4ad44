import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { mountCorrection } from '#http/desk/correction.ts';
import { mountCredentials } from '#http/desk/credentials.ts';
import { mountPartners } from '#http/desk/partner.ts';
import { mountPeople } from '#http/desk/people.ts';
import { mountPictures } from '#http/desk/picture.ts';
import { mountPublication } from '#http/desk/publication.ts';
import { mountSession } from '#http/desk/session.ts';
import { mountTake } from '#http/desk/take.ts';
import { mountTranslation } from '#http/desk/translation.ts';
import { mountWire } from '#http/desk/wire.ts';
import { mountDeskApp } from '#http/desk-app.ts';
import { mountDiscovery } from '#http/node/discovery.ts';
import { mountExchange } from '#http/node/exchange.ts';
import { mountIntroductions } from '#http/node/introductions.ts';
import { receiveIntroduction } from '#app/newsroom/receive-introduction.ts';
import { mountPortal } from '#http/public/portal.ts';
import { mountOperation } from '#http/operation/operation.ts';
import { watchReadiness } from '#http/operation/ready-watch.ts';
import { readinessCheckOn } from '#store/readiness.ts';
import { partnerReads } from '#store/reads/partners.ts';
import { publicationReads } from '#store/reads/publications.ts';
import { recallReads } from '#store/reads/recalls.ts';
import { releasedReads } from '#store/reads/released.ts';
import { storyReads } from '#store/reads/story.ts';
import { wireReads } from '#store/reads/wire.ts';
import { viewTally } from '#store/view-tally.ts';
import type { Bell } from '#worker/bell.ts';
import type { NodeConfig } from '../config.ts';
import type { NodeSecrets } from '../node-secrets.ts';
import type { OpenStore } from '../open-store.ts';
import { accountTools } from './accounts.ts';
import { exchangeDoors } from './exchange-doors.ts';
import { storyJudge } from './judge-story.ts';
import type { NodeTools } from './node-tools.ts';

export type DoorNeeds = {
  readonly server: FastifyInstance;
  readonly config: NodeConfig;
  readonly secrets: NodeSecrets;
  readonly store: OpenStore;
  readonly tools: NodeTools;
  readonly bell: Bell;
};

const DESK_FILES = join(import.meta.dirname, '../../../dist/desk');
const VERSION = '0.1.0';

/** Every route of a node: desk, partners, operation, readers. */
export async function mountDoors(needs: DoorNeeds): Promise<{ stop(): Promise<void> }> {
  const { server, config, store, tools, bell } = needs;
  const readyWatch = watchReadiness(readinessCheckOn(store.app.db));
  await readyWatch.start();
  mountOperation(server, {
    version: VERSION,
    readyWatch,
    ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
  });
  mountAccounts(needs);
  mountDesk(needs);
  mountDiscovery(server, { ...tools, softwareVersion: VERSION });
  await mountIntroductions(server, {
    ...tools,
    receive: (introduced, at) => receiveIntroduction(tools, introduced, at),
  });
  await mountExchange(server, exchangeDoors(tools, bell));
  await mountDeskApp(server, DESK_FILES);
  mountPortal(server, {
    reads: releasedReads(store.portal.db),
    tally: viewTally(store.app.db),
    agencies: tools.agencies,
  });
  return {
    stop() {
      readyWatch.stop();
      return Promise.resolve();
    },
  };
}

function mountDesk({ server, config, store, tools }: DoorNeeds): void {
  const stories = storyReads(store.app.db);
  mountWire(server, { wire: wireReads(store.app.db), stories, judgeStory: storyJudge(tools) });
  mountPictures(server, { stories, blobs: tools.files });
  mountTake(server, tools);
  const publishing = { ...tools, publicationReads: publicationReads(store.app.db) };
  mountTranslation(server, publishing);
  mountPublication(server, publishing);
  mountCorrection(server, { ...tools, recallReads: recallReads(store.app.db, config.publicOrigin) });
  mountPartners(server, { ...tools, partnerReads: partnerReads(store.app.db) });
}

function mountAccounts({ server, config, secrets, store, tools }: DoorNeeds): void {
  const accounts = accountTools(config, secrets, store, tools);
  mountSession(server, {
    ...accounts,
    isDemo: config.isDemo,
    portalUrlOf: ({ languages }) => `${config.publicOrigin}/${(languages[0] ?? 'en').toLowerCase()}/`,
    ...(config.otherNewsroom ? { otherNewsroom: otherNewsroomOf(config.otherNewsroom) } : {}),
  });
  mountCredentials(server, accounts);
  mountPeople(server, accounts);
}

function otherNewsroomOf({ url, ...name }: NonNullable<NodeConfig['otherNewsroom']>) {
  return { name, url };
}
