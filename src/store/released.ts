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
      await trx.deleteFrom('portal.media').where('number', '=', story.number).execute();
      await putPictures(transaction, story.number, pictures);
    },
    async withdraw(story) {
      await raiseEdition(transaction);
      await trx
        .updateTable('portal.story')
        .set({ ...tombstoneRow(story), slug: '', topics: [] })
        .where('number', '=', story.number)
        .where('state', '=', 'live')
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
      conflict.column('number').doUpdateSet(facts).where('portal.story.state', '=', 'live'),
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
