import { isBefore } from '#kernel/position.ts';
import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { Channel } from '#ports/channel-store.ts';

/**
 * May the next entry of our channel be signed? Not when more has left the node than its database holds: it came back from a
 * backup, and the reader may hold another entry at that position. Without a mark only a channel that begins is in step.
 */
export async function isInStep(
  marks: ChannelMarks,
  agencyId: string,
  channel: Pick<Channel, 'ch' | 'epoch' | 'seq'>,
): Promise<boolean> {
  const mark = await marks.read(agencyId, channel.ch);
  if (mark) return !isBefore(channel, mark);
  if (channel.seq > 0) return false;
  await marks.raise(agencyId, channel.ch, { epoch: 1, seq: 0 });
  return true;
}

/** How a channel stands for people: `waits` when more of ours has left the node than its database holds. */
export async function standingOf(
  marks: ChannelMarks,
  agencyId: string,
  channel: Channel,
): Promise<Channel['state'] | 'waits'> {
  const { direction, state } = channel;
  const isBehind = direction === 'out' && state === 'open' && !(await isInStep(marks, agencyId, channel));
  return isBehind ? 'waits' : state;
}
