import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Position } from '#kernel/position.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { BUNDLE_LIMITS, digestsIn, listMembers, printEntriesPage } from '#formats/bundle/bundle-member.ts';
import { printManifest, type BundleManifest } from '#formats/bundle/bundle-manifest.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import type { BundleParts, BundleTooLarge } from '#ports/bundle-files.ts';
import type { Channel, StoredObject } from '#ports/channel-store.ts';
import { ourselves } from './own-keys.ts';
import { readEntry, type ReadTools, type VerifiedEntry } from './read-entry.ts';
import { readChannel, type Caller, type ChannelRefusal, type ServeNeeds } from './serve-channel.ts';

type Unknown = { readonly code: 'object-unknown' };
type NotServed = Unknown | { readonly code: 'object-away' };

export type GatherNeeds = ServeNeeds &
  ReadTools & {
    readonly keysOf: (agencyId: string) => readonly PartnerKey[];
    /** What the partner would be given over HTTP now, and nothing else. */
    readonly serveObject: (caller: Caller, digest: string) => Promise<Result<StoredObject, Unknown>>;
    readonly serveBlob: (
      caller: Caller,
      digest: string,
    ) => Promise<Result<{ readonly bytes: Uint8Array }, NotServed>>;
  };

export type GatherRefusal = ChannelRefusal | { readonly code: 'bundle-after-unknown'; readonly seq: number };

/** What was laid out for the partner. `blobsLeftOut`: for them there was no room. */
export type Gathered = {
  readonly manifest: string;
  readonly after: Position;
  readonly entries: number;
  readonly objects: number;
  readonly blobs: number;
  readonly blobsLeftOut: number;
};

/** For which partner, into which file, and after which entry if not after what it has acknowledged. */
export type BundleOrder = { readonly partnerDid: string; readonly file: string; readonly after?: number };
export type WrittenBundle = Omit<Gathered, 'manifest'> & { readonly bytes: number };
export type WriteBundleRefusal =
  | GatherRefusal
  | BundleTooLarge
  | { readonly code: 'partner-not-pinned' | 'bundle-file-refused' };

const PAGE_LIMIT = 1000;

/**
 * Lays out for a partner what it would get of our channel over HTTP, by the same use cases: entries to the letter up to the
 * head, the objects they name, and the blobs these name. It begins after what the partner has acknowledged, or after the
 * position that is asked for.
 */
export async function gatherBundle(
  needs: GatherNeeds,
  caller: Caller,
  parts: BundleParts,
  asked?: number,
): Promise<Result<Gathered, GatherRefusal>> {
  const begun = await begin(needs, caller, asked);
  if (!begun.ok) return begun;
  const { signingKey, ...from } = begun.value;
  const laid = await layEntries(needs, caller, parts, from);
  if (!laid.ok) return laid;
  const { head, entries, blobs } = laid.value;
  const rest = await layBlobs(needs, caller, parts, blobs);
  const members = parts.list();
  const contents = needs.hash.sha256(new TextEncoder().encode(listMembers(members)));
  const signer = needs.entrySigner(caller.agency.id, signingKey);
  const manifest = signCompact(
    { kid: signer.kid, typ: 'pactwire-bundle+jws' },
    printManifest({ ...from, head, members: members.length, contents }),
    signer.sign,
  );
  const objects = members.filter(({ part }) => part === 'objects').length;
  return accept({ manifest, after: from.after, entries, objects, ...rest });
}

type Begun = Pick<BundleManifest, 'ch' | 'after' | 'cursor'> & Pick<Channel, 'signingKey'>;

/** Where the bundle begins, and how far we hold the partner's own channel. */
async function begin(
  needs: GatherNeeds,
  { agency, partnerDid }: Caller,
  asked: number | undefined,
): Promise<Result<Begun, GatherRefusal>> {
  const ch = channelIdOf(agency.did, partnerDid, needs.hash.sha256);
  const theirs = channelIdOf(partnerDid, agency.did, needs.hash.sha256);
  const [ours, held] = await needs.transact(agency.id, async ({ channels }) => [
    await channels.find(ch),
    await channels.find(theirs),
  ]);
  if (!ours) return refuse({ code: 'channel-unknown' });
  const { epoch, seq, partnerSeq, signingKey } = ours;
  const from = asked ?? partnerSeq;
  // Asked of the use case it would be believed: a reader that is ahead holds what we have lost.
  if (from > seq) return refuse({ code: 'bundle-after-unknown', seq });
  const after = from === 0 ? { epoch: 1, seq: 0 } : { epoch, seq: from };
  const cursor = held?.hash && { epoch: held.epoch, seq: held.seq, hash: held.hash };
  return accept({ ch, after, ...(cursor ? { cursor } : {}), ...(signingKey ? { signingKey } : {}) });
}

/** Pages of entries one after the other, each with the objects that it names; gives what these name in their turn. */
async function layEntries(
  needs: GatherNeeds,
  caller: Caller,
  parts: BundleParts,
  { ch, after }: Pick<Begun, 'ch' | 'after'>,
): Promise<
  Result<
    { readonly head: string; readonly entries: number; readonly blobs: ReadonlySet<Digest> },
    GatherRefusal
  >
> {
  const blobs = new Set<Digest>();
  let entries = 0;
  let { epoch, seq } = after;
  for (;;) {
    const page = await readChannel(needs, caller, { ch, epoch, after: seq, limit: PAGE_LIMIT });
    if (!page.ok) {
      if (page.error.code !== 'epoch-changed') return page;
      ({ epoch, seq } = { epoch: page.error.epoch, seq: 0 });
      continue;
    }
    const { head, entries: texts, more } = page.value;
    if (texts.length > 0) await parts.add('entries', new TextEncoder().encode(printEntriesPage(texts)));
    for (const digest of await layObjects(needs, caller, parts, texts)) blobs.add(digest);
    entries += texts.length;
    seq += texts.length;
    if (!more) return accept({ head, entries, blobs });
  }
}

async function layObjects(
  needs: GatherNeeds,
  caller: Caller,
  parts: BundleParts,
  texts: readonly string[],
): Promise<readonly Digest[]> {
  const self = ourselves(needs, caller.agency);
  const named: Digest[] = [];
  for (const jws of texts) {
    const read = readEntry(jws, self, needs);
    for (const digest of read.ok ? documentsOf(read.value) : []) {
      const object = await needs.serveObject(caller, digest);
      if (!object.ok) continue;
      if (read.ok && read.value.entry.obj)
        await parts.add('objects', new TextEncoder().encode(object.value.text));
      named.push(...digestsIn(object.value.text));
    }
  }
  return named;
}

/** The object of an entry, or the document whose paper text it says is here now. */
function documentsOf({ entry: { obj, type, data } }: VerifiedEntry): readonly string[] {
  if (obj) return [obj.digest];
  const { digest } = data;
  return type === 'agreement.paper' && typeof digest === 'string' ? [digest] : [];
}

/** Room is kept for all else: a kill must not stay behind for a picture's sake. */
const MOST_BLOB_BYTES = BUNDLE_LIMITS.bytes * 0.75;

async function layBlobs(
  { serveBlob }: GatherNeeds,
  caller: Caller,
  parts: BundleParts,
  digests: ReadonlySet<Digest>,
): Promise<Pick<Gathered, 'blobs' | 'blobsLeftOut'>> {
  let [bytes, blobs, blobsLeftOut] = [0, 0, 0];
  for (const digest of digests) {
    const blob = await serveBlob(caller, digest);
    if (!blob.ok) continue;
    const { length } = blob.value.bytes;
    const isLeftOut = length > BUNDLE_LIMITS.memberBytes.blobs || bytes + length > MOST_BLOB_BYTES;
    if (!isLeftOut) await parts.add('blobs', blob.value.bytes);
    bytes += isLeftOut ? 0 : length;
    blobs += isLeftOut ? 0 : 1;
    blobsLeftOut += isLeftOut ? 1 : 0;
  }
  return { blobs, blobsLeftOut };
}
