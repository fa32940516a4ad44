import type { Position } from '#kernel/position.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { Channel } from '#ports/channel-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { draftOf, opening, writeDrafts, type AppendStores, type AppendTools } from './append-entry.ts';
import { takeHeld, type Draft } from './held-drafts.ts';
import { isInStep } from './in-step.ts';

type Stores = AppendStores & { readonly activities: ActivityStore };

export type ReopenNeeds = AppendTools & { readonly transact: Transact<Stores> };

type By = { readonly agency: Agency; readonly personId: string; readonly at: Instant };

export type ReopenRefusal = { readonly code: 'channel-unknown' | 'channel-goes-on' };

/** What the next epoch follows: where the database stands, and how far the channel is known to have left. */
type Reopened = {
  readonly channel: Channel;
  readonly mark: Position | undefined;
  readonly held: readonly Draft[];
};

/** Goes on in an epoch that nobody has seen, with what was held, so that no position ever has two entries. */
export async function openNextEpoch(
  stores: AppendStores,
  tools: AppendTools,
  from: { readonly agency: Agency; readonly at: Instant },
  { channel, mark, held }: Reopened,
): Promise<number> {
  const { epoch, seq, hash, ...more } = channel;
  const ch = channelIdOf(from.agency.did, channel.partnerDid, tools.hash.sha256);
  const next = Math.max(epoch, mark?.epoch ?? 0) + 1;
  const previous = { epoch, seq, hash: hash ?? null };
  const opened = draftOf(tools, from, ch, opening(channel.partnerDid, { epoch: next, previous }));
  await writeDrafts(stores, tools, from, {
    channel: { ...more, epoch: next, seq: 0 },
    drafts: [opened, ...held],
  });
  return next;
}

/**
 * A person gives up what was lost: our channel does not wait for its tail any more, and goes on in a new epoch. What the
 * reader holds beyond stays with the reader. Refused for a channel that neither waits nor was stopped. Gives the epoch.
 */
export async function reopenChannel(
  needs: ReopenNeeds,
  by: By,
  partnerDid: string,
): Promise<Result<number, ReopenRefusal>> {
  const { agency, at } = by;
  const ch = channelIdOf(agency.did, partnerDid, needs.hash.sha256);
  return needs.transact(agency.id, async (stores): Promise<Result<number, ReopenRefusal>> => {
    if (!(await stores.channels.find(ch))) return refuse({ code: 'channel-unknown' });
    const channel = await stores.channels.lock({ ch, direction: 'out', partnerDid });
    const isWaiting = !(await isInStep(needs.channelMarks, agency.id, channel));
    if (channel.state === 'open' && !isWaiting) return refuse({ code: 'channel-goes-on' });
    if (channel.state === 'frozen') await stores.channels.thaw(ch);
    const mark = await needs.channelMarks.read(agency.id, ch);
    const held = await takeHeld(stores, ch);
    const epoch = await openNextEpoch(stores, needs, { agency, at }, { channel, mark, held });
    await record(stores, by, 'channel-reopened', { ch, epoch });
    return accept(epoch);
  });
}

/**
 * A person has spoken with the partner about its channel that was stopped: it is read on from where we stand. What stopped
 * it stays as evidence; met again, it stops the channel again.
 */
export async function resumeChannel(
  needs: ReopenNeeds,
  by: By,
  partnerDid: string,
): Promise<Result<true, ReopenRefusal>> {
  const ch = channelIdOf(partnerDid, by.agency.did, needs.hash.sha256);
  return needs.transact(by.agency.id, async (stores): Promise<Result<true, ReopenRefusal>> => {
    const channel = await stores.channels.find(ch);
    if (!channel) return refuse({ code: 'channel-unknown' });
    if (channel.state !== 'frozen') return refuse({ code: 'channel-goes-on' });
    await stores.channels.thaw(ch);
    await record(stores, by, 'channel-resumed', { ch, stoppedBy: channel.lastError ?? '' });
    return accept(true);
  });
}

async function record(
  { activities }: Stores,
  { agency, personId, at }: By,
  what: string,
  facts: { readonly [name: string]: string | number },
): Promise<void> {
  await activities.record({ at, what, subject: agency.did, facts, personId });
}
