import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { join } from 'node:path';
import type { DestinationNeeds } from '#app/publication/push/destination-needs.ts';
import type { TryNeeds } from '#app/item/try-source.ts';
import { ingestDocument } from '#app/item/ingest-document.ts';
import { mailboxOpener } from '#engines/remote/open-mailbox.ts';
import { sftpOpener } from '#engines/remote/open-sftp.ts';
import { makeSeal } from '#engines/seal.ts';
import { printSecret } from '#http/push/push-signature.ts';
import type { PushMediaNeeds } from '#http/push/push-media.ts';
import type { RunSourcesNeeds } from '#sources/run-sources.ts';
import { fetchedPictures, PUSHED_PICTURES_MS } from '#sources/source-pictures.ts';
import { firstDocument } from '#sources/first-document.ts';
import { folderPlaces } from '#sources/folder-place.ts';
import type { Stores } from '#store/open-stores.ts';
import type { NodeConfig } from '../config.ts';
import type { NodeSecrets } from '../node-secrets.ts';
import type { NodeTools } from './node-tools.ts';

/** What reading sources, adding them and taking pushes need. */
export type SourceTools = RunSourcesNeeds<Stores> & TryNeeds<Stores> & PushMediaNeeds<Stores>;

const SECRET_BYTES = 32;

export function sourceTools(config: NodeConfig, secrets: NodeSecrets, tools: NodeTools): SourceTools {
  const seal = makeSeal(secrets.nodeSecret);
  const openHeaders = (sealed: string, sourceId: string) =>
    parseHeaders(seal.open(sealed, headersOf(sourceId)));
  const openSecret = (sealed: string, sourceId: string) => seal.open(sealed, contextOf(sourceId));
  const reading = {
    openHeaders,
    openSecret,
    openMailbox: mailboxOpener(config),
    openSftp: sftpOpener(config),
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
    firstDocument: (source) => firstDocument(reading, source),
    folderFor: folderPlaces({
      inbox: join(config.dataFolder, 'inbox'),
      roots: config.sourceRoots,
      opposite: (agencyId) => tools.transact(agencyId, ({ destinations }) => foldersOf(destinations)),
    }),
    pushAddress: (sourceId) => `${config.publicOrigin}/ingest/${sourceId}`,
    newSecret: (sourceId) => {
      const secret = printSecret(tools.chance.bytes(SECRET_BYTES));
      return { secret, sealed: seal.seal(secret, contextOf(sourceId)) };
    },
    sealHeaders: (headers, sourceId) => seal.seal(JSON.stringify(headers), headersOf(sourceId)),
    sealSecret: (secret, sourceId) => seal.seal(secret, contextOf(sourceId)),
    picturesFor: (agency) => fetchedPictures(reading, agency, PUSHED_PICTURES_MS),
  };
}

/** What adding a destination needs: the folders that may be written into, and new secrets. */
export function destinationPlaces(
  config: NodeConfig,
  tools: Pick<NodeTools, 'chance' | 'transact'>,
): Pick<DestinationNeeds, 'kinds' | 'outgoingFolder' | 'newWebhookSecret'> {
  return {
    kinds: DESTINATION_NEEDS,
    outgoingFolder: folderPlaces({
      inbox: join(config.dataFolder, 'outgoing'),
      roots: config.sourceRoots,
      opposite: (agencyId) => tools.transact(agencyId, ({ sources }) => foldersOf(sources)),
    }),
    newWebhookSecret: () => printSecret(tools.chance.bytes(SECRET_BYTES)),
  };
}

async function foldersOf(places: {
  list(): Promise<readonly { readonly kind: string; readonly place: string }[]>;
}): Promise<readonly string[]> {
  const all = await places.list();
  return all.flatMap(({ kind, place }) => (kind === 'folder' ? [place] : []));
}

function contextOf(sourceId: string): string {
  // The name that the first secrets were sealed under, those of pushes.
  return `push secret of ${sourceId}`;
}

function headersOf(sourceId: string): string {
  return `headers of ${sourceId}`;
}

/** What was sealed was written here. */
function parseHeaders(json: string): Record<string, string> {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('sealed headers are no object');
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
}
