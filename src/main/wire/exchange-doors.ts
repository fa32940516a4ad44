import type { Agency } from '#domain/newsroom/agency.ts';
import type { Caller } from '#app/channel/serve-channel.ts';
import { acceptCursor, giveBack, readChannel, readHeadOf } from '#app/channel/serve-channel.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { partnerDoor, type PartnerCall } from '#http/node/partner-door.ts';
import type { ExchangeNeeds } from '#http/node/exchange.ts';
import type { Bell } from '#worker/bell.ts';
import { hintOf } from '#worker/read-channels.ts';
import { objectDoors } from './object-doors.ts';
import { takeBlobPart, takeDeposit } from './take-deposit.ts';
import type { ExchangeTools } from './exchange-tools.ts';

/** PXP/1's doors over this node's use cases. */
export function exchangeDoors(tools: ExchangeTools, bell: Bell): ExchangeNeeds {
  const { transact, clock, hash, entrySigner, channelMarks } = tools;
  const serving = () => ({ transact, entrySigner, channelMarks, at: clock.now() });
  const look = (agency: Agency, did: string): void => bell.ring(hintOf({ agency, partner: { did } }));
  /** A reader that is ahead holds what we have lost: it is fetched at once. */
  const heedLoss = <Outcome extends { readonly ok: boolean; readonly error?: { readonly code: string } }>(
    { agency, partnerDid }: Caller,
    outcome: Outcome,
  ): Outcome => {
    if (outcome.error?.code === 'future-cursor') look(agency, partnerDid);
    return outcome;
  };
  return {
    admit: partnerDoor({
      findPinned: (did) => findPinned(tools, did),
      verify: tools.verify,
      hash,
      nonces: tools.nonces,
    }),
    channelOf: (publisher, subscriber) => channelIdOf(publisher, subscriber, hash.sha256),
    readChannel: async (caller, ask) => heedLoss(caller, await readChannel(serving(), caller, ask)),
    giveBack: (caller, ask) => giveBack({ transact }, caller, ask),
    readHead: (caller, ch) => readHeadOf(serving(), caller, ch),
    acceptCursor: async (caller, cursor) =>
      heedLoss(caller, await acceptCursor({ transact, channelMarks, at: clock.now() }, caller, cursor)),
    takeDeposit: (caller, deposit) => takeDeposit(tools, caller, deposit),
    takeBlobPart: (caller, part) => takeBlobPart(tools, caller, part),
    ...objectDoors(tools),
    untilGrown: (ch, seconds) => bell.wait(`channel ${ch}`, seconds * 1000),
    hinted: ({ agency, partnerDid }) => look(agency, partnerDid),
  };
}

/** Agencies of this node that trust the keys of this DID. Few agencies live on a node, so each is asked. */
async function findPinned(tools: ExchangeTools, did: string): Promise<readonly PartnerCall[]> {
  const calls: PartnerCall[] = [];
  for (const agency of await tools.agencies.list()) {
    const partner = await tools.transact(agency.id, ({ partners }) => partners.find(did));
    if (partner?.state === 'pinned') calls.push({ agency, partner });
  }
  return calls;
}
