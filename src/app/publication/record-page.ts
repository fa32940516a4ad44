import type { Agency } from '#domain/newsroom/agency.ts';
import type { Publication } from '#domain/publication/publication.ts';
import type { StoryPage } from '#domain/publication/story-page.ts';
import type { NewPublication } from '#domain/publication/publish-page.ts';
import { sketchPage } from '#formats/lexemes/sketch-page.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { PublicPicture } from '#ports/released-store.ts';
import { answerCorrections } from './answer-corrections.ts';
import type { PageOrder, PublicationStores } from './publish-needs.ts';

/** A page that may go out. */
export type PageToRecord = {
  readonly publication: Publication | (NewPublication & { readonly number?: undefined });
  readonly page: StoryPage;
  readonly pictures: readonly PublicPicture[];
  readonly topics: readonly string[];
  readonly agency: Agency;
  readonly item: StoredItem;
  readonly order: PageOrder;
  /** What readers are told has changed; empty when nothing is. */
  readonly note: string;
};

/** Keeps the page, shows it to readers, and puts the jobs that tell the partner, all in the caller's transaction. */
export async function recordPage(stores: PublicationStores, made: PageToRecord): Promise<Publication> {
  const { publications, released, activities } = stores;
  const { page, order, note, item } = made;
  const { at, personId } = order;
  const publication = await keep(stores, made.publication);
  const sketch = publication.translationId && sketchPage(publication.language, page);
  await publications.addRevision({
    publication,
    page,
    ...(sketch ? { sketch } : {}),
    ...(note === '' ? {} : { correctionNote: note }),
    personId,
    at,
  });
  await released.release(
    {
      number: publication.number,
      publicationId: publication.id,
      family: item.id,
      language: publication.language,
      slug: publication.slug,
      state: 'live',
      revision: publication.revision,
      topics: made.topics,
      page,
      publishedAt: publication.publishedAt,
      updatedAt: publication.updatedAt,
    },
    made.agency,
    made.pictures,
  );
  if (note !== '')
    await released.addNote({
      number: publication.number,
      kind: 'correction',
      reasonClass: 'error',
      note,
      at,
    });
  await tellPartner(stores, item, publication);
  await activities.record({
    at,
    personId,
    what: 'page-published',
    subject: publication.id,
    facts: { version: publication.version, revision: publication.revision },
  });
  return publication;
}

async function keep(
  { publications }: PublicationStores,
  publication: PageToRecord['publication'],
): Promise<Publication> {
  if (publication.number === undefined) return publications.add(publication);
  await publications.save(publication);
  return publication;
}

async function tellPartner(
  stores: PublicationStores,
  item: StoredItem,
  publication: Publication,
): Promise<void> {
  const at = publication.updatedAt;
  if (item.origin !== 'partner') return;
  await stores.outbox.put({ topic: 'usage-report', payload: { publicationId: publication.id } }, at);
  await answerCorrections(stores, item.id, at);
}
