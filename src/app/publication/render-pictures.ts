import type { Digest } from '#kernel/digest.ts';
import type { Derivative } from '#ports/publication-pictures.ts';
import { readPicture } from '#app/take/read-picture.ts';
import { picturesHere } from '#app/take/pictures-here.ts';
import { dressPicture } from './dress-picture.ts';
import type { PageOrder, PublishNeeds } from './publish-needs.ts';

const PUBLIC_WIDTH = 1280;

/**
 * Makes the public form of every picture of a story's latest version, with its credit and terms in it, before the transaction that publishes it: a decoder
 * may take seconds. A picture that is not here or does not decode is left out, never a reason to keep the text back.
 */
export async function renderPictures(
  needs: PublishNeeds,
  order: PageOrder,
): Promise<ReadonlyMap<Digest, Derivative>> {
  const of = { ...order, itemId: order.storyId };
  const wanted = await needs.transact(order.agencyId, async (stores) => {
    const item = await stores.items.find(order.storyId);
    if (!item || item.state === 'killed') return [];
    const version = await stores.items.version(item.id, item.latestVersion);
    const { here } = version ? await picturesHere(stores, item, version.content) : { here: [] };
    return here.flatMap((picture) => (version ? [{ picture, content: version.content }] : []));
  });
  const made = new Map<Digest, Derivative>();
  for (const { picture, content } of wanted) {
    const { digest } = picture;
    const bytes = made.has(digest) ? undefined : await readPicture(needs, of, digest);
    if (!bytes) continue;
    const derivative = await needs.makeDerivative(bytes, { maxWidth: PUBLIC_WIDTH });
    if (!derivative.ok) {
      needs.reportPicture?.(digest, derivative.error);
      continue;
    }
    const toDress = { derivative: derivative.value, original: bytes, picture, content };
    const dressed = await dressPicture(needs.signSuccessor, toDress);
    made.set(digest, dressed.derivative);
    if (dressed.unsigned && dressed.unsigned.code !== 'provenance-unsigned')
      needs.reportPicture?.(digest, dressed.unsigned);
  }
  return made;
}
