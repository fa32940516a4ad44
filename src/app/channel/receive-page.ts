import type { Position } from '#kernel/position.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { channelIdOf, type ChannelId } from '#formats/envelope/channel-id.ts';
import type { Head } from '#formats/envelope/head.ts';
import { nextPosition, type ChainRefusal } from '#formats/envelope/next-position.ts';
import type { Channel, ChannelWriter } from '#ports/channel-store.ts';
import type { EntryPage } from '#ports/partner-node.ts';
import type { Transact } from '#ports/transaction.ts';
import type { EntryEffects } from './entry-effect.ts';
import { keysAfter } from './hear-key-change.ts';
import {
  readEntry,
  readHead,
  toStored,
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
export type PageReceived = {
  readonly channel: Channel;
  readonly added: number;
  readonly caughtUp: boolean;
  /** The partner under the keys that it has after this page. */
  readonly partner: Partner;
};

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
  const { entries, unreadable, partner } = readEntries(needs, to, page.entries);
  const head = readHead(page.head, partner, needs);
  // The key that signs the head may be told in an entry that comes with a later page.
  if (!head.ok && (head.error.code !== 'key-unknown' || entries.length === 0)) return head;
  return needs.transact(to.agency.id, async (stores) => {
    const outcome = await takeIn(needs, stores, to, entries);
    // What was not taken in may be a kill: from now on we know that we are behind (the freshness gate).
    const ch = channelIdOf(to.partner.did, to.agency.did, needs.hash.sha256);
    if (head.ok && head.value.ch === ch) await stores.channels.recordHead(ch, head.value.seq, undefined);
    if (!outcome.ok) return outcome;
    const reached = { ...outcome.value, partner };
    if (unreadable) {
      await stores.channels.recordError(ch, `${unreadable.code}: ${unreadable.because}`);
      return refuse(unreadable);
    }
    if (head.ok) return seeHead(stores, reached, { head: head.value, signed: page.head, at: to.at });
    await stores.channels.recordHead(ch, reached.channel.seq + 1, undefined);
    return accept({ ...reached, caughtUp: false });
  });
}

/** Whose entries they are, when they are read, and which of the keys were known before an entry, where more are here. */
type Reading = {
  readonly partner: Partner;
  readonly at: Instant;
  readonly knownBefore?: (keys: Partner['keys'], received: VerifiedEntry) => Partner['keys'];
};

/** Each entry under the keys that those before it leave the partner with; at most up to the first that is not believed. */
export function readEntries(
  tools: ReadTools,
  { partner, at, knownBefore = (keys) => keys }: Reading,
  texts: readonly string[],
): {
  readonly entries: readonly VerifiedEntry[];
  readonly partner: Partner;
  readonly unreadable?: UnreadableEntry;
} {
  const entries: VerifiedEntry[] = [];
  let known = partner;
  for (const jws of texts) {
    const entry = readEntry(jws, known, tools);
    if (!entry.ok) return { entries, partner: known, unreadable: entry.error };
    const keys = keysAfter(knownBefore(known.keys, entry.value), entry.value, tools, at);
    if (!keys.ok) return { entries, partner: known, unreadable: keys.error };
    entries.push(entry.value);
    known = { ...known, keys: keys.value };
  }
  return { entries, partner: known };
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
  const storedAt = ({ epoch, seq }: Position): Digest | undefined =>
    epoch === held.epoch ? stored.get(seq) : undefined;
  for (const received of entries) {
    const { entry, hash } = received;
    const { epoch, seq } = channel;
    const position = { ch, iss: to.partner.did, aud: to.agency.did, epoch, seq, hash: channel.hash ?? null };
    const known = fresh.find((one) => isAt(one.entry, entry))?.hash ?? storedAt(entry);
    const next = nextPosition(position, { entry, hash, ...(known === undefined ? {} : { stored: known }) });
    if (!next.ok) return { channel, fresh, stopped: { received, refusal: next.error } };
    if (next.value.step === 'repeat') continue;
    fresh.push(received);
    channel = { ...channel, epoch: entry.epoch, seq: entry.seq, hash };
    // What comes behind it waits for a person, as on every later page.
    if (stopsChannel(received)) break;
  }
  return { channel, fresh };
}

function isAt(one: Position, other: Position): boolean {
  return one.epoch === other.epoch && one.seq === other.seq;
}

/** What is stored at the positions of entries that are not new; nothing has to be looked up for a page that only continues. */
async function storedHashes(
  stores: PageStores,
  held: Channel,
  entries: readonly VerifiedEntry[],
): Promise<ReadonlyMap<number, Digest>> {
  const old = entries
    .map(({ entry }) => entry)
    .filter(({ epoch, seq }) => epoch === held.epoch && seq <= held.seq)
    .map(({ seq }) => seq);
  if (old.length === 0) return new Map();
  const from = Math.min(...old);
  const rows = await stores.channels.entriesAfter(held.ch, held.epoch, from - 1, Math.max(...old) - from + 1);
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
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
  if (stopsChannel(arrival.received))
    return stores.channels.freeze(entry.ch, [jws], `unknown critical entry ${entry.wireType}`);
  await effects[entry.type]?.(stores, arrival);
}

/** Its sender says that whoever does not know the type must not go on. */
function stopsChannel({ entry }: VerifiedEntry): boolean {
  return entry.type === 'unknown' && entry.crit;
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
  outcome: Omit<PageReceived, 'caughtUp'>,
  { head, signed, at }: { readonly head: Head; readonly signed: string; readonly at: Instant },
): Promise<Result<PageReceived, PageRefusal>> {
  const { channel } = outcome;
  const { ch, epoch, seq, hash } = channel;
  const isHere = head.ch === ch && head.epoch === epoch && head.seq === seq;
  if (isHere && hash !== undefined && head.hash !== null && head.hash !== hash) {
    const held = await stores.channels.entryAt(ch, epoch, seq);
    await stores.channels.freeze(ch, [held?.jws ?? '', signed], `fork at head ${seq}`);
    return refuse({ code: 'fork', seq, held: hash, got: head.hash });
  }
  const caughtUp = isHere && head.hash === (hash ?? null);
  if (caughtUp) await stores.channels.recordHead(ch, head.seq, earlier(head.asOf, at));
  return accept({ ...outcome, caughtUp });
}

function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}
