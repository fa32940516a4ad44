import type { Instant } from '#kernel/instant.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { PublicationStore } from '#ports/publication-store.ts';

/** The corrections of an item that no page or copy of ours is behind any more are applied: a job tells the partner. */
export async function answerCorrections(
  {
    publications,
    outbox,
  }: { readonly publications: Pick<PublicationStore, 'applyCorrections'>; readonly outbox: OutboxStore },
  itemId: string,
  at: Instant,
): Promise<void> {
  const answered = await publications.applyCorrections(itemId, at);
  for (const noticeId of answered) await outbox.put({ topic: 'receipt', payload: { noticeId } }, at);
}
