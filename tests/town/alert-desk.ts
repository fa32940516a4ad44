import { noteChanges, type NoteNeeds } from '#app/alert/note-changes.ts';
import { judgeFree } from '#app/agreement/judge-free.ts';
import { sieveOf, type AskNeeds } from '#app/search/ask-wire.ts';
import { sendLetters } from '#app/alert/send-letters.ts';
import { tellAlerts } from '#app/alert/tell-alerts.ts';
import type { AlertSchedule, AlertSettings } from '#domain/alert/saved-search.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { savedReader } from '#http/desk/read-saved.ts';
import type { Instant } from '#kernel/instant.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Letter } from '#ports/letters.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openStores } from '#store/open-stores.ts';
import { alertReads } from '#store/reads/alerts.ts';
import { wireReads } from '#store/reads/wire.ts';
import type { Database } from '#store/tables/database.ts';
import { transactWith } from '#store/transact.ts';
import type { Kysely } from 'kysely';
import type { TestDatabase } from './test-database.ts';
import type { TestNewsroom } from './test-newsroom.ts';

/** Reads what was saved, on a node that has no lexicons. */
const readerOn = (db: Kysely<Database>): NoteNeeds['readSaved'] =>
  savedReader({ wire: wireReads(db), lexiconsFor: async () => ({ find: () => undefined }) });

/** What the worker does with alerts, on a database. */
export function alertNeeds(db: Kysely<Database>, lay: (letter: Letter) => Promise<void>) {
  return {
    transact: transactWith(db, openStores),
    ids: systemIds,
    readSaved: readerOn(db),
    letters: { lay },
    publicOrigin: 'https://node.example',
  };
}

function lookingAt(db: Kysely<Database>): Pick<AskNeeds, 'wire' | 'judgeFree'> {
  const transact = transactWith(db, openStores);
  return {
    wire: wireReads(db),
    judgeFree: (agency, ids, at) => judgeFree({ transact }, { agency, at }, ids),
  };
}

/** One look of the worker. */
export async function lookOnce(
  needs: ReturnType<typeof alertNeeds>,
  agency: Agency,
  at: Instant,
): Promise<void> {
  await noteChanges(needs, agency, at);
  await tellAlerts(needs, agency, at);
  await sendLetters(needs, agency, at);
}

export type Following = {
  readonly question: JsonObject;
  readonly name?: string;
  readonly scope?: 'personal' | 'agency';
  readonly schedule?: AlertSchedule;
  readonly byMail?: boolean;
};

/** The people of a newsroom of a test, what they follow, and what they are told. */
export async function alertDesk(database: TestDatabase, desk: TestNewsroom, at: Instant) {
  const { db } = database.app;
  const letters: Letter[] = [];
  const needs = alertNeeds(db, async (letter) => void letters.push(letter));
  const agency = await agencyDirectory(db).find(desk.agencyId);
  if (!agency) throw new Error('the newsroom has an agency');
  const reads = alertReads(db);
  const looking = lookingAt(db);
  const keep = async (personId: string, following: Following): Promise<string> => {
    const { question, scope = 'personal', name = 'Floods' } = following;
    const id = systemIds.uuid();
    await desk.within(({ searches }) =>
      searches.keep({ id, personId, scope, folder: '', name, question, changedAt: at }),
    );
    return id;
  };
  return {
    agency,
    needs,
    letters,
    reads,
    trying: (when: Instant) => ({ alertReads: reads, sieve: sieveOf(looking, { agency, at: when }) }),
    /** What stories are looked at with, one by one. */
    looking,
    async person(name: string, language: InterfaceLanguage = 'en'): Promise<string> {
      const id = systemIds.uuid();
      await desk.within(async ({ accounts, members }) => {
        const email = `${name}-${id}@node.example`;
        await accounts.add({ id, name, email, language, isDemoSeat: false }, at);
        await members.save({ personId: id, roles: ['editor'] }, at);
      });
      return id;
    },
    keep,
    async follow(personId: string, following: Following): Promise<string> {
      const searchId = await keep(personId, following);
      const { schedule = { kind: 'at-once' }, byMail = false } = following;
      await desk.within(({ searches }) =>
        searches.follow({ searchId, follower: { personId }, schedule, byMail, isPaused: false }),
      );
      return searchId;
    },
    choose: (personId: string, settings: AlertSettings) =>
      desk.within(({ searches }) => searches.saveSettings(personId, settings)),
    take: (personId: string, itemId: string) =>
      desk.within(({ takes }) =>
        takes.add({
          id: systemIds.uuid(),
          itemId,
          version: 1,
          use: 'translate',
          agreementDigest: TAKEN_BY,
          takenAt: at,
          personId,
        }),
      ),
    look: (when: Instant) => lookOnce(needs, agency, when),
    /** What a person was told, the oldest first, as `what headline`. */
    async told(personId: string, when: Instant): Promise<readonly string[]> {
      const { alerts } = await reads.list(desk.agencyId, { personId, at: when });
      return alerts.map(({ what, story }) => `${what} ${story.headline}`.trim()).toReversed();
    },
  };
}

const TAKEN_BY = nodeHash.sha256(new Uint8Array());

export type AlertDesk = Awaited<ReturnType<typeof alertDesk>>;
