import { answerCorrections } from '#app/publication/answer-corrections.ts';
import type { Outlet } from '#domain/agreement/page-requests.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Placement, ShownCopy } from '#ports/destination-store.ts';
import type { LeavingStory } from '#app/take/let-story-out.ts';
import type { PushStores } from './push-needs.ts';

/** What readers see once this has come, since the first time that a copy stood there. */
export function shownAfter(
  { shown }: Pick<Placement, 'shown'>,
  { item, outgoing, agreementDigest }: LeavingStory,
  { channel, at }: { readonly channel: Outlet; readonly at: Instant },
): ShownCopy {
  return {
    version: item.latestVersion,
    language: outgoing.item.language,
    channel,
    publishedAt: shown?.publishedAt ?? at,
    ...(agreementDigest === undefined ? {} : { agreementDigest }),
  };
}

/**
 * A copy in another system was made, changed or taken out, in the transaction that keeps it: its provider hears of it as of a page, but
 * not of one in an archive, which no reader gets, and recalls that waited for this copy alone get their last word.
 */
export async function accountForCopy(
  stores: PushStores,
  { item }: Pick<LeavingStory, 'item'>,
  placement: Placement,
  at: Instant,
): Promise<void> {
  const { outbox, placements, destinations } = stores;
  if (item.origin !== 'partner') return;
  const destination = await destinations.find(placement.destinationId);
  const isForReaders = placement.shown !== undefined && placement.shown.channel !== ARCHIVE;
  if (isForReaders && !arrivesHidden(destination?.settings))
    await outbox.put({ topic: 'usage-report', payload: { placementId: placement.id } }, at);
  await answerCorrections(stores, item.id, at);
  for (const noticeId of await placements.applyStops(item.id, at))
    await outbox.put({ topic: 'receipt', payload: { noticeId } }, at);
}

/** As a draft, or to be looked at first: whether readers ever see it is decided there, and we do not hear of it. */
function arrivesHidden({ status = 'publish' }: Readonly<Record<string, string>> = {}): boolean {
  return status !== 'publish' && status !== 'published';
}
