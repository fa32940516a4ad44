import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { admitVersion } from '#app/item/admit-version.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { saveTranslation } from '#app/translation/save-translation.ts';
import { startTranslation } from '#app/translation/start-translation.ts';
import type { DirectionAnswers, TemplateAnswers } from '#domain/agreement/template-answers.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { mountExplanations } from '#http/desk/explanation.ts';
import { mountExport } from '#http/desk/export.ts';
import { mountPublication } from '#http/desk/publication.ts';
import { mountOverrides } from '#http/desk/override.ts';
import { mountRestrictions } from '#http/desk/restriction.ts';
import { mountTranslation } from '#http/desk/translation.ts';
import { mountPortal } from '#http/public/portal.ts';
import { makeServer } from '#http/server.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Result } from '#kernel/result.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { channelMarks } from '#store/channel-marks.ts';
import { openStores } from '#store/open-stores.ts';
import { publicationReads } from '#store/reads/publications.ts';
import { storyReads } from '#store/reads/story.ts';
import { releasedReads } from '#store/reads/released.ts';
import { transactWith } from '#store/transact.ts';
import { viewTally } from '#store/view-tally.ts';
import { testAgency } from './test-agency.ts';
import { testAgreement } from './test-agreement.ts';
import { testDatabase } from './test-database.ts';
import { testItem } from './test-item.ts';
import { faultsAloud } from './faults-aloud.ts';

export const PORTAL_ORIGIN = 'https://news.example';
export const PORTAL_DID = 'did:web:news.example';
/** The partner that gives its stories to the newsroom of the test: four a month. */
export const GIVER = 'did:web:egret.example';
export const READER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
/** As short as a JPEG can be known by. */
export const PIXEL = new Uint8Array([0xff, 0xd8, 0xff]);
export const PICTURE = nodeHash.sha256(PIXEL);

export function valueOf<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

type More = { readonly note?: string; readonly isCorrection?: boolean };

/** One newsroom with a partner, an agreement, its desk and its public portal, and a clock that the test moves. */
export async function testPortal(give: Partial<DirectionAnswers> = {}, terms: Partial<TemplateAnswers> = {}) {
  const database = await testDatabase();
  const agencyId = await testAgency(database, { did: PORTAL_DID });
  const { db } = database.app;
  const personId = randomUUID();
  const held = new Map<Digest, Uint8Array>([[PICTURE, PIXEL]]);
  let at = instantOf(Date.UTC(2027, 0, 1, 8));
  const transact = transactWith(db, openStores);
  const agencies = agencyDirectory(db);
  const safe = keySafe(randomBytes(32));
  const kid = `${PORTAL_DID}#sign-1`;
  const signer = safe.open(kid, safe.generate(kid).sealed);
  const needs = {
    transact,
    agencies,
    ids: systemIds,
    hash: nodeHash,
    entrySigner: () => signer,
    channelMarks: channelMarks(mkdtempSync(join(tmpdir(), 'marks-'))),
    publicationReads: publicationReads(db),
    files: { read: async (_agencyId: string, digest: Digest) => held.get(digest) },
    makeDerivative: async () =>
      ({ ok: true, value: { bytes: PIXEL, mediaType: 'image/webp', width: 640, height: 360 } }) as const,
  };
  await db
    .insertInto('person')
    .values({ id: personId, email: 'lan@demo.example', name: 'Lan', language: 'vi', created_at: at })
    .execute();
  await testAgreement(database, agencyId, { giver: GIVER, taker: PORTAL_DID }, { quota: 4, ...give, terms });
  await transact(agencyId, async ({ partners, channels, blobs }) => {
    await blobs.record([{ digest: PICTURE, mediaType: 'image/jpeg', sizeBytes: PIXEL.length }], at);
    await blobs.noteGiven(GIVER, PICTURE, at);
    const name = { vi: 'Báo Đảo Cò', 'zh-Hans': '鹭岛新闻社', en: 'Egret Island News' };
    const partner = {
      did: GIVER,
      name,
      ownership: 'state',
      baseUrl: 'https://egret.example',
      keys: [],
    } as const;
    await partners.save({ ...partner, state: 'pinned' }, at);
    await channels.lock({ ch: 'pxp:in', direction: 'in', partnerDid: GIVER });
    await channels.recordHead('pxp:in', 0, at);
  });
  const session = startSession(
    { personId, agencyId, roles: ['chief', 'editor'], csrf: 'c' },
    'demo-seat',
    at,
  );
  const server = await makeServer({
    publicOrigin: PORTAL_ORIGIN,
    agencies,
    now: () => at,
    findSession: async () => session,
    log: faultsAloud,
    checkReplies: true,
  });
  mountTranslation(server, needs);
  mountPublication(server, needs);
  mountExplanations(server, { ...needs, stories: storyReads(db) });
  mountOverrides(server, { ...needs, agencies, stories: storyReads(db) });
  mountExport(server, { ...needs, stories: storyReads(db) });
  mountRestrictions(server, { ...needs, stories: storyReads(db) });
  const reads = releasedReads(database.portal.db);
  let isHeld = false;
  const readLog = async () => undefined;
  mountPortal(server, { reads, tally: viewTally(db), agencies, readLog, isHeld: () => isHeld });
  await server.ready();

  const publish = (storyId: string, more: { translationId?: string; correctionNote?: string } = {}) =>
    publishStory(needs, { agencyId, storyId, personId, at, ...more });

  return {
    server,
    database,
    agencyId,
    personId,
    needs,
    publish,
    now: (): Instant => at,
    /** As after a restore, while it is not known again what was withdrawn. */
    hold(held: boolean): void {
      isHeld = held;
    },
    pass(seconds: number): void {
      at = plusSeconds(at, seconds);
    },
    within: <T>(work: Parameters<typeof transact<T>>[1]): Promise<T> => transact(agencyId, work),
    get: (url: string, headers: Record<string, string> = READER) => server.inject({ url, headers }),
    /** A call of a signed-in chief. */
    desk: (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: object) =>
      callDesk(server, method, url, body),
    own: (guid: string, over: Partial<ItemVersion> = {}) =>
      testItem({ guid, provider: PORTAL_DID, language: 'vi', headline: `Tin ${guid}`, ...over }),
    /** A version at the door; a partner's story is taken too. */
    admit: (version: ItemVersion, more: More = {}) =>
      transact(agencyId, async (stores) => {
        const origin = version.provider === GIVER ? 'partner' : 'own';
        const arriving = { version, origin, at, ...more } as const;
        const { itemId } = valueOf(await admitVersion({ ...needs, stores }, arriving));
        if (origin === 'partner' && !(await stores.takes.ofItem(itemId)))
          await stores.takes.add({
            id: randomUUID(),
            itemId,
            version: version.version,
            use: 'translate',
            agreementDigest: PICTURE,
            takenAt: at,
          });
        return itemId;
      }),
    /** A picture that the partner has given. */
    async give(bytes: Uint8Array): Promise<Digest> {
      const digest = nodeHash.sha256(bytes);
      held.set(digest, bytes);
      await transact(agencyId, async ({ blobs }) => {
        await blobs.record([{ digest, mediaType: 'image/jpeg', sizeBytes: bytes.length }], at);
        await blobs.noteGiven(GIVER, digest, at);
      });
      return digest;
    },
    /** A finished Vietnamese translation; gives its id. */
    async translated(storyId: string): Promise<string> {
      const order = { agencyId, storyId, language: 'vi', personId, at };
      const { id, revision, blocks: open } = valueOf(await startTranslation(needs, order));
      const blocks = open.map((one) => ({
        id: one.id,
        text: `vi: ${one.source}`,
        state: 'confirmed' as const,
      }));
      valueOf(await saveTranslation(needs, { agencyId, translationId: id, revision, blocks, personId, at }));
      return id;
    },
    save: async (
      save: Pick<Parameters<typeof saveTranslation>[1], 'translationId' | 'revision' | 'blocks'>,
    ) => saveTranslation(needs, { ...save, agencyId, personId, at }),
    beFresh: () => transact(agencyId, ({ channels }) => channels.recordHead('pxp:in', 0, at)),
    jobs: (topic: string) =>
      db.transaction().execute(async (trx) => {
        await sql`select set_config('pactwire.agency', ${agencyId}, true)`.execute(trx);
        const rows = await trx.selectFrom('outbox').select('payload').where('topic', '=', topic).execute();
        return rows.map(({ payload }) => payload);
      }),
    leaves: () => db.selectFrom('log_leaf').selectAll().execute(),
    async close(): Promise<void> {
      await server.close();
      await database.drop();
    },
  };
}

export type TestPortal = Awaited<ReturnType<typeof testPortal>>;

export function pathOf({
  language,
  slug,
  number,
}: {
  language: string;
  slug: string;
  number: number;
}): string {
  return storyPath(language, slug, number);
}

async function callDesk(
  server: FastifyInstance,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  body?: object,
): Promise<LightMyRequestResponse> {
  return server.inject({
    method,
    url,
    headers: {
      cookie: `__Host-pactwire-443=${'t'.repeat(43)}`,
      origin: PORTAL_ORIGIN,
      'sec-fetch-site': 'same-origin',
      'x-csrf-token': 'c',
    },
    ...(body ? { payload: body } : {}),
  });
}
