import type { FastifyInstance } from 'fastify';
import { acceptCursor, giveBack, readChannel, readHeadOf } from '#app/channel/serve-channel.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { objectDoors } from '#main/wire/object-doors.ts';
import { takeBlobPart, takeDeposit } from '#main/wire/take-deposit.ts';
import { mountExchange } from '#http/node/exchange.ts';
import { partnerDoor } from '#http/node/partner-door.ts';
import type { TownTools } from './town-tools.ts';

/** The doors for other nodes. */
export async function mountTownExchange(server: FastifyInstance, tools: TownTools): Promise<void> {
  const { transact, hash, agencies, clock, entrySigner, channelMarks } = tools;
  const serving = () => ({ transact, entrySigner, channelMarks, at: clock.now() });
  await mountExchange(server, {
    admit: partnerDoor({
      ...tools,
      async findPinned(did) {
        const [agency] = await agencies.list();
        const partner = agency && (await transact(agency.id, ({ partners }) => partners.find(did)));
        return agency && partner?.state === 'pinned' ? [{ agency, partner }] : [];
      },
    }),
    channelOf: (publisher, subscriber) => channelIdOf(publisher, subscriber, hash.sha256),
    readChannel: (caller, ask) => readChannel(serving(), caller, ask),
    giveBack: (caller, ask) => giveBack({ transact }, caller, ask),
    readHead: (caller, ch) => readHeadOf(serving(), caller, ch),
    acceptCursor: (caller, cursor) =>
      acceptCursor({ transact, channelMarks, at: clock.now() }, caller, cursor),
    takeDeposit: (caller, deposit) => takeDeposit(tools, caller, deposit),
    takeBlobPart: (caller, part) => takeBlobPart(tools, caller, part),
    ...objectDoors(tools),
    untilGrown: async () => undefined,
    hinted: () => undefined,
  });
}
