import { mayServePaper } from '#app/agreement/paper/find-paper.ts';
import { acceptCursor, readChannel, readHeadOf } from '#app/channel/serve-channel.ts';
import { mayServeBlob, serveObject } from '#app/channel/serve-object.ts';
import { mayItemLeave, mayStillLeave } from '#app/offer/may-still-leave.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { paperType } from '#formats/paper-type.ts';
import { pictureType } from '#formats/picture-type.ts';
import { partnerDoor, type PartnerCall } from '#http/node/partner-door.ts';
import type { ExchangeNeeds } from '#http/node/exchange.ts';
import { parseDigest } from '#kernel/digest.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Bell } from '#worker/bell.ts';
import { hintOf } from '#worker/read-channels.ts';
import type { NodeTools } from './node-tools.ts';

/** PXP/1's doors over this node's use cases. */
export function exchangeDoors(tools: NodeTools, bell: Bell): ExchangeNeeds {
  const { transact, clock, hash, entrySigner } = tools;
  const blobs = { transact, hash, mayItemLeave: mayItemLeave(clock) };
  const serving = () => ({ transact, entrySigner, at: clock.now() });
  return {
    admit: partnerDoor({
      findPinned: (did) => findPinned(tools, did),
      verify: tools.verify,
      hash,
      publicOrigin: tools.publicOrigin,
      startedAt: clock.now(),
    }),
    channelOf: (publisher, subscriber) => channelIdOf(publisher, subscriber, hash.sha256),
    readChannel: (caller, ask) => readChannel(serving(), caller, ask),
    readHead: (caller, ch) => readHeadOf(serving(), caller, ch),
    acceptCursor: (caller, cursor) => acceptCursor({ transact, at: clock.now() }, caller, cursor),
    serveObject: (caller, digest) =>
      serveObject({ transact, hash, mayStillLeave: mayStillLeave(clock) }, caller, digest),
    async serveBlob(caller, text) {
      const digest = parseDigest(text);
      const isNamed =
        digest !== undefined &&
        ((await mayServeBlob(blobs, caller, digest)) || (await mayServePaper(tools, caller, digest)));
      const bytes = isNamed ? await tools.files.read(caller.agency.id, digest) : undefined;
      if (!bytes) return refuse({ code: 'object-unknown' });
      return accept({
        bytes,
        mediaType: pictureType(bytes) ?? paperType(bytes) ?? 'application/octet-stream',
      });
    },
    untilGrown: (ch, seconds) => bell.wait(`channel ${ch}`, seconds * 1000),
    hinted: ({ agency, partnerDid }) => bell.ring(hintOf({ agency, partner: { did: partnerDid } })),
  };
}

/** Agencies of this node that trust the keys of this DID. Few agencies live on a node, so each is asked. */
async function findPinned(tools: NodeTools, did: string): Promise<readonly PartnerCall[]> {
  const calls: PartnerCall[] = [];
  for (const agency of await tools.agencies.list()) {
    const partner = await tools.transact(agency.id, ({ partners }) => partners.find(did));
    if (partner?.state === 'pinned') calls.push({ agency, partner });
  }
  return calls;
}
