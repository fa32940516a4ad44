import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { findSession } from '#app/newsroom/find-session.ts';
import { invitePerson } from '#app/newsroom/invite-person.ts';
import type { Role } from '#domain/newsroom/role.ts';
import { makeOneTimeCodes } from '#engines/one-time-codes.ts';
import { makePasskeys } from '#engines/passkeys.ts';
import { makePasswords } from '#engines/passwords.ts';
import { makeSeal } from '#engines/seal.ts';
import { makeCeremonyBook, makeTryBook } from '#engines/sign-in-books.ts';
import { nodeHash, systemChance, systemIds } from '#engines/world.ts';
import { mountCredentials } from '#http/desk/credentials.ts';
import { mountPeople } from '#http/desk/people.ts';
import { mountSession } from '#http/desk/session.ts';
import { makeServer } from '#http/server.ts';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import { accountStores, transactAccountsOn } from '#store/account-stores.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openStores } from '#store/open-stores.ts';
import { transactWith } from '#store/transact.ts';
import { testAgency } from './test-agency.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

export const DESK_ORIGIN = 'http://localhost:4100';

/** One newsroom's accounts behind the real doors, with a clock that the test moves. */
export type TestDesk = {
  readonly server: FastifyInstance;
  readonly database: TestDatabase;
  readonly agencyId: string;
  readonly log: string[];
  now(): Instant;
  pass(seconds: number): void;
  /** A person with a one-time link, or a demo seat; gives their id and the link's token. */
  invite(
    name: string,
    roles: readonly Role[],
    isDemoSeat?: boolean,
  ): Promise<{ readonly id: string; readonly email: string; readonly token: string }>;
  close(): Promise<void>;
};

export async function testDesk(options: { readonly isDemo: boolean }): Promise<TestDesk> {
  const database = await testDatabase();
  const agencyId = await testAgency(database);
  const { db } = database.app;
  let at = instantOf(Date.UTC(2027, 0, 1, 8));
  const log: string[] = [];
  const now = (): Instant => at;
  const needs = {
    ...accountStores(db),
    transactAccounts: transactAccountsOn(db),
    transact: transactWith(db, openStores),
    agencies: agencyDirectory(db),
    passwords: makePasswords(),
    codes: makeOneTimeCodes('Pactwire'),
    seal: makeSeal(randomBytes(32)),
    tries: makeTryBook(),
    ceremonies: makePasskeys(DESK_ORIGIN, 'Pactwire'),
    ceremonyBook: makeCeremonyBook(),
    chance: systemChance,
    hash: nodeHash,
    ids: systemIds,
    isDemo: options.isDemo,
    portalUrlOf: () => `${DESK_ORIGIN}/`,
  };
  const server = await makeServer({
    publicOrigin: DESK_ORIGIN,
    now,
    findSession: (token, when) => findSession(needs, token, when),
    log: { write: (line) => void log.push(line) },
    checkReplies: true,
  });
  mountSession(server, needs);
  mountPeople(server, needs);
  mountCredentials(server, needs);
  await server.ready();
  return {
    server,
    database,
    agencyId,
    log,
    now,
    pass(seconds) {
      at = plusSeconds(at, seconds);
    },
    async invite(name, roles, isDemoSeat = false) {
      const email = `${name.toLowerCase()}@demo.example`;
      const invited = await invitePerson(
        needs,
        { agencyId, name, email, language: 'vi', roles, isDemoSeat },
        at,
      );
      if (!invited.ok) throw new Error(`${name} was refused: ${invited.error.code}`);
      return { id: invited.value.person.id, email, token: invited.value.linkToken ?? '' };
    },
    async close() {
      await server.close();
      await database.drop();
    },
  };
}
