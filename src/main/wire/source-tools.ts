import { join } from 'node:path';
import type { DestinationNeeds } from '#app/publication/push/add-destination.ts';
import type { AddSourceNeeds } from '#app/item/add-source.ts';
import { ingestDocument } from '#app/item/ingest-document.ts';
import { makeSeal } from '#engines/seal.ts';
import { printSecret } from '#http/push/push-signature.ts';
import type { PushDoorNeeds } from '#http/push/push-door.ts';
import type { RunSourcesNeeds } from '#sources/run-sources.ts';
import { fetchedPictures, PUSHED_PICTURES_MS } from '#sources/source-pictures.ts';
import { folderPlaces } from '#sources/folder-place.ts';
import type { Stores } from '#store/open-stores.ts';
import type { NodeConfig } from '../config.ts';
import type { NodeSecrets } from '../node-secrets.ts';
import type { NodeTools } from './node-tools.ts';

/** What reading sources, adding them and taking pushes need. */
export type SourceTools = RunSourcesNeeds<Stores> & AddSourceNeeds<Stores> & PushDoorNeeds<Stores>;

const SECRET_BYTES = 32;

export function sourceTools(config: NodeConfig, secrets: NodeSecrets, tools: NodeTools): SourceTools {
  const seal = makeSeal(secrets.nodeSecret);
  const reading = {
    fetch: tools.fetcher.fetch,
    blobs: tools.files,
    allowHosts: config.allowHosts,
    sha256: tools.hash.sha256,
    chance: () => (tools.chance.bytes(1)[0] ?? 0) / 256,
  };
  return {
    ...tools,
    ...reading,
    ingest: (document) => ingestDocument(tools, document),
    folderFor: folderPlaces({ inbox: join(config.dataFolder, 'inbox'), roots: config.sourceRoots }),
    pushAddress: (sourceId) => `${config.publicOrigin}/ingest/${sourceId}`,
    newSecret: (sourceId) => {
      const secret = printSecret(tools.chance.bytes(SECRET_BYTES));
      return { secret, sealed: seal.seal(secret, contextOf(sourceId)) };
    },
    openSecret: (sealed, sourceId) => seal.open(sealed, contextOf(sourceId)),
    picturesFor: (agency) => fetchedPictures(reading, agency, PUSHED_PICTURES_MS),
  };
}

/** What adding a destination needs: the folders that may be written into, and new secrets. */
export function destinationPlaces(
  config: NodeConfig,
  tools: Pick<NodeTools, 'chance'>,
): Pick<DestinationNeeds, 'outgoingFolder' | 'newWebhookSecret'> {
  return {
    outgoingFolder: folderPlaces({ inbox: join(config.dataFolder, 'outgoing'), roots: config.sourceRoots }),
    newWebhookSecret: () => printSecret(tools.chance.bytes(SECRET_BYTES)),
  };
}

function contextOf(sourceId: string): string {
  return `push secret of ${sourceId}`;
}
