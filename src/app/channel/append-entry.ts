import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { channelIdOf, type ChannelId } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printEntry, type EntryDraft, type EntryType, type ReceiptRequest } from '#formats/envelope/entry.ts';
import { judgeEntryText } from '#formats/envelope/parse-entry.ts';
import type { AgencyStore } from '#ports/agency-store.ts';
import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { Channel, ChannelWriter, HeldEntry, ObjectStore, StoredEntry } from '#ports/channel-store.ts';
import type { EntrySigner, KeptKey } from '#ports/keys.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { RecallStore } from '#ports/recall-store.ts';
import type { Hash, Ids } from '#ports/world.ts';
import { printProven, takeHeld, type Draft } from './held-drafts.ts';
import { isInStep } from './in-step.ts';

/** What a use case wants to tell a partner; where it stands in the channel and its signature are added here. */
export type Message = {
  readonly partnerDid: string;
  readonly type: EntryType;
  /** URI of the item. */
  readonly subject?: string;
  /** Digests of the agreements under which this is sent. */
  readonly agreements?: readonly Digest[];
  readonly object?: { readonly mediaType: string; readonly text: string };
  readonly receipt?: ReceiptRequest;
  readonly critical?: boolean;
  readonly data?: JsonObject;
  /** The recalls that the entry tells: each is followed until its last word (I7). */
  readonly recalls?: readonly string[];
};

export type AppendStores = {
  readonly channels: ChannelWriter;
  readonly objects: ObjectStore;
  readonly outbox: OutboxStore;
  readonly recalls: Pick<RecallStore, 'addReach'>;
  readonly agencies: Pick<AgencyStore, 'keys'>;
};

/** What signing an entry takes of the stores; its object lies there already. */
export type WriteStores = Omit<AppendStores, 'objects'>;

export type AppendTools = {
  readonly channelMarks: ChannelMarks;
  readonly entrySigner: EntrySigner;
  readonly ids: Ids;
  readonly hash: Hash;
};

/** An agency of this node that speaks. */
export type Speaker = { readonly id: string; readonly did: string };

type From = { readonly agency: Speaker; readonly at: Instant };

/** What was said; it has no position yet while its channel waits. */
export type Written = Pick<StoredEntry, 'id' | 'ch'> & Partial<StoredEntry>;

/** Writes one entry on our channel to a partner, as `appendEntries` does. */
export async function appendEntry(
  stores: AppendStores,
  tools: AppendTools,
  from: From,
  message: Message,
): Promise<Written> {
  const [written] = await appendEntries(stores, tools, from, [message]);
  if (!written) throw new Error('a message became no entry');
  return written;
}

/**
 * Writes messages to one partner as entries that follow each other on our channel, in the transaction of the change they
 * tell of (transactional outbox): the channel row is locked, so that no position is ever signed twice. The first entry of
 * a channel opens it. While the channel waits for its lost tail they are kept, and signed once it is in step.
 */
export async function appendEntries(
  stores: AppendStores,
  tools: AppendTools,
  from: From,
  messages: readonly [Message, ...Message[]],
): Promise<readonly Written[]> {
  const [{ partnerDid }] = messages;
  if (messages.some((one) => one.partnerDid !== partnerDid)) throw new Error('one channel has one audience');
  const ch = channelIdOf(from.agency.did, partnerDid, tools.hash.sha256);
  const drafts = messages.map((message) => draftOf(tools, from, ch, message));
  for (const { object } of messages)
    if (object) await stores.objects.put(objectOf(object, tools.hash), from.at);
  const channel = await openChannel(stores, tools, from, partnerDid);
  if (channel) return writeDrafts(stores, tools, from, { channel, drafts });
  for (const draft of drafts) await stores.channels.hold(ch, heldOf(draft), from.at);
  return drafts.map(({ body }) => ({ id: body.id, ch }));
}

/**
 * Our channel to a partner, locked and in step: its first entry opens it, and what was held goes before anything new. While it
 * waits for its lost tail there is nothing to write on.
 */
export async function openChannel(
  stores: WriteStores,
  tools: AppendTools,
  from: From,
  partnerDid: string,
): Promise<Channel | undefined> {
  const ch = channelIdOf(from.agency.did, partnerDid, tools.hash.sha256);
  const channel = await stores.channels.lock({ ch, direction: 'out', partnerDid });
  if (channel.state !== 'open' || !(await isInStep(tools.channelMarks, from.agency.id, channel)))
    return undefined;
  const opened = channel.seq === 0 ? [draftOf(tools, from, ch, opening(partnerDid))] : [];
  const held = await takeHeld(stores, ch);
  const last = (await writeDrafts(stores, tools, from, { channel, drafts: [...opened, ...held] })).at(-1);
  return last ? { ...channel, seq: last.seq, hash: last.hash } : channel;
}

/** Signs what is said, each entry chained to the one before it, and after a change of our keys by the new one. */
export async function writeDrafts(
  stores: WriteStores,
  tools: AppendTools,
  from: From,
  { channel, drafts }: { readonly channel: Channel; readonly drafts: readonly Draft[] },
): Promise<readonly StoredEntry[]> {
  if (drafts.length === 0) return [];
  const written = chain(tools, from, channel, drafts);
  await stores.channels.add(written);
  for (const [index, { body, recalls }] of drafts.entries()) {
    const entry = written[index];
    if (!entry) continue;
    const due = body.req?.by === undefined ? {} : { dueAt: body.req.by };
    for (const recallId of recalls) {
      await stores.recalls.addReach({
        recallId,
        partnerDid: body.aud,
        entry: { ch: entry.ch, epoch: entry.epoch, seq: entry.seq },
        writtenAt: from.at,
        ...due,
      });
    }
  }
  await stores.outbox.put({ topic: 'hint', payload: { ch: channel.ch } }, from.at);
  return written;
}

function chain(
  tools: AppendTools,
  from: From,
  channel: Channel,
  drafts: readonly Draft[],
): readonly StoredEntry[] {
  const written: StoredEntry[] = [];
  // The reader knows our keys as they were before the first change that it has not read.
  const known = drafts.find(({ change }) => change?.signedBy)?.change?.signedBy;
  let key: KeptKey | undefined = known ?? channel.signingKey;
  for (const { body, change } of drafts) {
    const { epoch, seq, hash } = written.at(-1) ?? channel;
    const position = { ch: body.ch, epoch, seq: seq + 1, prev: hash ?? null };
    const data = change
      ? printProven(change, tools.entrySigner(from.agency.id, change.fresh), position)
      : body.data;
    written.push(sign(tools, from, key, { ...body, data, ...position }));
    if (change?.signedBy) key = change.fresh;
  }
  return written;
}

/** Stands for the position that a held entry has not got yet. */
const UNPLACED = { epoch: 1, seq: 1, prev: null } as const;

export function opening(partnerDid: string, data: JsonObject = { epoch: 1 }): Message {
  return { partnerDid, type: 'channel.opened', data };
}

export function draftOf(tools: AppendTools, from: From, ch: ChannelId, message: Message): Draft {
  const object = message.object && objectOf(message.object, tools.hash);
  const body = {
    id: `urn:uuid:${tools.ids.uuid()}`,
    ch,
    iss: from.agency.did,
    aud: message.partnerDid,
    type: message.type,
    time: from.at,
    agr: message.agreements ?? [],
    ...(message.subject === undefined ? {} : { subj: message.subject }),
    ...(object === undefined
      ? {}
      : { obj: { digest: object.digest, size: object.bytes, mediaType: object.mediaType } }),
    ...(message.receipt === undefined ? {} : { req: message.receipt }),
    crit: message.critical ?? false,
    data: message.data ?? {},
  };
  return { body, recalls: message.recalls ?? [] };
}

/** As it is kept while its channel waits. */
export function heldOf({ body, recalls }: Draft): HeldEntry {
  return { draft: printed({ ...body, ...UNPLACED }), recalls };
}

function printed(draft: EntryDraft): string {
  const text = printEntry(draft);
  // A position that the partner must refuse would stop the channel, and every kill behind it, for ever.
  const read = judgeEntryText(text);
  if (!read.ok) throw new Error(`an entry ${draft.type} of ours could not be read: ${read.error.code}`);
  return text;
}

function sign(tools: AppendTools, from: From, key: KeptKey | undefined, draft: EntryDraft): StoredEntry {
  const signer = tools.entrySigner(from.agency.id, key);
  const jws = signCompact({ kid: signer.kid, typ: 'pactwire-entry+jws' }, printed(draft), signer.sign);
  return {
    ch: draft.ch,
    epoch: draft.epoch,
    seq: draft.seq,
    id: draft.id,
    hash: tools.hash.sha256(new TextEncoder().encode(jws)),
    jws,
    type: draft.type,
    ...(draft.subj === undefined ? {} : { subject: draft.subj }),
    ...(draft.obj === undefined ? {} : { objectDigest: draft.obj.digest }),
    storedAt: from.at,
  };
}

function objectOf(object: { readonly mediaType: string; readonly text: string }, hash: Hash) {
  const bytes = new TextEncoder().encode(object.text);
  return { ...object, digest: hash.sha256(bytes), bytes: bytes.length };
}
