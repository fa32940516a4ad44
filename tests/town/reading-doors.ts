import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { judgeFree } from '#app/agreement/judge-free.ts';
import { findKeySession } from '#app/newsroom/api-key/find-key-session.ts';
import { makeApiKey } from '#app/newsroom/api-key/make-api-key.ts';
import { KEY_SCOPES, ROLES, type KeyScope, type Role } from '#contract/permissions.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { nodeHash, sameDigest, systemChance, systemIds } from '#engines/world.ts';
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
  readonly reads?: Partial<Pick<WireDeskNeeds, 'wire' | 'stories'>>;
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
  mountWire(server, {
    wire: wireReads(db),
    stories: storyReads(db),
    agencies,
    judgeStory: storyJudge({ agencies, transact }),
    judgeFree: (agency, ids, at) => judgeFree({ transact }, { agency, at }, ids),
    inAsides: transact,
    lexiconsFor: async () => ({ find: () => undefined }),
    ...reads,
  });
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
