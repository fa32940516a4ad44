import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { channelIdOf, type ChannelId } from '#formats/envelope/channel-id.ts';
import type { Head } from '#formats/envelope/head.ts';
import { nextPosition, type ChainRefusal } from '#formats/envelope/next-position.ts';
import type { Channel, ChannelWriter, StoredEntry } from '#ports/channel-store.ts';
import type { EntryPage } from '#ports/partner-node.ts';
import type { Transact } from '#ports/transaction.ts';
import type { EntryEffects } from './entry-effect.ts';
import {
  readEntry,
  readHead,
  type ReadTools,
  type UnreadableEntry,
  type VerifiedEntry,
} from './read-entry.ts';

type PageStores = { readonly channels: ChannelWriter };

export type ReceiveNeeds<Stores extends PageStores> = ReadTools & {
  readonly transact: Transact<Stores>;
  readonly effects: EntryEffects<Stores>;
};

/** Where a page has brought us. `caughtUp`: we hold everything up to the head that the partner signed. */
export type PageReceived = { readonly channel: Channel; readonly added: number; readonly caughtUp: boolean };

export type PageRefusal = ChainRefusal | UnreadableEntry | { readonly code: 'channel-frozen' };

/**
 * Takes in one page of a partner's channel: every signature is checked first, then in one transaction each entry is
 * stored verbatim, does its effect, and the channel moves on. Delivered again it is a no-op (I2, I4). What does not fit
 * the chain stops the page there: a fork freezes the channel with both texts as evidence, anything else is kept as the
 * channel's last error, and what came before it stays.
 */
export async function receivePage<Stores extends PageStores>(
  needs: ReceiveNeeds<Stores>,
  to: { readonly agency: Agency; readonly partner: Partner; readonly at: Instant },
  page: EntryPage,
): Promise<Result<PageReceived, PageRefusal>> {
  const head = readHead(page.head, to.partner, needs);
  if (!head.ok) return head;
  const entries: VerifiedEntry[] = [];
  let unreadable: UnreadableEntry | undefined;
  for (const jws of page.entries) {
    const entry = readEntry(jws, to.partner, needs);
    if (!entry.ok) {
      unreadable = entry.error;
      break;
    }
    entries.push(entry.value);
  }
  return needs.transact(to.agency.id, async (stores) => {
    const outcome = await takeIn(needs, stores, to, entries);
    // What was not taken in may be a kill: from now on we know that we are behind (the freshness gate).
    const ch = channelIdOf(to.partner.did, to.agency.did, needs.hash.sha256);
    if (head.value.ch === ch) await stores.channels.recordHead(ch, head.value.seq, undefined);
    if (!outcome.ok) return outcome;
    if (!unreadable)
      return seeHead(stores, outcome.value, { head: head.value, signed: page.head, at: to.at });
    await stores.channels.recordError(ch, `${unreadable.code}: ${unreadable.because}`);
    return refuse(unreadable);
  });
}

async function takeIn<Stores extends PageStores>(
  needs: ReceiveNeeds<Stores>,
  stores: Stores,
  to: { readonly agency: Agency; readonly partner: Partner; readonly at: Instant },
  entries: readonly VerifiedEntry[],
): Promise<Result<{ readonly channel: Channel; readonly added: number }, PageRefusal>> {
  const ch = channelIdOf(to.partner.did, to.agency.did, needs.hash.sha256);
  const held = await stores.channels.lock({ ch, direction: 'in', partnerDid: to.partner.did });
  if (held.state === 'frozen') return refuse({ code: 'channel-frozen' });
  const chain = followChain(ch, held, to, {
    entries,
    stored: await storedHashes(stores, held, entries),
  });
  await stores.channels.add(chain.fresh.map((received) => toStored(ch, received, to.at)));
  for (const received of chain.fresh) await takeEffect(needs.effects, stores, { ...to, received });
  if (chain.stopped) {
    await stop(stores, held, chain.stopped.received, chain.stopped.refusal);
    return refuse(chain.stopped.refusal);
  }
  return accept({ channel: chain.channel, added: chain.fresh.length });
}

type Chain = {
  /** Where the channel stands after the fresh entries. */
  readonly channel: Channel;
  readonly fresh: readonly VerifiedEntry[];
  /** The first entry that does not fit; what came before it counts. */
  readonly stopped?: { readonly received: VerifiedEntry; readonly refusal: ChainRefusal };
};

/** How far the entries continue what is held; repeats are passed over. */
function followChain(
  ch: ChannelId,
  held: Channel,
  to: { readonly agency: Agency; readonly partner: Partner },
  {
    entries,
    stored,
  }: { readonly entries: readonly VerifiedEntry[]; readonly stored: ReadonlyMap<number, Digest> },
): Chain {
  let channel = held;
  const fresh: VerifiedEntry[] = [];
  for (const received of entries) {
    const { entry, hash } = received;
    const { epoch, seq } = channel;
    const position = { ch, iss: to.partner.did, aud: to.agency.did, epoch, seq, hash: channel.hash ?? null };
    const known = fresh[entry.seq - held.seq - 1]?.hash ?? stored.get(entry.seq);
    const next = nextPosition(position, { entry, hash, ...(known === undefined ? {} : { stored: known }) });
    if (!next.ok) return { channel, fresh, stopped: { received, refusal: next.error } };
    if (next.value.step === 'repeat') continue;
    // A new epoch means the partner lost its tail: a person has to look before it is followed.
    if (next.value.step === 'open-epoch')
      return {
        channel,
        fresh,
        stopped: { received, refusal: { code: 'wrong-epoch', expected: epoch, got: entry.epoch } },
      };
    fresh.push(received);
    channel = { ...channel, seq: entry.seq, hash };
  }
  return { channel, fresh };
}

/** What is stored at the positions of entries that are not new; nothing has to be looked up for a page that only continues. */
async function storedHashes(
  stores: PageStores,
  held: Channel,
  entries: readonly VerifiedEntry[],
): Promise<ReadonlyMap<number, Digest>> {
  const old = entries.map(({ entry }) => entry.seq).filter((seq) => seq <= held.seq);
  if (old.length === 0) return new Map();
  const from = Math.min(...old);
  const rows = await stores.channels.entriesAfter(held.ch, held.epoch, from - 1, Math.max(...old) - from + 1);
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

function toStored(ch: ChannelId, { entry, hash, jws }: VerifiedEntry, at: Instant): StoredEntry {
  return {
    ch,
    epoch: entry.epoch,
    seq: entry.seq,
    id: entry.id,
    hash,
    jws,
    type: entry.wireType,
    ...(entry.subj === undefined ? {} : { subject: entry.subj }),
    ...(entry.obj === undefined ? {} : { objectDigest: entry.obj.digest }),
    storedAt: at,
  };
}

async function takeEffect<Stores extends PageStores>(
  effects: EntryEffects<Stores>,
  stores: Stores,
  arrival: {
    readonly agency: Agency;
    readonly partner: Partner;
    readonly at: Instant;
    readonly received: VerifiedEntry;
  },
): Promise<void> {
  const { entry, jws } = arrival.received;
  if (entry.type === 'unknown') {
    if (entry.crit) await stores.channels.freeze(entry.ch, [jws], `unknown critical entry ${entry.wireType}`);
    return;
  }
  await effects[entry.type]?.(stores, arrival);
}

async function stop(
  stores: PageStores,
  channel: Channel,
  received: VerifiedEntry,
  refusal: ChainRefusal,
): Promise<void> {
  if (refusal.code !== 'fork') return stores.channels.recordError(channel.ch, refusal.code);
  const held = await stores.channels.entryAt(channel.ch, received.entry.epoch, received.entry.seq);
  await stores.channels.freeze(channel.ch, [held?.jws ?? '', received.jws], `fork at ${received.entry.seq}`);
}

/**
 * The freshness gate counts from here: only a head that we hold everything up to says that no kill is waiting, and it says
 * so of the moment at which it was signed, however late an old one is shown to us. One that names another entry at our
 * position is a fork, with both signatures as evidence.
 */
async function seeHead(
  stores: PageStores,
  outcome: { readonly channel: Channel; readonly added: number },
  { head, signed, at }: { readonly head: Head; readonly signed: string; readonly at: Instant },
): Promise<Result<PageReceived, PageRefusal>> {
  const { channel, added } = outcome;
  const { ch, epoch, seq, hash } = channel;
  const isHere = head.ch === ch && head.epoch === epoch && head.seq === seq;
  if (isHere && hash !== undefined && head.hash !== null && head.hash !== hash) {
    const held = await stores.channels.entryAt(ch, epoch, seq);
    await stores.channels.freeze(ch, [held?.jws ?? '', signed], `fork at head ${seq}`);
    return refuse({ code: 'fork', seq, held: hash, got: head.hash });
  }
  const caughtUp = isHere && head.hash === (hash ?? null);
  if (caughtUp) await stores.channels.recordHead(ch, head.seq, earlier(head.asOf, at));
  return accept({ channel, added, caughtUp });
}

function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}
