import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printHead } from '#formats/envelope/head.ts';
import { isChannelId } from '#formats/envelope/channel-id.ts';
import type { Channel, ChannelReader, ChannelWriter } from '#ports/channel-store.ts';
import type { Signer } from '#ports/keys.ts';
import type { EntryPage } from '#ports/partner-node.ts';
import type { Transact } from '#ports/transaction.ts';

/** A partner at our door: its request was verified, and it asks one of our agencies. */
export type Caller = { readonly agency: Agency; readonly partnerDid: string };

export type ChannelRefusal =
  | { readonly code: 'channel-unknown' }
  | { readonly code: 'future-cursor'; readonly seq: number }
  | { readonly code: 'epoch-changed'; readonly epoch: number };

export type ServeNeeds = {
  readonly transact: Transact<{ readonly channels: ChannelReader }>;
  readonly entrySigner: (agencyId: string) => Signer;
  readonly at: Instant;
};

const MAX_PAGE_ENTRIES = 1000;
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/** Entries after a position of the channel that the caller reads, with the head signed now: at most 1,000 or 4 MiB. */
export async function readChannel(
  needs: ServeNeeds,
  caller: Caller,
  ask: { readonly ch: string; readonly epoch: number; readonly after: number; readonly limit: number },
): Promise<Result<EntryPage, ChannelRefusal>> {
  return needs.transact(caller.agency.id, async ({ channels }) => {
    const channel = await outgoing(channels, caller, ask.ch);
    if (!channel) return refuse({ code: 'channel-unknown' });
    if (ask.epoch !== channel.epoch) return refuse({ code: 'epoch-changed', epoch: channel.epoch });
    if (ask.after > channel.seq) return refuse({ code: 'future-cursor', seq: channel.seq });
    const limit = Math.min(Math.max(ask.limit, 1), MAX_PAGE_ENTRIES);
    const stored = await channels.entriesAfter(ask.ch, ask.epoch, ask.after, limit);
    const entries = withinBytes(stored.map((entry) => entry.jws));
    const last = ask.after + entries.length;
    return accept({ head: signHead(needs, caller.agency, channel), entries, more: last < channel.seq });
  });
}

/** The signed head alone: silence told from loss, also when nothing is new. */
export async function readHeadOf(
  needs: ServeNeeds,
  caller: Caller,
  ch: string,
): Promise<Result<{ readonly head: string }, ChannelRefusal>> {
  return needs.transact(caller.agency.id, async ({ channels }) => {
    const channel = await outgoing(channels, caller, ch);
    return channel
      ? accept({ head: signHead(needs, caller.agency, channel) })
      : refuse({ code: 'channel-unknown' });
  });
}

/** The caller says that it holds everything up to a position; both sides keep it. */
export async function acceptCursor(
  needs: { readonly transact: Transact<{ readonly channels: ChannelWriter }>; readonly at: Instant },
  caller: Caller,
  cursor: { readonly ch: string; readonly epoch: number; readonly seq: number; readonly hash: string },
): Promise<
  Result<{ readonly seq: number }, ChannelRefusal | { readonly code: 'fork'; readonly seq: number }>
> {
  return needs.transact(caller.agency.id, async ({ channels }) => {
    const channel = await outgoing(channels, caller, cursor.ch);
    if (!channel) return refuse({ code: 'channel-unknown' });
    if (cursor.epoch !== channel.epoch) return refuse({ code: 'epoch-changed', epoch: channel.epoch });
    if (cursor.seq > channel.seq) return refuse({ code: 'future-cursor', seq: channel.seq });
    const held = await channels.entryAt(cursor.ch, cursor.epoch, cursor.seq);
    if (cursor.seq > 0 && held?.hash !== cursor.hash) return refuse({ code: 'fork', seq: cursor.seq });
    await channels.recordPartnerCursor(cursor.ch, cursor.seq, needs.at);
    return accept({ seq: cursor.seq });
  });
}

async function outgoing(channels: ChannelReader, caller: Caller, ch: string): Promise<Channel | undefined> {
  const channel = await channels.find(ch);
  // Somebody else's channel and none at all get the same answer (I12).
  return channel?.direction === 'out' && channel.partnerDid === caller.partnerDid ? channel : undefined;
}

function signHead(needs: ServeNeeds, agency: Agency, channel: Channel): string {
  if (!isChannelId(channel.ch)) throw new Error(`the store holds a malformed channel id: ${channel.ch}`);
  const hash: Digest | null = channel.hash ?? null;
  const signer = needs.entrySigner(agency.id);
  const text = printHead({ ch: channel.ch, epoch: channel.epoch, seq: channel.seq, hash, asOf: needs.at });
  return signCompact({ kid: signer.kid, typ: 'pactwire-head+jws' }, text, signer.sign);
}

function withinBytes(entries: readonly string[]): readonly string[] {
  let bytes = 0;
  const end = entries.findIndex((entry) => (bytes += entry.length) > MAX_PAGE_BYTES);
  return end === -1 ? entries : entries.slice(0, Math.max(end, 1));
}
