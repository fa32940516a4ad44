import { acceptCursor, readChannel, type Caller } from '#app/channel/serve-channel.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { isBefore, type Position } from '#kernel/position.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { EntryPage, PartnerAddress, PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import type { Link } from '#worker/read-channels.ts';
import { tailOf } from './bring-tail.ts';
import type { ExchangeTools } from './exchange-tools.ts';
import { objectDoors } from './object-doors.ts';

/** What one request may carry; the door takes a mebibyte. */
const MOST_CHARACTERS = 768 * 1024;
const PAGE_LIMIT = 500;
const PART_BYTES = 512 * 1024;
const BLOB_SECONDS = 10;

/**
 * Brings the partner what it does not hold of our channel: all entries first, so that a kill is there before any text is,
 * then the objects that it waits for, and blobs. With nothing new it is brought the head, by which it knows that nothing is missing.
 */
export async function deposit(
  tools: ExchangeTools,
  { agency, partner }: Link,
): Promise<Result<true, PartnerRefusal>> {
  const ch = channelIdOf(agency.did, partner.did, tools.hash.sha256);
  const to = { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  const caller = { agency, partnerDid: partner.did };
  const ours = await tools.transact(agency.id, ({ channels }) => channels.find(ch));
  if (!ours) return accept(true);
  const back = await tools.partnerNode.ownEntries(to, { ch, epoch: ours.epoch, after: ours.seq, limit: 1 });
  if (!back.ok) return back;
  let position: Position = back.value.cursor;
  for (;;) {
    const page = await pageAfter(tools, caller, ch, position);
    // It holds what we have lost: that is got back where we read its channel.
    if (!page) return accept(true);
    const { head, entries, more } = page;
    const done = await bring(tools, { caller, to, ch, head }, entries);
    if (!done.ok) return done;
    const { cursor, wanted } = done.value;
    if (cursor.hash !== null)
      await acceptCursor({ ...tools, at: tools.clock.now() }, caller, { ...cursor, hash: cursor.hash, ch });
    if (!more || !isBefore(position, cursor)) return bringObjects(tools, { caller, to, ch, head }, wanted);
    position = cursor;
  }
}

/** The entries; a partner whose restored database waits for its own tail is brought that before it takes them. */
async function bring(
  tools: ExchangeTools,
  { caller, to, ch, head }: Place,
  entries: readonly string[],
): ReturnType<PartnerNode['deposit']> {
  let before: Position | undefined;
  for (;;) {
    const done = await tools.partnerNode.deposit(to, ch, { head, entries, objects: [] });
    const tail = done.ok ? undefined : done.error.tail;
    if (done.ok || !tail || (before && !isBefore(before, tail))) return done;
    before = tail;
    const back = await tools.partnerNode.deposit(to, ch, {
      head,
      entries: [],
      ...(await tailOf(tools, caller, tail)),
    });
    if (!back.ok && !back.error.tail) return back;
  }
}

/** As it would be given over HTTP, as much as one request carries. */
async function pageAfter(
  tools: ExchangeTools,
  caller: Caller,
  ch: string,
  { epoch, seq }: Position,
): Promise<EntryPage | undefined> {
  const serving = { ...tools, at: tools.clock.now() };
  const ask = (in_: number, after: number) =>
    readChannel(serving, caller, { ch, epoch: in_, after, limit: PAGE_LIMIT });
  const asked = await ask(epoch, seq);
  const isOver = !asked.ok && asked.error.code === 'epoch-changed';
  const page = isOver && 'epoch' in asked.error ? await ask(asked.error.epoch, 0) : asked;
  if (!page.ok) return undefined;
  const entries = within(page.value.entries);
  return { ...page.value, entries, more: page.value.more || entries.length < page.value.entries.length };
}

type Place = {
  readonly caller: Caller;
  readonly to: PartnerAddress;
  readonly ch: string;
  readonly head: string;
};

/** What the partner waits for, as long as there is something of it that may still leave and was not brought before. */
async function bringObjects(
  tools: ExchangeTools,
  { caller, to, ch, head }: Place,
  first: readonly string[],
): Promise<Result<true, PartnerRefusal>> {
  const { serveObject } = objectDoors(tools);
  const tried = new Set<string>();
  let wanted = first;
  for (;;) {
    const texts: string[] = [];
    for (const digest of wanted.filter((one) => !tried.has(one))) {
      const object = await serveObject(caller, digest);
      const next = object.ok ? [...texts, object.value.text] : texts;
      if (within(next).length < next.length) break;
      tried.add(digest);
      texts.splice(0, texts.length, ...next);
    }
    if (texts.length === 0) return bringBlobs(tools, { caller, to, ch }, wanted);
    const done = await tools.partnerNode.deposit(to, ch, { head, entries: [], objects: texts });
    // One that is larger than a request may be stays behind, and holds up no other.
    if (!done.ok && done.error.status !== 413) return done;
    if (done.ok) ({ wanted } = done.value);
  }
}

/**
 * Pictures and papers that the partner waits for, as far as they may leave. After ten seconds the rest waits for the next time:
 * what is said meanwhile goes first.
 */
async function bringBlobs(
  tools: ExchangeTools,
  place: Omit<Place, 'head'>,
  wanted: readonly string[],
): Promise<Result<true, PartnerRefusal>> {
  const { serveBlob } = objectDoors(tools);
  const until = plusSeconds(tools.clock.now(), BLOB_SECONDS);
  for (const text of wanted) {
    const digest = parseDigest(text);
    const blob = digest && (await serveBlob(place.caller, digest));
    if (!digest || !blob?.ok) continue;
    const done = await bringBlob(tools, place, { digest, bytes: blob.value.bytes }, until);
    // One that it does not wait for any more holds up no other.
    if (!done.ok && done.error.code !== 'partner-refused') return done;
  }
  return accept(true);
}

/** In parts, from where it has come to there. What the partner dropped, or another process brings at once, is brought the next time. */
async function bringBlob(
  { partnerNode, clock }: ExchangeTools,
  { to, ch }: Omit<Place, 'head'>,
  { digest, bytes }: { readonly digest: Digest; readonly bytes: Uint8Array },
  until: Instant,
): Promise<Result<number, PartnerRefusal>> {
  const size = bytes.length;
  const bring = (at: number, end: number) =>
    partnerNode.bringBlob(to, ch, { digest, size, at, bytes: bytes.subarray(at, end) });
  let have = await bring(0, 0);
  while (have.ok && have.value < size && clock.now() <= until) {
    const before = have.value;
    have = await bring(before, before + PART_BYTES);
    if (have.ok && have.value <= before) break;
  }
  return have;
}

/** From the beginning what fits into one request, escaped as JSON; the first goes in any case. */
function within(texts: readonly string[]): readonly string[] {
  let characters = 0;
  const end = texts.findIndex((text) => (characters += JSON.stringify(text).length) > MOST_CHARACTERS);
  return end === -1 ? texts : texts.slice(0, Math.max(end, 1));
}
