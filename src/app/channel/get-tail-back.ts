import { isBefore } from '#kernel/position.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { channelIdOf, type ChannelId } from '#formats/envelope/channel-id.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import { nextPosition, type ChainRefusal } from '#formats/envelope/next-position.ts';
import type { Channel } from '#ports/channel-store.ts';
import type { PageBack, PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import type { Transact } from '#ports/transaction.ts';
import { readHeld, writeDrafts, type AppendStores, type AppendTools } from './append-entry.ts';
import type { EntryArrival } from './entry-effect.ts';
import { isInStep } from './in-step.ts';
import { openNextEpoch } from './reopen-channel.ts';
import {
  readEntry,
  toStored,
  type ReadTools,
  type UnreadableEntry,
  type VerifiedEntry,
} from './read-entry.ts';

/** An entry of ours that came back: `partner` are we, `reader` is who held it, and its object's text if the reader had it. */
export type TailArrival = EntryArrival & { readonly reader: Partner; readonly objectText?: string };

/** What an entry of ours that came back does here, by type: our state is again as far as the entry says. */
export type TailEffects<Stores> = {
  readonly [Type in EntryType]?: (stores: Stores, arrival: TailArrival) => Promise<void>;
};

export type TailNeeds<Stores extends AppendStores> = ReadTools &
  AppendTools & {
    readonly transact: Transact<Stores>;
    readonly partnerNode: PartnerNode;
    readonly keysOf: (agencyId: string) => readonly PartnerKey[];
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

/**
 * When more of our channel has left the node than its database holds, the database is an old backup: what the reader holds
 * is taken back from it, signed by us, before anything new is signed. What left and nobody holds can come from nowhere: then
 * the channel goes on in a new epoch, so that no position has two entries. What was held meanwhile is said in the end.
 */
export async function getTailBack<Stores extends AppendStores>(
  needs: TailNeeds<Stores>,
  link: Link,
): Promise<Result<'in-step' | 'back' | 'new-epoch', TailRefusal>> {
  const { agency, partner } = link;
  const ch = channelIdOf(agency.did, partner.did, needs.hash.sha256);
  const found = await positionOf(needs, link, ch);
  if (!found) return accept('in-step');
  const mark = await needs.channelMarks.read(agency.id, ch);
  if (mark ? !isBefore(found, mark) : found.seq === 0) return accept('in-step');
  let position: Reached = found;
  for (;;) {
    const back = await ask(needs, link, position);
    if (!back.ok) return back;
    if (!isBefore(position, back.value.cursor)) break;
    const stored: Result<Reached, TailRefusal> = await keep(needs, link, { position, page: back.value });
    if (!stored.ok) return stored;
    position = stored.value;
  }
  return accept(await goOn(needs, link, ch));
}

/** Where our channel stands; undefined when there is none, nor ever was one that left. */
async function positionOf<Stores extends AppendStores>(
  needs: TailNeeds<Stores>,
  { agency }: Link,
  ch: ChannelId,
): Promise<Reached | undefined> {
  const channel = await needs.transact(agency.id, ({ channels }) => channels.find(ch));
  if (channel) return channel.state === 'open' ? { ...channel, ch } : undefined;
  return (await needs.channelMarks.read(agency.id, ch)) ? { ch, epoch: 1, seq: 0 } : undefined;
}

/** What the reader holds beyond our position, in the first epoch of which it holds something. */
async function ask<Stores extends AppendStores>(
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

async function keep<Stores extends AppendStores>(
  needs: TailNeeds<Stores>,
  link: Link,
  { position, page }: { readonly position: Reached; readonly page: PageBack },
): Promise<Result<Reached, TailRefusal>> {
  const self = ourselves(needs, link.agency);
  const tail: VerifiedEntry[] = [];
  for (const jws of page.entries) {
    const entry = readEntry(jws, self, needs);
    if (!entry.ok) return entry;
    tail.push(entry.value);
  }
  const found = await textsOf(needs, link, tail);
  if (!found.ok) return found;
  const texts = found.value;
  return needs.transact(link.agency.id, async (stores): Promise<Result<Reached, TailRefusal>> => {
    const { agency, partner: reader, at } = link;
    const { ch } = position;
    const channel = await stores.channels.lock({ ch, direction: 'out', partnerDid: reader.did });
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
      await stores.channels.add([toStored(ch, received, at)]);
      const { obj, type } = received.entry;
      const objectText = obj && texts.get(obj.digest);
      if (obj && objectText !== undefined)
        await stores.objects.put({ digest: obj.digest, mediaType: obj.mediaType, text: objectText }, at);
      const arrival = { agency, partner: self, reader, received, at };
      if (type !== 'unknown')
        await needs.effects[type]?.(stores, objectText === undefined ? arrival : { ...arrival, objectText });
    }
    await unsayKills(stores, ch, tail, at);
    return accept(last);
  });
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
async function textsOf<Stores extends AppendStores>(
  needs: TailNeeds<Stores>,
  { agency, partner }: Link,
  tail: readonly VerifiedEntry[],
): Promise<Result<ReadonlyMap<Digest, string>, PartnerRefusal>> {
  const to = { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  const texts = new Map<Digest, string>();
  for (const { entry } of tail) {
    if (!entry.obj || texts.has(entry.obj.digest)) continue;
    const bytes = await needs.partnerNode.object(to, entry.obj.digest);
    // The reader may not have it; but one that could not be asked is asked again, before the entry is ours.
    if (!bytes.ok && bytes.error.problem !== 'object-unknown') return bytes;
    if (bytes.ok && needs.hash.sha256(bytes.value) === entry.obj.digest)
      texts.set(entry.obj.digest, new TextDecoder().decode(bytes.value));
  }
  return accept(texts);
}

/** A kill that had been said already, and was held to be said again. */
async function unsayKills(
  { channels }: AppendStores,
  ch: ChannelId,
  tail: readonly VerifiedEntry[],
  at: Instant,
): Promise<void> {
  const killed = new Set(
    tail.filter(({ entry }) => entry.type === 'item.killed').map(({ entry }) => entry.subj),
  );
  if (killed.size === 0) return;
  for (const held of await channels.takeHeld(ch)) {
    const { body } = readHeld(held);
    if (body.type !== 'item.killed' || !killed.has(body.subj)) await channels.hold(ch, held, at);
  }
}

/** In step with all that left: what was held is said. Else the channel goes on in an epoch that nobody has seen. */
async function goOn<Stores extends AppendStores>(
  needs: TailNeeds<Stores>,
  { agency, partner, at }: Link,
  ch: ChannelId,
): Promise<'back' | 'new-epoch'> {
  const mark = await needs.channelMarks.read(agency.id, ch);
  return needs.transact(agency.id, async (stores) => {
    const channel = await stores.channels.lock({ ch, direction: 'out', partnerDid: partner.did });
    const from = { agency, at };
    const isBack = mark !== undefined && (await isInStep(needs.channelMarks, agency.id, channel));
    const held = (await stores.channels.takeHeld(ch)).map(readHeld);
    if (isBack) {
      await writeDrafts(stores, needs, from, { channel, drafts: held });
      return 'back';
    }
    await openNextEpoch(stores, needs, from, { channel, mark, held });
    return 'new-epoch';
  });
}

/** We as our reader has us pinned, so that what we signed is read as it reads it. */
export function ourselves(
  { keysOf }: { readonly keysOf: (agencyId: string) => readonly PartnerKey[] },
  { id, did, name, ownership }: Agency,
): Partner {
  return { did, name, ownership, baseUrl: '', keys: keysOf(id), state: 'pinned' };
}
