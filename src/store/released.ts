import { sql } from 'kysely';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { LiveStory, WithdrawnStory } from '#domain/publication/story-page.ts';
import type { PublicPicture, ReleasedStore } from '#ports/released-store.ts';
import type { AgencyTransaction } from './transact.ts';

/** Writes what readers may see. Nothing else writes there, and the portal's role cannot. */
export function releasedStore(transaction: AgencyTransaction): ReleasedStore {
  const { trx, agencyId } = transaction;
  return {
    async release(story, publisher, pictures) {
      await putPublisher(transaction, publisher);
      await putStory(transaction, story);
      await trx.deleteFrom('withheld_page').where('number', '=', story.number).execute();
      await trx.deleteFrom('portal.media').where('number', '=', story.number).execute();
      await putPictures(transaction, story.number, pictures);
    },
    ...waitingPages(transaction),
    async withdraw(story) {
      await raiseEdition(transaction);
      await trx.deleteFrom('withheld_page').where('number', '=', story.number).execute();
      await trx
        .updateTable('portal.story')
        .set({ ...tombstoneRow(story), slug: '', topics: [] })
        .where('number', '=', story.number)
        .where('state', '<>', 'withdrawn')
        .execute();
      await trx.deleteFrom('portal.media').where('number', '=', story.number).execute();
    },
    async addNote({ number, kind, reasonClass, note, at }) {
      await raiseEdition(transaction);
      await trx
        .insertInto('portal.public_note')
        .values({
          agency_id: agencyId,
          number,
          kind,
          reason_class: reasonClass,
          note: JSON.stringify({ text: note }),
          at,
        })
        .execute();
    },
  };
}

/** Pages that wait, and what they showed: moved by statements that leave no moment in which both or neither is true. */
function waitingPages(transaction: AgencyTransaction): Pick<ReleasedStore, 'withhold' | 'restore'> {
  const { trx, agencyId } = transaction;
  return {
    async withhold({ number, revision, stop }) {
      await raiseEdition(transaction);
      await sql`insert into withheld_page (number, agency_id, slug, topics, page)
        select number, agency_id, slug, topics, page from portal.story
        where number = ${number} and agency_id = ${agencyId}::uuid and state = 'live'`.execute(trx);
      await sql`with gone as (delete from portal.media where number = ${number} returning *)
        insert into withheld_media (name, agency_id, number, media_type, width, height, bytes)
        select name, agency_id, number, media_type, width, height, bytes from gone`.execute(trx);
      await trx
        .updateTable('portal.story')
        .set({ state: 'withheld', revision, slug: '', topics: [], page: JSON.stringify(stop) })
        .where('number', '=', number)
        .where('state', '=', 'live')
        .execute();
    },
    async restore(number, revision) {
      await raiseEdition(transaction);
      await sql`update portal.story s
        set state = 'live', revision = ${revision}, slug = w.slug, topics = w.topics, page = w.page
        from withheld_page w where w.number = s.number and s.number = ${number} and s.state = 'withheld'`.execute(
        trx,
      );
      await sql`insert into portal.media (name, agency_id, number, media_type, width, height, bytes)
        select name, agency_id, number, media_type, width, height, bytes from withheld_media
        where number = ${number}`.execute(trx);
      await trx.deleteFrom('withheld_page').where('number', '=', number).execute();
    },
  };
}

async function putPublisher({ trx }: AgencyTransaction, agency: Agency): Promise<void> {
  const facts = {
    did: agency.did,
    name: JSON.stringify(agency.name),
    ownership: agency.ownership,
    languages: [...agency.languages],
    time_zone: agency.timeZone,
  };
  await trx
    .insertInto('portal.agency')
    .values({ id: agency.id, ...facts, edition: 1 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ ...facts, edition: sql<number>`portal.agency.edition + 1` }),
    )
    .execute();
}

async function raiseEdition({ trx, agencyId }: AgencyTransaction): Promise<void> {
  await trx
    .updateTable('portal.agency')
    .set({ edition: sql<number>`edition + 1` })
    .where('id', '=', agencyId)
    .execute();
}

async function putStory({ trx, agencyId }: AgencyTransaction, story: LiveStory): Promise<void> {
  const facts = {
    language: story.language,
    slug: story.slug,
    state: 'live',
    revision: story.revision,
    topics: [...story.topics],
    provider_did: story.page.provider.did,
    page: JSON.stringify(story.page),
    published_at: story.publishedAt,
    updated_at: story.updatedAt,
  };
  const put = await trx
    .insertInto('portal.story')
    .values({
      number: story.number,
      agency_id: agencyId,
      publication_id: story.publicationId,
      family: story.family,
      ...facts,
    })
    .onConflict((conflict) =>
      conflict.column('number').doUpdateSet(facts).where('portal.story.state', '<>', 'withdrawn'),
    )
    .executeTakeFirst();
  if (put.numInsertedOrUpdatedRows !== 1n) throw new Error(`page ${story.number} was withdrawn and stays so`); // I6
}

async function putPictures(
  { trx, agencyId }: AgencyTransaction,
  number: number,
  pictures: readonly PublicPicture[],
): Promise<void> {
  for (const { name, mediaType, width, height, bytes } of pictures)
    await trx
      .insertInto('portal.media')
      .values({ name, agency_id: agencyId, number, media_type: mediaType, width, height, bytes })
      .execute();
}

function tombstoneRow(story: WithdrawnStory) {
  return {
    state: 'withdrawn',
    revision: story.revision,
    page: JSON.stringify(story.tombstone),
    updated_at: story.updatedAt,
  };
}
