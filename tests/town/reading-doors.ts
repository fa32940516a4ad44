import { generateKeyPairSync } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { judgeFree } from '#app/agreement/judge-free.ts';
import { findKeySession } from '#app/newsroom/api-key/find-key-session.ts';
import { makeApiKey } from '#app/newsroom/api-key/make-api-key.ts';
import { KEY_SCOPES, ROLES, type KeyScope, type Role } from '#contract/permissions.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { nodeHash, sameDigest, systemChance, systemIds } from '#engines/world.ts';
import { mountAlerts } from '#http/desk/alert.ts';
import { mountChains } from '#http/desk/chain.ts';
import { mountOtherLanguages } from '#http/desk/other-languages.ts';
import { mountPictures } from '#http/desk/picture.ts';
import { mountSearches } from '#http/desk/search.ts';
import { mountToday } from '#http/desk/today.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { accept } from '#kernel/result.ts';
import type { BlobFiles } from '#ports/blob-store.ts';
import type { AlertReads } from '#ports/reads/alerts.ts';
import type { AlikeStoryReads } from '#ports/reads/alike-stories.ts';
import type { ChainReads } from '#ports/reads/chain.ts';
import { alertReads } from '#store/reads/alerts.ts';
import { alikeStoryReads } from '#store/reads/alike-stories.ts';
import { chainReads } from '#store/reads/chain.ts';
import { destinationReads } from '#store/reads/destinations.ts';
import { drillReads } from '#store/reads/drills.ts';
import { publicationReads } from '#store/reads/publications.ts';
import { recallReads } from '#store/reads/recalls.ts';
import { mountAssistant } from '#http/assistant/assistant-door.ts';
import { mountPartnerNames } from '#http/desk/partner-names.ts';
import { mountApiKeys } from '#http/desk/api-key.ts';
import { mountTopics } from '#http/desk/topics.ts';
import { mountWire, type WireDeskNeeds } from '#http/desk/wire.ts';
import { makeServer, type ServerOptions } from '#http/server.ts';
import type { Instant } from '#kernel/instant.ts';
import { storyJudge } from '#main/wire/judge-story.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { apiKeyFinder } from '#store/api-keys.ts';
import { openStores } from '#store/open-stores.ts';
import { partnerReads } from '#store/reads/partners.ts';
import { storyReads } from '#store/reads/story.ts';
import { topicReads } from '#store/reads/topics.ts';
import { wireReads } from '#store/reads/wire.ts';
import type { Database } from '#store/tables/database.ts';
import { transactWith } from '#store/transact.ts';
import type { TestDatabase } from './test-database.ts';

export const READING_ORIGIN = 'http://localhost:4100';

/** A person of an agency, with the cookie of their session. */
export type Seat = { readonly agencyId: string; readonly personId: string; readonly headers: Headers };
type Headers = Readonly<Record<string, string>>;

/** The doors by which stories are read, by people and by programs, of as many agencies as there are in the database. */
export type ReadingDoors = {
  readonly server: FastifyInstance;
  readonly seat: (agencyId: string, ...roles: readonly Role[]) => Promise<Seat>;
  readonly key: (
    seat: Seat,
    order?: { readonly scopes?: readonly KeyScope[]; readonly days?: number },
  ) => Promise<string>;
};

type Options = Partial<ServerOptions> & {
  readonly now: () => Instant;
  /** What the wire and stories are read through; the application’s own role where it is not said. */
  readonly db?: Kysely<Database>;
  readonly reads?: Partial<Reads>;
};

/** What the doors read through. */
export type Reads = Pick<WireDeskNeeds, 'wire' | 'stories'> & {
  readonly chains: ChainReads;
  readonly alike: AlikeStoryReads;
  readonly alertReads: AlertReads;
};

export async function readingDoors(
  database: Pick<TestDatabase, 'app'>,
  options: Options,
): Promise<ReadingDoors> {
  const { db = database.app.db, reads, ...more } = options;
  const transact = transactWith(db, openStores);
  const agencies = agencyDirectory(db);
  const world = { ids: systemIds, hash: nodeHash, chance: systemChance };
  const seats = new Map<string, Seat & { readonly roles: readonly Role[] }>();
  const finding = { findKey: apiKeyFinder(db), transact, hash: nodeHash, sameDigest };
  const server = await makeServer({
    publicOrigin: READING_ORIGIN,
    async findSession(token, at) {
      const seat = seats.get(token);
      return seat && startSession({ ...seat, csrf: 'csrf' }, 'account', at);
    },
    findKey: (token, at) => findKeySession(finding, token, at),
    checkReplies: true,
    ...more,
  });
  mountApiKeys(server, { ...world, transact });
  mountTopics(server, { topics: topicReads(db) });
  const needs = {
    ...world,
    ...readsOn(db),
    ...reads,
    transact,
    agencies,
    judgeFree: (agency: Agency, ids: readonly string[], at: Instant) =>
      judgeFree({ transact }, { agency, at }, ids),
    lexiconsFor: async () => ({ find: () => undefined }),
  };
  mountWire(server, { ...needs, judgeStory: storyJudge({ agencies, transact }), inAsides: transact });
  mountPictures(server, {
    ...needs,
    readPicture: (_, digest) => PICTURES.read('', digest),
    readProvenance: async () => accept(undefined),
  });
  mountChains(server, needs);
  mountOtherLanguages(server, needs);
  mountSearches(server, needs);
  mountAlerts(server, needs);
  mountToday(server, { ...needs, ...needsOfToday(db), inSources: transact });
  mountPartnerNames(server, { partnerReads: partnerReads(db) });
  mountAssistant(server, { version: '0' });
  await server.ready();
  return {
    server,
    async seat(agencyId, ...roles) {
      const personId = systemIds.uuid();
      const at = options.now();
      await transact(agencyId, async ({ accounts, members }) => {
        const email = `${personId}@demo.example`;
        await accounts.add({ id: personId, name: 'Lan', email, language: 'vi', isDemoSeat: false }, at);
        await members.save({ personId, roles }, at);
      });
      const token = personId.padEnd(43, '-');
      const headers = { cookie: `${server.door.cookie.name}=${token}`, 'x-csrf-token': 'csrf' };
      const seat = { agencyId, personId, headers, roles: roles.length > 0 ? roles : ROLES };
      seats.set(token, seat);
      return seat;
    },
    async key({ agencyId, personId }, { scopes = KEY_SCOPES, days = 30 } = {}) {
      const order = { name: 'CMS', scopes, days };
      const made = await makeApiKey({ ...world, transact }, { agencyId, personId }, order, options.now());
      if (!made.ok) throw new Error(made.error.code);
      return made.value.token;
    },
  };
}

function readsOn(db: Kysely<Database>): Reads {
  return {
    wire: wireReads(db),
    stories: storyReads(db),
    chains: chainReads(db),
    alike: alikeStoryReads(db),
    alertReads: alertReads(db),
  };
}

const PNG = Buffer.from('\x89PNG\r\n\x1a\nand so on', 'latin1');

/** The file that lies there whoever asks for it, so that the doors of pictures have nothing but their query to go by. */
export const PICTURE = {
  digest: nodeHash.sha256(PNG),
  mediaType: 'image/png',
  sizeBytes: PNG.length,
} as const;
const PICTURES: Pick<BlobFiles, 'read'> = {
  read: async (_agencyId, digest) => (digest === PICTURE.digest ? PNG : undefined),
};

/** Today also tells of what no story is: of these agencies nothing was signed and no channel written. */
function needsOfToday(db: Kysely<Database>) {
  const { publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const key: PartnerKey = {
    kid: 'log',
    role: 'log',
    jwk: { kty: 'OKP', crv: 'Ed25519', x },
    thumbprint: 'log',
  };
  return {
    recallReads: recallReads(db, READING_ORIGIN),
    drillReads: drillReads(db),
    publicationReads: publicationReads(db),
    destinationReads: destinationReads(db),
    partnerReads: partnerReads(db),
    keysOf: () => [key],
    logSigner: () => ({ kid: key.kid, sign: (message: Uint8Array) => message }),
    verifyNote: () => false,
    channelMarks: { read: async () => undefined, raise: async () => undefined },
    restoration: { read: async () => ({ left: [] }) },
    logMarks: { read: async () => undefined, write: async () => undefined },
    logRounds: new Map(),
  };
}
