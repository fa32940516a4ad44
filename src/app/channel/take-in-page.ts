import type { Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { ChannelWriter } from '#ports/channel-store.ts';
import type { EntryPage } from '#ports/partner-node.ts';
import { receivePage, type PageReceived, type PageRefusal, type ReceiveNeeds } from './receive-page.ts';

/**
 * Takes in a page as a whole; when that fails, entry by entry, so that an entry whose effect is a fault holds up what
 * comes after it (no position is ever skipped, I4) but not the kill that stands before it.
 */
export async function takeInPage<Stores extends { readonly channels: ChannelWriter }>(
  needs: ReceiveNeeds<Stores>,
  to: { readonly agency: Agency; readonly partner: Partner; readonly at: Instant },
  page: EntryPage,
): Promise<Result<PageReceived, PageRefusal>> {
  try {
    return await receivePage(needs, to, page);
  } catch (fault) {
    // Not swallowed: the entry that cannot be taken in throws it again, after those before it are kept.
    if (page.entries.length === 0) throw fault;
  }
  let last: Result<PageReceived, PageRefusal> | undefined;
  let { partner } = to;
  for (const entry of page.entries) {
    last = await receivePage(needs, { ...to, partner }, { ...page, entries: [entry] }).catch(
      async (fault: unknown) => {
        const ch = channelIdOf(to.partner.did, to.agency.did, needs.hash.sha256);
        await needs.transact(to.agency.id, ({ channels }) => channels.recordError(ch, 'entry-fault'));
        throw fault;
      },
    );
    if (!last.ok) return last;
    ({ partner } = last.value);
  }
  return last ?? receivePage(needs, to, page);
}
