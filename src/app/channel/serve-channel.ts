import { isBefore, type Position } from '#kernel/position.ts';
import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printHead } from '#formats/envelope/head.ts';
import { isChannelId } from '#formats/envelope/channel-id.ts';
import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { Channel, ChannelReader, ChannelWriter } from '#ports/channel-store.ts';
import type { EntrySigner } from '#ports/keys.ts';
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
  readonly channelMarks: ChannelMarks;
  readonly entrySigner: EntrySigner;
  readonly at: Instant;
};

const MAX_PAGE_ENTRIES = 1000;
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/**
 * Entries after a position of the channel that the caller reads, with the head signed now: at most 1,000 or 4 MiB. What was
 * written before a new epoch is given before the epoch is named, and of several epochs each is named in its turn: kills may be in all.
 */
export async function readChannel(
  needs: ServeNeeds,
  caller: Caller,
  ask: { readonly ch: string; readonly epoch: number; readonly after: number; readonly limit: number },
): Promise<Result<EntryPage, ChannelRefusal>> {
  const claimed = { epoch: ask.epoch, seq: ask.after };
  const page = await needs.transact(
    caller.agency.id,
    async ({ channels }): Promise<Result<EntryPage & { readonly channel: Channel }, ChannelRefusal>> => {
      const channel = await outgoing(channels, caller, ask.ch);
      if (!channel) return refuse({ code: 'channel-unknown' });
      if (isBefore(channel, claimed)) return refuse({ code: 'future-cursor', seq: channel.seq });
      const limit = Math.min(Math.max(ask.limit, 1), MAX_PAGE_ENTRIES);
      const stored = await channels.entriesAfter(ask.ch, ask.epoch, ask.after, limit);
      const isOld = ask.epoch !== channel.epoch;
      if (isOld && stored.length === 0) {
        const next = await channels.epochAfter(ask.ch, ask.epoch);
        return refuse({ code: 'epoch-changed', epoch: next ?? channel.epoch });
      }
      const entries = withinBytes(stored.map((entry) => entry.jws));
      const more = isOld || ask.after + entries.length < channel.seq;
      return accept({ head: signHead(needs, caller.agency, channel), entries, more, channel });
    },
  );
  if (!page.ok) {
    await believe(needs, caller, ask.ch, { refusal: page.error, claimed });
    return page;
  }
  const { channel, ...given } = page.value;
  await needs.channelMarks.raise(caller.agency.id, ask.ch, channel);
  return accept(given);
}

/** The signed head alone: silence told from loss, also when nothing is new. */
export async function readHeadOf(
  needs: ServeNeeds,
  caller: Caller,
  ch: string,
): Promise<Result<{ readonly head: string }, ChannelRefusal>> {
  const channel = await needs.transact(caller.agency.id, ({ channels }) => outgoing(channels, caller, ch));
  if (!channel) return refuse({ code: 'channel-unknown' });
  await needs.channelMarks.raise(caller.agency.id, ch, channel);
  return accept({ head: signHead(needs, caller.agency, channel) });
}

/** The caller says that it holds everything up to a position; both sides keep it. */
export async function acceptCursor(
  needs: {
    readonly transact: Transact<{ readonly channels: ChannelWriter }>;
    readonly channelMarks: ChannelMarks;
    readonly at: Instant;
  },
  caller: Caller,
  cursor: { readonly ch: string; readonly epoch: number; readonly seq: number; readonly hash: string },
): Promise<
  Result<{ readonly seq: number }, ChannelRefusal | { readonly code: 'fork'; readonly seq: number }>
> {
  const accepted = await needs.transact(
    caller.agency.id,
    async ({
      channels,
    }): Promise<
      Result<{ readonly seq: number }, ChannelRefusal | { readonly code: 'fork'; readonly seq: number }>
    > => {
      const channel = await outgoing(channels, caller, cursor.ch);
      if (!channel) return refuse({ code: 'channel-unknown' });
      if (isBefore(channel, cursor)) return refuse({ code: 'future-cursor', seq: channel.seq });
      if (cursor.epoch !== channel.epoch) return refuse({ code: 'epoch-changed', epoch: channel.epoch });
      const held = await channels.entryAt(cursor.ch, cursor.epoch, cursor.seq);
      if (cursor.seq > 0 && held?.hash !== cursor.hash) return refuse({ code: 'fork', seq: cursor.seq });
      await channels.recordPartnerCursor(cursor.ch, cursor.seq, needs.at);
      return accept({ seq: cursor.seq });
    },
  );
  if (!accepted.ok) await believe(needs, caller, cursor.ch, { refusal: accepted.error, claimed: cursor });
  return accepted;
}

/** How many epochs a reader may be ahead and still be believed. */
const MOST_EPOCHS = 1000;

/**
 * A reader that is ahead of us holds what our database has lost: from now on nothing is signed on this channel until that is
 * back. A reader that only says so holds up nobody but itself.
 */
async function believe(
  { channelMarks }: { readonly channelMarks: ChannelMarks },
  { agency }: Caller,
  ch: string,
  { refusal, claimed }: { readonly refusal: { readonly code: string }; readonly claimed: Position },
): Promise<void> {
  if (refusal.code !== 'future-cursor' || claimed.epoch > MOST_EPOCHS) return;
  await channelMarks.raise(agency.id, ch, { epoch: claimed.epoch, seq: claimed.seq });
}

/** What a writer that lost its tail gets back from us: how far we have read its channel, and its own entries from there on. */
export type GivenBack = {
  readonly cursor: { readonly epoch: number; readonly seq: number; readonly hash: string | null };
  readonly entries: readonly string[];
};

/** Gives the caller its own entries back, exactly as it signed them; of a channel that we never read there are none. */
export async function giveBack(
  needs: Pick<ServeNeeds, 'transact'>,
  caller: Caller,
  ask: { readonly ch: string; readonly epoch: number; readonly after: number; readonly limit: number },
): Promise<Result<GivenBack, ChannelRefusal>> {
  return needs.transact(caller.agency.id, async ({ channels }) => {
    const channel = await channels.find(ask.ch);
    const isTheirs = channel?.direction === 'in' && channel.partnerDid === caller.partnerDid;
    if (!isTheirs) return accept({ cursor: { epoch: 1, seq: 0, hash: null }, entries: [] });
    const { epoch, seq, hash = null } = channel;
    const limit = Math.min(Math.max(ask.limit, 1), MAX_PAGE_ENTRIES);
    const stored = await channels.entriesAfter(ask.ch, ask.epoch, ask.after, limit);
    return accept({ cursor: { epoch, seq, hash }, entries: withinBytes(stored.map(({ jws }) => jws)) });
  });
}

/** Nothing was written yet: silence, which a reader must be able to tell from loss. */
const UNWRITTEN = { direction: 'out', epoch: 1, seq: 0, state: 'open', partnerSeq: 0, headSeq: 0 } as const;

/** The channel to the caller, whose id the door has made of both names: it is there from the day both are partners. */
async function outgoing(channels: ChannelReader, caller: Caller, ch: string): Promise<Channel | undefined> {
  const channel = await channels.find(ch);
  if (!channel) return { ...UNWRITTEN, ch, partnerDid: caller.partnerDid };
  // Somebody else's channel and none at all get the same answer (I12).
  return channel?.direction === 'out' && channel.partnerDid === caller.partnerDid ? channel : undefined;
}

function signHead(needs: ServeNeeds, agency: Agency, channel: Channel): string {
  if (!isChannelId(channel.ch)) throw new Error(`the store holds a malformed channel id: ${channel.ch}`);
  const hash: Digest | null = channel.hash ?? null;
  const signer = needs.entrySigner(agency.id, channel.signingKey);
  const text = printHead({ ch: channel.ch, epoch: channel.epoch, seq: channel.seq, hash, asOf: needs.at });
  return signCompact({ kid: signer.kid, typ: 'pactwire-head+jws' }, text, signer.sign);
}

function withinBytes(entries: readonly string[]): readonly string[] {
  let bytes = 0;
  const end = entries.findIndex((entry) => (bytes += entry.length) > MAX_PAGE_BYTES);
  return end === -1 ? entries : entries.slice(0, Math.max(end, 1));
}
