import { accept, refuse, type Result } from '#kernel/result.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { ChannelReader, ObjectStore, StoredEntry, StoredObject } from '#ports/channel-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash } from '#ports/world.ts';
import type { Caller } from './serve-channel.ts';

type ObjectStores = { readonly channels: ChannelReader; readonly objects: ObjectStore };

/** Whether what an entry offered may still leave now; asked at every fetch, not only when it was offered (I15). */
export type MayStillLeave<Stores> = (stores: Stores, caller: Caller, entry: StoredEntry) => Promise<boolean>;

/** An object goes only to a caller whose own channel names it, and only while it may still leave, or back to who sent it; else it is not there. */
export async function serveObject<Stores extends ObjectStores>(
  needs: {
    readonly transact: Transact<Stores>;
    readonly hash: Hash;
    readonly mayStillLeave: MayStillLeave<Stores>;
  },
  caller: Caller,
  digest: string,
): Promise<Result<StoredObject, { readonly code: 'object-unknown' }>> {
  return needs.transact(caller.agency.id, async (stores) => {
    const [ours, theirs] = [
      channelIdOf(caller.agency.did, caller.partnerDid, needs.hash.sha256),
      channelIdOf(caller.partnerDid, caller.agency.did, needs.hash.sha256),
    ];
    const entry = await stores.channels.entryNaming(ours, digest);
    const mayLeave = entry && (await needs.mayStillLeave(stores, caller, entry));
    // What it sent us itself, and may have lost.
    if (!mayLeave && !(await stores.channels.entryNaming(theirs, digest)))
      return refuse({ code: 'object-unknown' });
    const object = await stores.objects.read(digest);
    return object ? accept(object) : refuse({ code: 'object-unknown' });
  });
}

/** Whether an item may leave for the caller now, with this blob. */
export type MayItemLeave<Stores> = (
  stores: Stores,
  caller: Caller,
  itemId: string,
  blob: string,
) => Promise<boolean>;

/** A blob goes only to a caller whose own channel names it, and only while an item that shows it may leave (I6, I15). */
export async function mayServeBlob<Stores extends { readonly channels: ChannelReader }>(
  needs: {
    readonly transact: Transact<Stores>;
    readonly hash: Hash;
    readonly mayItemLeave: MayItemLeave<Stores>;
  },
  caller: Caller,
  digest: string,
): Promise<boolean> {
  return needs.transact(caller.agency.id, async (stores) => {
    const ch = channelIdOf(caller.agency.did, caller.partnerDid, needs.hash.sha256);
    for (const itemId of await stores.channels.itemsNamingBlob(ch, digest))
      if (await needs.mayItemLeave(stores, caller, itemId, digest)) return true;
    return false;
  });
}
