import { isBefore, type Position } from '#kernel/position.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { channelIdOf, type ChannelId } from '#formats/envelope/channel-id.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import { parseRevocation } from '#formats/envelope/key-change.ts';
import { nextPosition, type ChainRefusal } from '#formats/envelope/next-position.ts';
import type { Channel, HeldEntry } from '#ports/channel-store.ts';
import type { PageBack, PartnerAddress, PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import type { Transact } from '#ports/transaction.ts';
import { recordKey, type KeyStores } from './announce-key.ts';
import { openChannel, writeDrafts } from './append-entry.ts';
import type { EntryArrival } from './entry-effect.ts';
import { readHeld, takeHeld } from './held-drafts.ts';
import { isInStep } from './in-step.ts';
import { knownBefore, lostKeyOf, ourselvesOn } from './own-keys.ts';
import { readEntries } from './receive-page.ts';
import { openNextEpoch } from './reopen-channel.ts';
import { toStored, type UnreadableEntry, type VerifiedEntry } from './read-entry.ts';
import { stopWithoutKey, takeUpFoundKey, takeUpKey, unsay, type TakeUpTools } from './take-up-key.ts';

/** An entry of ours that came back: `partner` are we, `reader` is who held it, and its object's text if the reader had it. */
export type TailArrival = EntryArrival & { readonly reader: Partner; readonly objectText?: string };

/** Entries of ours that came back from their reader together. */
export type TailBack = {
  readonly agency: Agency;
  readonly reader: Partner;
  readonly at: Instant;
  readonly tail: readonly VerifiedEntry[];
};

/**
 * What an entry of ours that came back does here, by type: our state is again as far as the entry says. `allBack` comes
 * behind them, in the same transaction.
 */
export type TailEffects<Stores> = {
  readonly [Type in EntryType]?: (stores: Stores, arrival: TailArrival) => Promise<void>;
} & { readonly allBack?: (stores: Stores, back: TailBack) => Promise<void> };

export type TailNeeds<Stores extends KeyStores> = TakeUpTools & {
  readonly transact: Transact<Stores>;
  readonly partnerNode: Pick<PartnerNode, 'ownEntries' | 'object'>;
  readonly effects: TailEffects<Stores>;
};

export type TailRefusal =
  | PartnerRefusal
  | UnreadableEntry
  | ChainRefusal
  | { readonly code: 'tail-not-given' | 'channel-frozen' };

type Link = { readonly agency: Agency; readonly partner: Partner; readonly at: Instant };
type Reached = Pick<Channel, 'epoch' | 'seq' | 'hash'> & { readonly ch: ChannelId };

const PAGE_LIMIT = 500;
/** For one text. */
const MOST_ASKED = 3;

/**
 * When more of our channel has left the node than its database holds, the database is an old backup: what the reader holds
 * is taken back from it, signed by us, before anything new is signed. What left and nobody holds can come from nowhere: then
 * the channel goes on in a new epoch, so that no position has two entries. What was held meanwhile is said in the end.
 */
export async function getTailBack<Stores extends KeyStores>(
  needs: TailNeeds<Stores>,
  link: Link,
): Promise<Result<'in-step' | 'back' | 'new-epoch', TailRefusal>> {
  const { agency, partner } = link;
  const ch = channelIdOf(agency.did, partner.did, needs.hash.sha256);
  const found = await positionOf(needs, link, ch);
  if (!found) return accept('in-step');
  const mark = await needs.channelMarks.read(agency.id, ch);
  if (mark ? !isBefore(found, mark) : found.seq === 0) {
    if (found.isHolding || found.isKeyless) await sayHeld(needs, link, { ch, isKeyless: found.isKeyless });
    return accept('in-step');
  }
  let position: Reached = found;
  const begun = await needs.transact(agency.id, async (stores) => ({
    self: await ourselvesOn(stores, needs, { agency, ch, at: link.at }),
    doubts: doubtsOn(await stores.channels.held(ch)),
  }));
  const { doubts } = begun;
  let { self } = begun;
  for (;;) {
    const back = await ask(needs, link, position);
    if (!back.ok) return back;
    if (!isBefore(position, back.value.cursor)) break;
    const kept: Result<Kept, TailRefusal> = await keep(needs, link, {
      position,
      self,
      doubts,
      page: back.value,
    });
    if (!kept.ok) return kept;
    ({ position, self } = kept.value);
  }
  return goOn(needs, link, ch);
}

/** A process ended when all was back, and before that was said; or the key for whose want nothing was said is there again. */
async function sayHeld<Stores extends KeyStores>(
  needs: TailNeeds<Stores>,
  { agency, partner, at }: Link,
  { ch, isKeyless }: { readonly ch: string; readonly isKeyless: boolean },
): Promise<void> {
  await needs.transact(agency.id, async (stores) => {
    if (isKeyless) await takeUpFoundKey(stores, needs, { agency, readerDid: partner.did, at }, ch);
    else await openChannel(stores, needs, { agency, at }, partner.did);
  });
}

type Found = Reached & { readonly isHolding: boolean; readonly isKeyless: boolean };

/** Where our channel stands; undefined when there is none, nor ever was one that left. */
async function positionOf<Stores extends KeyStores>(
  needs: TailNeeds<Stores>,
  { agency }: Link,
  ch: ChannelId,
): Promise<Found | undefined> {
  const { channel, isHolding } = await needs.transact(agency.id, async ({ channels }) => ({
    channel: await channels.find(ch),
    isHolding: await channels.isHolding(ch),
  }));
  if (channel) {
    // Stopped for the want of a key it still gets back what it lost: kills are in it.
    const isKeyless = lostKeyOf(channel) !== undefined;
    return channel.state === 'open' || isKeyless ? { ...channel, ch, isHolding, isKeyless } : undefined;
  }
  const mark = await needs.channelMarks.read(agency.id, ch);
  return mark && { ch, epoch: 1, seq: 0, isHolding, isKeyless: false };
}

/** What the reader holds beyond our position, in the first epoch of which it holds something. */
async function ask<Stores extends KeyStores>(
  needs: TailNeeds<Stores>,
  { agency, partner }: Link,
  { ch, epoch, seq }: Reached,
): Promise<Result<PageBack, TailRefusal>> {
  const to = { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  const from = (in_: number, after: number) =>
    needs.partnerNode.ownEntries(to, { ch, epoch: in_, after, limit: PAGE_LIMIT });
  let back = await from(epoch, seq);
  for (let later = epoch + 1; back.ok && isMissing(back.value, { ch, epoch, seq }); later += 1) {
    // It says that it is ahead of us and gives nothing.
    if (later > back.value.cursor.epoch) return refuse({ code: 'tail-not-given' });
    back = await from(later, 0);
  }
  return back;
}

function isMissing({ cursor, entries }: PageBack, position: Reached): boolean {
  return entries.length === 0 && isBefore(position, cursor);
}

/** How far we are, and we under the keys that the reader believes there. */
type Kept = { readonly position: Reached; readonly self: Partner };

/** A key that is in wrong hands, and the last position here at which what it signed is ours for certain. */
type Doubt = { readonly kid: string; readonly last: Position };

/** Revocations that the reader has not heard: what stands in its tail anybody may have signed who has the key. */
function doubtsOn(held: readonly HeldEntry[]): readonly Doubt[] {
  return held.flatMap((one) => {
    const { body } = readHeld(one);
    const said = body.type === 'key.revoked' ? parseRevocation(body.data) : undefined;
    return said ? [{ kid: said.old.kid, last: said.last }] : [];
  });
}

/** Its place in the chain stays and a stop is a stop, as at the reader; but no text is taken from it. */
function isDoubted(doubts: readonly Doubt[], { kid, entry }: VerifiedEntry): boolean {
  return doubts.some((doubt) => doubt.kid === kid && isBefore(doubt.last, entry));
}

async function keep<Stores extends KeyStores>(
  needs: TailNeeds<Stores>,
  link: Link,
  { position, self, doubts, page }: Kept & { readonly doubts: readonly Doubt[]; readonly page: PageBack },
): Promise<Result<Kept, TailRefusal>> {
  const read = readEntries(needs, { partner: self, at: link.at, knownBefore }, page.entries);
  if (read.unreadable) return refuse(read.unreadable);
  const tail = read.entries;
  const doubted = tail.filter((received) => isDoubted(doubts, received));
  const found = await textsOf(
    needs,
    link,
    tail.filter((received) => !doubted.includes(received)),
  );
  if (!found.ok) return found;
  const texts = found.value;
  return needs.transact(link.agency.id, async (stores): Promise<Result<Kept, TailRefusal>> => {
    const { agency, partner: reader, at } = link;
    const { ch } = position;
    const back = { agency, readerDid: reader.did, at };
    const channel = await stores.channels.lock({ ch, direction: 'out', partnerDid: reader.did });
    // Another process, or a deposit, has brought it on meanwhile: what came is not compared with what was not asked after.
    if (channel.epoch !== position.epoch || channel.seq !== position.seq)
      return accept({
        position: { ...channel, ch },
        self: await ourselvesOn(stores, needs, { agency, ch, at }),
      });
    let last: Reached = { ...channel, ch };
    for (const received of tail) {
      const next = follow(last, link, received);
      if (!next.ok) {
        await stores.channels.freeze(
          ch,
          [received.jws],
          `what was given back does not follow: ${next.error.code}`,
        );
        return next;
      }
      last = next.value;
      await keepOne(needs, stores, { agency, partner: read.partner, reader, received, at }, texts);
    }
    if (doubted.length > 0)
      await recordKey(stores, { agency, at }, 'tail-doubted', { ch, entries: doubted.length });
    await needs.effects.allBack?.(stores, { agency, reader, at, tail });
    await unsay(stores, ch, tail, at);
    await stopWithoutKey(stores, needs, back, ch);
    return accept({ position: last, self: read.partner });
  });
}

/** Stores an entry of ours to the letter, with its text, and does what it says. */
async function keepOne<Stores extends KeyStores>(
  needs: TailNeeds<Stores>,
  stores: Stores,
  arrival: TailArrival,
  texts: ReadonlyMap<Digest, string>,
): Promise<void> {
  const { agency, reader, received, at } = arrival;
  const { ch, obj, type } = received.entry;
  await stores.channels.add([toStored(ch, received, at)]);
  const objectText = obj && texts.get(obj.digest);
  if (obj && objectText !== undefined)
    await stores.objects.put({ digest: obj.digest, mediaType: obj.mediaType, text: objectText }, at);
  await takeUpKey(stores, needs, { agency, readerDid: reader.did, at }, received);
  if (type !== 'unknown')
    await needs.effects[type]?.(stores, objectText === undefined ? arrival : { ...arrival, objectText });
}

function follow(
  last: Reached,
  { agency, partner }: Link,
  { entry, hash }: VerifiedEntry,
): Result<Reached, ChainRefusal> {
  const { epoch, seq } = last;
  const held = { ch: entry.ch, iss: agency.did, aud: partner.did, epoch, seq, hash: last.hash ?? null };
  if (entry.epoch === epoch && entry.seq <= seq) return refuse({ code: 'gap', have: seq, got: entry.seq });
  const next = nextPosition(held, { entry, hash });
  return next.ok ? accept({ ch: last.ch, epoch: entry.epoch, seq: entry.seq, hash }) : next;
}

/** The texts of objects that the entries name, as far as the reader has them and their digests are right. */
async function textsOf<Stores extends KeyStores>(
  needs: TailNeeds<Stores>,
  { agency, partner }: Link,
  tail: readonly VerifiedEntry[],
): Promise<Result<ReadonlyMap<Digest, string>, PartnerRefusal>> {
  const to = { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  const texts = new Map<Digest, string>();
  for (const { entry } of tail) {
    if (!entry.obj || texts.has(entry.obj.digest)) continue;
    const text = await textOf(needs, to, entry.obj.digest);
    if (!text.ok) return text;
    if (text.value !== undefined) texts.set(entry.obj.digest, text.value);
  }
  return accept(texts);
}

/**
 * The reader may not have it; but one that could not be asked is asked again, before the entry is ours. What came garbled is
 * asked for at once, a few times: a reader whose copy is spoiled keeps nothing else of ours from coming back.
 */
async function textOf<Stores extends KeyStores>(
  { partnerNode, hash }: TailNeeds<Stores>,
  to: PartnerAddress,
  digest: Digest,
): Promise<Result<string | undefined, PartnerRefusal>> {
  for (let asked = 0; asked < MOST_ASKED; asked += 1) {
    const bytes = await partnerNode.object(to, digest);
    if (!bytes.ok) return bytes.error.problem === 'object-unknown' ? accept(undefined) : bytes;
    if (hash.sha256(bytes.value) === digest) return accept(new TextDecoder().decode(bytes.value));
  }
  return accept(undefined);
}

/** In step with all that left: what was held is said. Else the channel goes on in an epoch that nobody has seen. */
async function goOn<Stores extends KeyStores>(
  needs: TailNeeds<Stores>,
  { agency, partner, at }: Link,
  ch: ChannelId,
): Promise<Result<'back' | 'new-epoch', TailRefusal>> {
  const mark = await needs.channelMarks.read(agency.id, ch);
  return needs.transact(agency.id, async (stores): Promise<Result<'back' | 'new-epoch', TailRefusal>> => {
    const channel = await stores.channels.lock({ ch, direction: 'out', partnerDid: partner.did });
    if (channel.state !== 'open') return refuse({ code: 'channel-frozen' });
    const from = { agency, at };
    const isBack = mark !== undefined && (await isInStep(needs.channelMarks, agency.id, channel));
    const held = await takeHeld(stores, ch);
    if (isBack) {
      await writeDrafts(stores, needs, from, { channel, drafts: held });
      return accept('back');
    }
    await openNextEpoch(stores, needs, from, { channel, mark, held });
    return accept('new-epoch');
  });
}
