import { createServer, type Server, type ServerResponse } from 'node:http';
import { mkdtemp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestDocument } from '#app/item/ingest-document.ts';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { mailboxOpener } from '#engines/remote/open-mailbox.ts';
import { sftpOpener } from '#engines/remote/open-sftp.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { instantOf, type Instant } from '#kernel/instant.ts';
import type { RefusedDocument, Source } from '#ports/source-store.ts';
import { runSource, type RunSourcesNeeds } from '#sources/run-sources.ts';
import { keepPicture } from '#sources/source-pictures.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { blobFiles } from '#store/blob-files.ts';
import { openStores, type Stores } from '#store/open-stores.ts';
import { transactWith } from '#store/transact.ts';
import { readHere } from './read-here.ts';
import { testAgency } from './test-agency.ts';
import type { TestDatabase } from './test-database.ts';
import { testItem } from './test-item.ts';
import { testSafe, testSource } from './test-source.ts';

export const SOURCES_AT = instantOf(Date.UTC(2027, 0, 1, 8));

/** One agency with sources that are really read: a folder of its own on the disk, servers on this machine. */
export type SourceTown = {
  readonly folder: string;
  readonly agencyId: string;
  readonly within: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  readonly needsOf: (over?: Partial<RunSourcesNeeds<Stores>>) => RunSourcesNeeds<Stores>;
  readonly addSource: (over: Partial<Source>) => Promise<Source>;
  /** Puts a file into the watched folder that nobody touched for a while. */
  readonly lay: (name: string, content: string | Uint8Array, ageSeconds?: number) => Promise<void>;
  /** Time passes for the files, not for the test: the reading takes them for a minute older, or so many. */
  readonly run: (
    source: Source,
    needs?: RunSourcesNeeds<Stores>,
    at?: Instant,
    minutes?: number,
  ) => Promise<number>;
  readonly refusedOf: (source: Source) => Promise<readonly RefusedDocument[]>;
  readonly serve: (
    answer: (response: ServerResponse, url: string) => void,
  ) => Promise<{ readonly host: string; readonly url: string }>;
  readonly close: () => Promise<void>;
};

export async function sourceTown(database: TestDatabase): Promise<SourceTown> {
  const folder = await mkdtemp(join(tmpdir(), 'pactwire-sources-'));
  const agencyId = await testAgency(database);
  const servers: Server[] = [];
  const transact = transactWith(database.app.db, openStores);
  const blobs = blobFiles(join(folder, 'blobs'));
  const needsOf: SourceTown['needsOf'] = (over = {}) => ({
    transact,
    agencies: agencyDirectory(database.app.db),
    ingest: (document) =>
      ingestDocument(
        {
          transact,
          ids: systemIds,
          hash: nodeHash,
          readForeign: readHere,
          keepPicture: (agency, bytes) => keepPicture({ blobs }, agency, bytes),
        },
        document,
      ),
    fetch: guardedFetcher().fetch,
    blobs,
    sha256: nodeHash.sha256,
    chance: () => 0.5,
    openHeaders: testSafe.openHeaders,
    openSecret: testSafe.openSecret,
    openMailbox: mailboxOpener({ allowHosts: [] }),
    openSftp: sftpOpener({ allowHosts: [] }),
    ids: systemIds,
    allowHosts: [],
    ...over,
  });
  const within: SourceTown['within'] = (work) => transact(agencyId, work);
  await mkdir(join(folder, 'in'), { recursive: true });
  return {
    folder,
    agencyId,
    within,
    needsOf,
    async addSource(over) {
      const source = testSource({ id: systemIds.uuid(), place: join(folder, 'in'), ...over });
      await within(({ sources }) => sources.add(source));
      return source;
    },
    async lay(name, content, ageSeconds = 0) {
      const path = join(folder, 'in', name);
      await writeFile(path, content);
      if (ageSeconds > 0) await utimes(path, Date.now() / 1000 - ageSeconds, Date.now() / 1000 - ageSeconds);
    },
    async run(source, needs = needsOf(), at = SOURCES_AT, minutes = 1) {
      const real = Date.now;
      Date.now = () => real() + minutes * 60_000;
      try {
        const now = (await within(({ sources }) => sources.find(source.id))) ?? source;
        const agency = await needs.agencies.find(agencyId);
        return await runSource(needs, agency ?? { id: agencyId, did: 'did:web:x' }, now, at);
      } finally {
        Date.now = real;
      }
    },
    refusedOf: (source) => within(({ sources }) => sources.listRefused(source.id)),
    serve: (answer) => serveOn(servers, answer),
    async close() {
      await rm(folder, { recursive: true, force: true });
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

function serveOn(
  servers: Server[],
  answer: (response: ServerResponse, url: string) => void,
): Promise<{ host: string; url: string }> {
  return new Promise((ready) => {
    const server = createServer((request, response) => answer(response, request.url ?? '/'));
    servers.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
      ready({ host, url: `http://${host}/feed` });
    });
  });
}

export const sourceStory = (over: Parameters<typeof testItem>[0] = {}): string =>
  JSON.stringify(printNinjs(testItem(over)));

export const rssOf = (...titles: string[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>W</title><link>https://wire.example/</link><description>d</description><language>vi</language>${titles
    .map(
      (title, index) =>
        `<item><title>${title}</title><guid isPermaLink="false">urn:x:${index}</guid><pubDate>Fri, 01 Jan 2027 07:0${index}:00 GMT</pubDate><description>${title}</description></item>`,
    )
    .join('')}</channel></rss>`;
