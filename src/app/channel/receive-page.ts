import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { Head } from '#formats/envelope/head.ts';
import { nextPosition, type ChainRefusal } from '#formats/envelope/next-position.ts';
import type { Channel, ChannelWriter } from '#ports/channel-store.ts';
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
    if (!outcome.ok) return outcome;
    if (unreadable) {
      await stores.channels.recordError(
        outcome.value.channel.ch,
        `${unreadable.code}: ${unreadable.because}`,
      );
      return refuse(unreadable);
    }
    return accept(await seeHead(stores, outcome.value, head.value, to.at));
  });
}

async function takeIn<Stores extends PageStores>(
  needs: ReceiveNeeds<Stores>,
  stores: Stores,
  to: { readonly agency: Agency; readonly partner: Partner; readonly at: Instant },
  entries: readonly VerifiedEntry[],
): Promise<Result<{ readonly channel: Channel; readonly added: number }, PageRefusal>> {
  const ch = channelIdOf(to.partner.did, to.agency.did, needs.hash.sha256);
  let channel = await stores.channels.lock({ ch, direction: 'in', partnerDid: to.partner.did });
  if (channel.state === 'frozen') return refuse({ code: 'channel-frozen' });
  let added = 0;
  for (const received of entries) {
    const fit = await fits(stores, channel, to, received);
    if (!fit.ok) {
      await stop(stores, channel, received, fit.error);
      return fit;
    }
    if (fit.value === 'repeat') continue;
    channel = await keep(stores, channel, received, to.at);
    added += 1;
    await takeEffect(needs.effects, stores, { ...to, received });
  }
  return accept({ channel, added });
}

async function fits(
  stores: PageStores,
  channel: Channel,
  to: { readonly agency: Agency; readonly partner: Partner },
  { entry, hash }: VerifiedEntry,
): Promise<Result<'append' | 'repeat', ChainRefusal>> {
  const stored = await stores.channels.entryAt(channel.ch, entry.epoch, entry.seq);
  const held = {
    ch: entry.ch === channel.ch ? entry.ch : channelIdFrom(channel.ch, entry.ch),
    iss: to.partner.did,
    aud: to.agency.did,
    epoch: channel.epoch,
    seq: channel.seq,
    hash: channel.hash ?? null,
  };
  const next = nextPosition(held, { entry, hash, ...(stored === undefined ? {} : { stored: stored.hash }) });
  if (!next.ok) return next;
  // A new epoch means the partner lost its tail: a person has to look before it is followed.
  if (next.value.step === 'open-epoch')
    return refuse({ code: 'wrong-epoch', expected: channel.epoch, got: entry.epoch });
  return accept(next.value.step);
}

function channelIdFrom(ours: string, theirs: `ch_${string}`): `ch_${string}` {
  return ours.startsWith('ch_') ? `ch_${ours.slice(3)}` : theirs;
}

async function keep(
  stores: PageStores,
  channel: Channel,
  { entry, hash, jws }: VerifiedEntry,
  at: Instant,
): Promise<Channel> {
  await stores.channels.add({
    ch: channel.ch,
    epoch: entry.epoch,
    seq: entry.seq,
    id: entry.id,
    hash,
    jws,
    type: entry.wireType,
    ...(entry.subj === undefined ? {} : { subject: entry.subj }),
    ...(entry.obj === undefined ? {} : { objectDigest: entry.obj.digest }),
    storedAt: at,
  });
  return { ...channel, epoch: entry.epoch, seq: entry.seq, hash };
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

/** The freshness gate counts from here: only a head that we hold everything up to says that no kill is waiting. */
async function seeHead(
  stores: PageStores,
  outcome: { readonly channel: Channel; readonly added: number },
  head: Head,
  at: Instant,
): Promise<PageReceived> {
  const { channel, added } = outcome;
  const caughtUp = head.ch === channel.ch && head.epoch === channel.epoch && head.seq === channel.seq;
  await stores.channels.recordHead(channel.ch, head.seq, caughtUp ? at : undefined);
  return { channel, added, caughtUp };
}
