import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import type { Channel, StoredEntry } from '#ports/channel-store.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { AgencyRows } from '../memory/agency-rows.ts';
import { itemNamed, type Lookup, type Memory, type Seen, type Violation } from './look.ts';

/** How far the judge has read each channel, and what it has seen stated once. */
export type ReadSoFar = {
  readonly channels: Map<string, number>;
  readonly versions: Map<string, number>;
  readonly said: Set<string>;
  /** The most activities that were acknowledged to a person. */
  acknowledged: number;
};

export function nothingRead(): ReadSoFar {
  return { channels: new Map(), versions: new Map(), said: new Set(), acknowledged: 0 };
}

/** I1, I2 and I4 of one newsroom, as far as they are new. */
export function* judgeExchange(
  seen: Seen,
  lookup: Lookup,
  soFar: ReadSoFar,
  memory: Memory,
): Generator<Violation> {
  const { rows, agency } = seen;
  const done = rows.numbers.get('activity') ?? 0;
  if (done < soFar.acknowledged)
    yield {
      invariant: 'I1',
      says: `${agency.slug} acknowledged ${soFar.acknowledged} acts and holds ${done}`,
    };
  for (const item of rows.items.all()) {
    const before = soFar.versions.get(item.id) ?? 0;
    if (item.latestVersion < before)
      yield {
        invariant: 'I4',
        says: `${agency.slug}: ${item.guid} went from ${before} to ${item.latestVersion}`,
      };
    soFar.versions.set(item.id, item.latestVersion);
    if (item.origin === 'partner' && item.latestVersion !== before)
      yield* judgeText(seen, lookup, item, memory.restored);
  }
  for (const channel of rows.channels.all())
    yield* judgeChannel(seen, lookup(channel.partnerDid), channel, { soFar, memory });
}

/** What is new in a channel: no gap, nothing said twice of ours, nothing that the partner did not write. */
function* judgeChannel(
  seen: Seen,
  partner: Seen | undefined,
  { ch, epoch, seq: last, direction }: Channel,
  { soFar, memory }: { readonly soFar: ReadSoFar; readonly memory: Memory },
): Generator<Violation> {
  const { rows, agency } = seen;
  for (let seq = (soFar.channels.get(`${ch} ${epoch}`) ?? 0) + 1; seq <= last; seq++) {
    const entry = rows.entries.get(`${ch} ${epoch} ${seq}`);
    if (!entry) yield { invariant: 'I4', says: `${agency.slug} has a gap at ${ch} ${seq}` };
    else if (direction === 'out') yield* judgeSaidOnce(seen, entry, { soFar, memory });
    else yield* judgePrefix(seen, partner, entry, memory);
  }
  soFar.channels.set(`${ch} ${epoch}`, last);
}

/** I4: what is held of a partner is what that partner wrote, byte for byte; it may have lost it since, but has sent it. */
function* judgePrefix(
  { agency }: Seen,
  partner: Seen | undefined,
  entry: StoredEntry,
  { left }: Memory,
): Generator<Violation> {
  const place = `${entry.ch} ${entry.epoch} ${entry.seq}`;
  const theirs =
    partner?.rows.entries.get(place)?.jws ?? left.get(JSON.stringify([entry.ch, entry.epoch, entry.seq]));
  if (partner && theirs !== entry.jws)
    yield {
      invariant: 'I4',
      says: `${agency.slug} holds at ${entry.seq} what ${partner.agency.slug} did not write or has lost`,
    };
}

/** I9: the text of an item is its provider's. */
function* judgeText(
  { rows, agency }: Seen,
  lookup: Lookup,
  item: StoredItem,
  restored: ReadonlySet<string>,
): Generator<Violation> {
  const origin = lookup(item.provider);
  if (!origin) return;
  const original = itemNamed(origin, item.guid);
  const theirs = textOf(origin.rows, original?.id ?? '', item.latestVersion);
  // A provider that was restored may have lost the version, and nobody may have had its text.
  if (theirs === undefined && restored.has(item.provider)) return;
  if (textOf(rows, item.id, item.latestVersion) !== theirs)
    yield { invariant: 'I9', says: `${agency.slug} holds another text of ${item.guid} than its provider` };
}

function textOf({ versions }: AgencyRows, itemId: string, version: number): string | undefined {
  const content = versions.get(`${itemId} ${version}`)?.content;
  return content && [content.headline, ...content.blocks.map(({ text }) => text)].join('\n');
}

/** I2: of things that happen once, one entry each. What was answered or taken before a restore may be said again. */
function* judgeSaidOnce(
  { agency }: Seen,
  entry: StoredEntry,
  { soFar: { said }, memory }: { readonly soFar: ReadSoFar; readonly memory: Memory },
): Generator<Violation> {
  const what = onceOnly(entry);
  if (what === undefined || (entry.type !== 'item.killed' && memory.restored.has(agency.did))) return;
  if (said.has(what)) yield { invariant: 'I2', says: `${agency.slug} says twice: ${what}` };
  said.add(what);
}

function onceOnly(entry: StoredEntry): string | undefined {
  const name = `${entry.ch} ${entry.type} ${entry.subject ?? ''}`;
  if (entry.type === 'item.killed') return name;
  if (entry.type === 'item.taken') return `${name} ${JSON.stringify(dataOf(entry)['takenAt'])}`;
  if (entry.type !== 'receipt') return undefined;
  const { ref, state } = dataOf(entry);
  return `${name} ${JSON.stringify([ref, state])}`;
}

export function dataOf({ jws }: StoredEntry): JsonObject {
  const [, payload = ''] = jws.split('.');
  const read = readStrictJson(Buffer.from(payload, 'base64url').toString('utf8'));
  const data = read.ok && isJsonObject(read.value) ? read.value['data'] : undefined;
  return isJsonObject(data) ? data : {};
}
