import type { UseState } from '#domain/agreement/use-question.ts';
import type { PublicationStore } from '#ports/publication-store.ts';

/** What is known of a use of an item in one language, with the version that a page of ours shows in it, if one is up. */
export async function stateOfCopy(
  publications: Pick<PublicationStore, 'findFor'>,
  { itemId, language }: { readonly itemId: string; readonly language: string },
  state: UseState,
): Promise<UseState> {
  const page = await publications.findFor(itemId, language);
  return page === undefined || page.state === 'withdrawn'
    ? state
    : { ...state, publishedVersion: page.version };
}
