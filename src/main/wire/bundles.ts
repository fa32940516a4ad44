import {
  checkBundle,
  senderOfBundle,
  type BundleRefusal,
  type CheckedBundle,
  type ReadBundle,
  type ReadBundleRefusal,
} from '#app/channel/check-bundle.ts';
import {
  gatherBundle,
  type BundleOrder,
  type WriteBundleRefusal,
  type WrittenBundle,
} from '#app/channel/gather-bundle.ts';
import { acceptCursor } from '#app/channel/serve-channel.ts';
import { takeInPage } from '#app/channel/take-in-page.ts';
import { fetchPictures } from '#app/take/fetch-pictures.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { readEntriesPage } from '#formats/bundle/bundle-member.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { readItemUri } from '#formats/ninjs/item-uri.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { BundleFiles, BundleParts } from '#ports/bundle-files.ts';
import { entryEffects } from './entry-effects.ts';
import { objectDoors } from './object-doors.ts';
import type { ExchangeTools } from './exchange-tools.ts';
import { broughtTools, fetchAwaited } from './fetch-awaited.ts';

export type BundleTools = ExchangeTools & { readonly bundleFiles: BundleFiles };

type By = { readonly agency: Agency; readonly personId: string; readonly at: Instant };

/** Writes into a file what the partner has not acknowledged of our channel, or all after a position that is named. */
export async function writeBundle(
  tools: BundleTools,
  { agency, personId, at }: By,
  { partnerDid, file, after }: BundleOrder,
): Promise<Result<WrittenBundle, WriteBundleRefusal>> {
  const partner = await tools.transact(agency.id, ({ partners }) => partners.find(partnerDid));
  if (partner?.state !== 'pinned') return refuse({ code: 'partner-not-pinned' });
  const caller = { agency, partnerDid };
  return tools.bundleFiles.withParts(async (parts) => {
    const needs = { ...tools, ...objectDoors(tools), at };
    const gathered = await gatherBundle(needs, caller, parts, after);
    if (!gathered.ok) return gathered;
    const { manifest, ...laid } = gathered.value;
    const packed = await tools.bundleFiles.pack(file, manifest, parts);
    if (!packed.ok) return packed;
    const facts = { entries: laid.entries, objects: laid.objects, blobs: laid.blobs };
    await tools.transact(agency.id, ({ activities }) =>
      activities.record({ at, what: 'bundle-written', subject: partnerDid, facts, personId }),
    );
    return accept({ ...laid, bytes: packed.value });
  });
}

/**
 * Takes a bundle in as if its partner had been asked over HTTP: the pages of entries, then what was waited for by digest, with
 * the file in the place of the partner's node. All of it is checked before anything is taken in; read again it changes
 * nothing.
 */
export async function readBundle(
  tools: BundleTools,
  by: By,
  file: string,
): Promise<Result<ReadBundle, ReadBundleRefusal>> {
  return tools.bundleFiles.withParts(async (parts) => {
    const from = await unpack(tools, by, file, parts);
    if (!from.ok) return from;
    const { partner, manifest: signed } = from.value;
    const to = { agency: by.agency, partner, at: by.at };
    const ch = channelIdOf(partner.did, by.agency.did, tools.hash.sha256);
    const held = await tools.transact(by.agency.id, ({ channels }) => channels.find(ch));
    const position = { epoch: held?.epoch ?? 1, seq: held?.seq ?? 0 };
    const checked = await checkBundle(tools, to, position, { manifest: signed, parts });
    if (!checked.ok) return checked;
    const acknowledged = await heed(tools, to, checked.value);
    const taken = await takeInPages(tools, to, parts, checked.value);
    if (!taken.ok) return taken;
    const fetched = await fetchFrom(tools, to, parts, checked.value);
    await note(tools, by, partner, { ...taken.value, fetched });
    return accept({ partner, ...taken.value, fetched, ...acknowledged });
  });
}

async function unpack(
  tools: BundleTools,
  { agency }: By,
  file: string,
  parts: BundleParts,
): Promise<Result<{ readonly partner: Partner; readonly manifest: string }, BundleRefusal>> {
  let partner: Partner | undefined;
  const manifest = await tools.bundleFiles.unpack(
    file,
    parts,
    async (said): Promise<Result<true, BundleRefusal>> => {
      const did = senderOfBundle(said);
      if (did === undefined) return refuse({ code: 'bundle-unreadable', reason: 'manifest' });
      partner = await tools.transact(agency.id, ({ partners }) => partners.find(did));
      return partner?.state === 'pinned' ? accept(true) : refuse({ code: 'bundle-foreign' });
    },
  );
  if (!manifest.ok) return manifest;
  return partner ? accept({ partner, manifest: manifest.value }) : refuse({ code: 'bundle-foreign' });
}

type To = { readonly agency: Agency; readonly partner: Partner; readonly at: Instant };

/** First what the partner holds of ours: if it holds more than we do, nothing of what follows is answered on a lost position. */
async function heed(
  tools: BundleTools,
  { agency, partner, at }: To,
  { manifest: { cursor } }: CheckedBundle,
): Promise<Pick<ReadBundle, 'acknowledged'>> {
  if (!cursor) return {};
  const ch = channelIdOf(agency.did, partner.did, tools.hash.sha256);
  const caller = { agency, partnerDid: partner.did };
  const heard = await acceptCursor({ ...tools, at }, caller, { ch, ...cursor });
  return heard.ok ? { acknowledged: heard.value.seq } : {};
}

async function takeInPages(
  tools: BundleTools,
  to: To,
  parts: BundleParts,
  { pages, manifest: { head } }: CheckedBundle,
): Promise<Result<Pick<ReadBundle, 'added' | 'position'>, ReadBundleRefusal>> {
  const needs = { ...tools, effects: entryEffects(tools) };
  let { partner } = to;
  let added = 0;
  let position = { epoch: 1, seq: 0 };
  // Without an entry there is still a head, which says that nothing is missing.
  for (const digest of pages.length > 0 ? pages : [undefined]) {
    const bytes = digest && (await parts.read('entries', digest));
    const entries = readEntriesPage(new TextDecoder().decode(bytes));
    const page = { head, entries, more: digest !== pages.at(-1) };
    const taken = await takeInPage(needs, { ...to, partner }, page);
    if (!taken.ok) return refuse({ code: 'bundle-not-taken', reason: taken.error.code });
    ({ partner } = taken.value);
    added += taken.value.added;
    position = { epoch: taken.value.channel.epoch, seq: taken.value.channel.seq };
  }
  return accept({ added, position });
}

/** What was waited for from this partner, now or before; and the pictures of its stories, which cannot be asked for later. */
async function fetchFrom(
  tools: BundleTools,
  to: To,
  parts: BundleParts,
  { subjects }: CheckedBundle,
): Promise<number> {
  const { agency, partner, at } = to;
  let fetched = await fetchAwaited(tools, to, parts.read);
  const bundled = broughtTools(tools, partner.did, parts.read);
  for (const subject of subjects) {
    const name = { provider: partner.did, guid: readItemUri(subject) };
    const item = await tools.transact(agency.id, ({ items }) => items.findByName(name));
    const pictures = item && (await fetchPictures(bundled, { agency, at }, item.id));
    fetched += pictures?.ok ? pictures.value : 0;
  }
  return fetched;
}

async function note(
  tools: BundleTools,
  { agency, personId, at }: By,
  partner: Partner,
  { added, fetched }: Pick<ReadBundle, 'added' | 'fetched'>,
): Promise<void> {
  if (added + fetched === 0) return;
  const facts = { entries: added, fetched };
  await tools.transact(agency.id, ({ activities }) =>
    activities.record({ at, what: 'bundle-read', subject: partner.did, facts, personId }),
  );
}
