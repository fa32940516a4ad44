import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { isBefore, type Position } from '#kernel/position.ts';
import { isJsonObject } from '#kernel/json.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { listMembers, readEntriesPage } from '#formats/bundle/bundle-member.ts';
import { parseManifest, type BundleManifest } from '#formats/bundle/bundle-manifest.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { openCompact, verifyCompact, type JwsUse } from '#formats/envelope/compact-jws.ts';
import type { Head } from '#formats/envelope/head.ts';
import { nextPosition, type HeldChannel } from '#formats/envelope/next-position.ts';
import type { BundleFault, BundleParts } from '#ports/bundle-files.ts';
import { readHead, type ReadTools, type VerifiedEntry } from './read-entry.ts';
import { readEntries } from './receive-page.ts';

export type BundleRefusal =
  | BundleFault
  /** Not from a partner whose keys are pinned, or not for this agency. */
  | { readonly code: 'bundle-foreign' }
  /** A signature does not hold, or what was signed does not fit together. */
  | { readonly code: 'bundle-not-believed'; readonly reason: string }
  /** The entries between what we hold and where the bundle begins are missing. */
  | { readonly code: 'bundle-gap'; readonly have: Position; readonly after: Position };

/** A bundle all of whose signatures hold, and whose entries follow each other from where we stand, or before, to its head. */
export type CheckedBundle = {
  readonly manifest: BundleManifest;
  /** Names of the pages of entries, in their order. */
  readonly pages: readonly Digest[];
  /** The items that the entries are about. */
  readonly subjects: ReadonlySet<string>;
};

/** What became of a bundle. */
export type ReadBundle = {
  readonly partner: Partner;
  /** Entries that were new here; with none of them nothing has changed. */
  readonly added: number;
  /** How far we hold the channel now. */
  readonly position: Position;
  /** Texts, pictures and papers that were waited for and have come. */
  readonly fetched: number;
  /** Up to where the partner says that it holds our channel, if it says so. */
  readonly acknowledged?: number;
};

export type ReadBundleRefusal =
  | BundleRefusal
  /** The channel does not go on here; over the network it would not either. */
  | { readonly code: 'bundle-not-taken'; readonly reason: string };

type To = { readonly agency: Agency; readonly partner: Partner; readonly at: Instant };

/** Whose key says to have signed a manifest. Nothing is believed yet. */
export function senderOfBundle(manifest: string): string | undefined {
  return signerOf(manifest, 'pactwire-bundle+jws')?.split('#')[0];
}

function signerOf(jws: string, use: JwsUse): string | undefined {
  const opened = openCompact(jws, use);
  return opened.ok ? opened.value.header.kid : undefined;
}

/**
 * Looks a whole bundle through before anything of it is taken in: each entry under the keys that those before it leave the
 * partner with, then head and manifest under the keys at the end, as over HTTP a head is believed. `held`: how far we hold
 * the channel.
 */
export async function checkBundle(
  tools: ReadTools,
  to: To,
  held: Position,
  { manifest: signed, parts }: { readonly manifest: string; readonly parts: BundleParts },
): Promise<Result<CheckedBundle, BundleRefusal>> {
  const walked = await walk(tools, to, parts);
  if (!walked.ok) return walked;
  const { partner, first, pages, subjects } = walked.value;
  const read = readManifest(signed, partner, tools);
  if (!read.ok) return read;
  const manifest = read.value;
  if (manifest.ch !== channelIdOf(to.partner.did, to.agency.did, tools.hash.sha256))
    return refuse({ code: 'bundle-foreign' });
  const listed = parts.list();
  if (listed.length < manifest.members) return refuse({ code: 'bundle-cut-off' });
  if (tools.hash.sha256(new TextEncoder().encode(listMembers(listed))) !== manifest.contents)
    return notBelieved('contents');
  // One key speaks for where the channel stands and for what of it is brought.
  if (signerOf(manifest.head, 'pactwire-head+jws') !== signerOf(signed, 'pactwire-bundle+jws'))
    return notBelieved('signer');
  const head = readHead(manifest.head, partner, tools);
  if (!head.ok) return notBelieved(head.error.code);
  if (!reaches(walked.value, manifest, head.value)) return notBelieved('head');
  return isGapBefore(held, manifest.after, first)
    ? refuse({ code: 'bundle-gap', have: held, after: manifest.after })
    : accept({ manifest, pages, subjects });
}

/** Whether the entries go from where the manifest says to the head; the first of a later epoch follows all before it. */
function reaches({ first, last }: Walked, { ch, after }: BundleManifest, head: Head): boolean {
  const start = first ? placeBefore(first) : after;
  const end = last ? placeOf(last) : { ...after, hash: head.hash };
  const begins = isAt(start, after) || (start.seq === 0 && isBefore(after, start));
  return begins && head.ch === ch && isAt(head, end) && head.hash === end.hash;
}

type Walked = Pick<CheckedBundle, 'pages'> & {
  readonly subjects: Set<string>;
  /** The partner under the keys that the entries leave it with. */
  readonly partner: Partner;
  readonly first?: VerifiedEntry;
  readonly last?: VerifiedEntry;
};

/** It is not from this partner to this agency. */
const MISDIRECTED = new Set(['wrong-iss', 'wrong-aud', 'wrong-channel']);

/** Every entry in its turn, page by page. */
async function walk(tools: ReadTools, to: To, parts: BundleParts): Promise<Result<Walked, BundleRefusal>> {
  const pages = parts.list().flatMap(({ part, digest }) => (part === 'entries' ? [digest] : []));
  const { did: iss } = to.partner;
  const ends = { iss, aud: to.agency.did, ch: channelIdOf(iss, to.agency.did, tools.hash.sha256) };
  let walked: Walked = { pages, subjects: new Set(), partner: to.partner };
  for (const digest of pages) {
    const texts = readEntriesPage(new TextDecoder().decode(await parts.read('entries', digest)));
    const read = readEntries(tools, { partner: walked.partner, at: to.at }, texts);
    if (read.unreadable) return notBelieved(read.unreadable.code);
    for (const received of read.entries) {
      const { last } = walked;
      const next = nextPosition({ ...ends, ...(last ? placeOf(last) : placeBefore(received)) }, received);
      if (!next.ok && MISDIRECTED.has(next.error.code)) return refuse({ code: 'bundle-foreign' });
      if (!next.ok || next.value.step === 'repeat') return notBelieved('chain');
      walked = { ...walked, first: walked.first ?? received, last: received };
      const { subj, type } = received.entry;
      if (subj !== undefined && type.startsWith('item.')) walked.subjects.add(subj);
    }
    walked = { ...walked, partner: read.partner };
  }
  return accept(walked);
}

type Place = Pick<HeldChannel, 'epoch' | 'seq' | 'hash'>;

function placeOf({ entry: { epoch, seq }, hash }: VerifiedEntry): Place {
  return { epoch, seq, hash };
}

function placeBefore({ entry: { epoch, seq, prev } }: VerifiedEntry): Place {
  return { epoch, seq: seq - 1, hash: prev };
}

function readManifest(
  jws: string,
  { keys }: Partner,
  { verify }: ReadTools,
): Result<BundleManifest, BundleRefusal> {
  const opened = openCompact(jws, 'pactwire-bundle+jws');
  if (!opened.ok) return refuse({ code: 'bundle-unreadable', reason: 'manifest' });
  const key = keys.find(({ role, kid }) => role === 'sign' && kid === opened.value.header.kid);
  if (!key) return notBelieved('key-unknown');
  const text = verifyCompact(opened.value, key, verify);
  if (!text.ok) return notBelieved(text.error.code);
  const manifest = parseManifest(text.value);
  if (!manifest) return refuse({ code: 'bundle-unreadable', reason: 'manifest' });
  return accept(manifest);
}

/** Whether entries lie between what we hold and the bundle: also those that a new epoch says went before it. */
function isGapBefore(held: Position, after: Position, first: VerifiedEntry | undefined): boolean {
  if (after.epoch === held.epoch || after.seq > 0) return isBefore(held, after);
  const previous = first?.entry.data['previous'];
  const { epoch, seq } = isJsonObject(previous) ? previous : {};
  return epoch === held.epoch && typeof seq === 'number' && seq > held.seq;
}

function isAt(one: Position, other: Position): boolean {
  return one.epoch === other.epoch && one.seq === other.seq;
}

function notBelieved(reason: string): Result<never, BundleRefusal> {
  return refuse({ code: 'bundle-not-believed', reason });
}
