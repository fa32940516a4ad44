import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { isDistrustedAt } from '#domain/newsroom/key-validity.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { ChannelReader, StoredEntry } from '#ports/channel-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash } from '#ports/world.ts';

type Needs = {
  readonly transact: Transact<{
    readonly channels: ChannelReader;
    readonly partners: Pick<PartnerStore, 'list'>;
  }>;
  readonly hash: Hash;
};

/** Entries of partners that a key in wrong hands has signed and that took effect here before we heard of it. */
export async function listDistrusted(
  { transact, hash }: Needs,
  agency: Agency,
): Promise<readonly { readonly partner: Partner; readonly entry: StoredEntry }[]> {
  return transact(agency.id, async ({ channels, partners }) => {
    const found = [];
    for (const partner of await partners.list()) {
      const ch = channelIdOf(partner.did, agency.did, hash.sha256);
      for (const { until, revokedBy } of partner.keys) {
        if (!until || !revokedBy) continue;
        const most = Math.max(0, revokedBy.seq - until.seq - 1);
        const entries = await channels.entriesAfter(ch, until.epoch, until.seq, most);
        found.push(
          ...entries
            .filter((entry) => isDistrustedAt(partner.keys, entry))
            .map((entry) => ({ partner, entry })),
        );
      }
    }
    return found;
  });
}
