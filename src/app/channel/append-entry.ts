import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printEntry, type EntryDraft, type EntryType, type ReceiptRequest } from '#formats/envelope/entry.ts';
import { judgeEntryText } from '#formats/envelope/parse-entry.ts';
import type { Channel, ChannelWriter, ObjectStore, StoredEntry } from '#ports/channel-store.ts';
import type { Signer } from '#ports/keys.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Hash, Ids } from '#ports/world.ts';

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
};

export type AppendStores = {
  readonly channels: ChannelWriter;
  readonly objects: ObjectStore;
  readonly outbox: OutboxStore;
};

export type AppendTools = {
  readonly entrySigner: (agencyId: string) => Signer;
  readonly ids: Ids;
  readonly hash: Hash;
};

/** An agency of this node that speaks. */
export type Speaker = { readonly id: string; readonly did: string };

/** Writes one entry on our channel to a partner, as `appendEntries` does. */
export async function appendEntry(
  stores: AppendStores,
  tools: AppendTools,
  from: { readonly agency: Speaker; readonly at: Instant },
  message: Message,
): Promise<StoredEntry> {
  const [written] = await appendEntries(stores, tools, from, [message]);
  if (!written) throw new Error('a message became no entry');
  return written;
}

/**
 * Writes messages to one partner as entries that follow each other on our channel, in the transaction of the change they
 * tell of (transactional outbox): the channel row is locked, so that no position is ever signed twice. The first entry of
 * a channel opens it.
 */
export async function appendEntries(
  stores: AppendStores,
  tools: AppendTools,
  from: { readonly agency: Speaker; readonly at: Instant },
  messages: readonly [Message, ...Message[]],
): Promise<readonly StoredEntry[]> {
  const [{ partnerDid }] = messages;
  if (messages.some((one) => one.partnerDid !== partnerDid)) throw new Error('one channel has one audience');
  const ch = channelIdOf(from.agency.did, partnerDid, tools.hash.sha256);
  const channel = await stores.channels.lock({ ch, direction: 'out', partnerDid });
  const opened = channel.seq === 0 ? signInRow(tools, from, channel, [opening(partnerDid)]) : [];
  const written = signInRow(tools, from, after(channel, opened), messages);
  for (const { object } of messages)
    if (object) await stores.objects.put(objectOf(object, tools.hash), from.at);
  await stores.channels.add([...opened, ...written]);
  await stores.outbox.put({ topic: 'hint', payload: { ch } }, from.at);
  return written;
}

function opening(partnerDid: string): Message {
  return { partnerDid, type: 'channel.opened', data: { epoch: 1 } };
}

/** Each entry is chained to the one before it. */
function signInRow(
  tools: AppendTools,
  from: { readonly agency: Speaker; readonly at: Instant },
  channel: Channel,
  messages: readonly Message[],
): readonly StoredEntry[] {
  const signed: StoredEntry[] = [];
  for (const message of messages)
    signed.push(sign(tools, from, { channel: after(channel, signed.slice(-1)), message }));
  return signed;
}

function after(channel: Channel, entries: readonly StoredEntry[]): Channel {
  const last = entries.at(-1);
  return last ? { ...channel, seq: last.seq, hash: last.hash } : channel;
}

function sign(
  tools: AppendTools,
  from: { readonly agency: Speaker; readonly at: Instant },
  { channel, message }: { readonly channel: Channel; readonly message: Message },
): StoredEntry {
  const object = message.object && objectOf(message.object, tools.hash);
  const draft: EntryDraft = {
    id: `urn:uuid:${tools.ids.uuid()}`,
    ch: channelIdOf(from.agency.did, message.partnerDid, tools.hash.sha256),
    epoch: channel.epoch,
    seq: channel.seq + 1,
    prev: channel.hash ?? null,
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
  const signer = tools.entrySigner(from.agency.id);
  const text = printEntry(draft);
  // A position that the partner must refuse would stop the channel, and every kill behind it, for ever.
  const read = judgeEntryText(text);
  if (!read.ok) throw new Error(`an entry ${message.type} of ours could not be read: ${read.error.code}`);
  const jws = signCompact({ kid: signer.kid, typ: 'pactwire-entry+jws' }, text, signer.sign);
  return {
    ch: draft.ch,
    epoch: draft.epoch,
    seq: draft.seq,
    id: draft.id,
    hash: tools.hash.sha256(new TextEncoder().encode(jws)),
    jws,
    type: draft.type,
    ...(draft.subj === undefined ? {} : { subject: draft.subj }),
    ...(object === undefined ? {} : { objectDigest: object.digest }),
    storedAt: from.at,
  };
}

function objectOf(object: { readonly mediaType: string; readonly text: string }, hash: Hash) {
  const bytes = new TextEncoder().encode(object.text);
  return { ...object, digest: hash.sha256(bytes), bytes: bytes.length };
}
