import type { Digest } from '#kernel/digest.ts';
import type { Derivative } from '#ports/publication-pictures.ts';
import { picturesHere } from '#app/take/pictures-here.ts';
import type { PageOrder, PublishNeeds } from './publish-needs.ts';

const PUBLIC_WIDTH = 1280;

/**
 * Makes the public form of every picture of a story's latest version, before the transaction that publishes it: a decoder
 * may take seconds. A picture that is not here or does not decode is left out, never a reason to keep the text back.
 */
export async function renderPictures(
  needs: PublishNeeds,
  order: PageOrder,
): Promise<ReadonlyMap<Digest, Derivative>> {
  const wanted = await needs.transact(order.agencyId, async (stores) => {
    const item = await stores.items.find(order.storyId);
    if (!item || item.state === 'killed') return [];
    const version = await stores.items.version(item.id, item.latestVersion);
    return version ? (await picturesHere(stores, item, version.content)).here : [];
  });
  const made = new Map<Digest, Derivative>();
  for (const { digest } of wanted) {
    const bytes = made.has(digest) ? undefined : await needs.files.read(order.agencyId, digest);
    if (!bytes) continue;
    const derivative = await needs.makeDerivative(bytes, { maxWidth: PUBLIC_WIDTH });
    if (derivative.ok) made.set(digest, derivative.value);
    else needs.reportPicture?.(digest, derivative.error);
  }
  return made;
}
