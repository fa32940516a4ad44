import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { isDistrustedAt } from '#domain/newsroom/key-validity.ts';
import type { ChannelReader, ObjectStore } from '#ports/channel-store.ts';
import type { PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { EntryArrival, ObjectEffects } from './entry-effect.ts';
import { readEntry, type ReadTools, type VerifiedEntry } from './read-entry.ts';

type FetchStores = {
  readonly channels: ChannelReader;
  readonly objects: ObjectStore;
  readonly partners: PartnerStore;
};

export type FetchObjectNeeds<Stores extends FetchStores> = ReadTools & {
  readonly transact: Transact<Stores>;
  readonly partnerNode: PartnerNode;
  readonly effects: ObjectEffects<Stores>;
  /** Whether what the object is about is over: then it is not asked for any more. */
  readonly isMoot?: (stores: Stores, arrival: EntryArrival) => Promise<boolean>;
  readonly at: Instant;
};

export type FetchObjectRefusal =
  | PartnerRefusal
  | { readonly code: 'object-digest-mismatch' | 'object-not-text' };

/**
 * Gets the object that a stored entry names, checks that its bytes are the named ones, and lets it take effect in one
 * transaction. Fetched again it changes nothing (I2).
 */
export async function fetchObject<Stores extends FetchStores>(
  needs: FetchObjectNeeds<Stores>,
  agency: Agency,
  at: { readonly ch: string; readonly epoch: number; readonly seq: number },
): Promise<Result<'applied' | 'nothing-to-fetch', FetchObjectRefusal>> {
  const known = await needs.transact(agency.id, (stores) => loadEntry(needs, stores, agency, at));
  if (!known?.received.entry.obj) return accept('nothing-to-fetch');
  const { partner, received } = known;
  const { digest } = known.received.entry.obj;
  const address = { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  const bytes = await needs.partnerNode.object(address, digest);
  if (!bytes.ok) return bytes;
  if (needs.hash.sha256(bytes.value) !== digest) return refuse({ code: 'object-digest-mismatch' });
  const objectText = textOf(bytes.value);
  if (objectText === undefined) return refuse({ code: 'object-not-text' });
  await needs.transact(agency.id, async (stores) => {
    const { mediaType } = received.entry.obj ?? { mediaType: 'application/json' };
    await stores.objects.put({ digest, mediaType, text: objectText }, needs.at);
    if (received.entry.type === 'unknown') return;
    await needs.effects[received.entry.type]?.(stores, {
      agency,
      partner,
      received,
      at: needs.at,
      objectText,
    });
  });
  return accept('applied');
}

async function loadEntry<Stores extends FetchStores>(
  needs: FetchObjectNeeds<Stores>,
  stores: Stores,
  agency: Agency,
  at: { readonly ch: string; readonly epoch: number; readonly seq: number },
): Promise<{ readonly partner: Partner; readonly received: VerifiedEntry } | undefined> {
  const channel = await stores.channels.find(at.ch);
  const stored = await stores.channels.entryAt(at.ch, at.epoch, at.seq);
  const partner = channel && (await stores.partners.find(channel.partnerDid));
  if (!stored || !partner) return undefined;
  // What a key in wrong hands has named is asked for no more.
  if (isDistrustedAt(partner.keys, stored)) return undefined;
  const received = readEntry(stored.jws, partner, needs);
  if (!received.ok)
    throw new Error(`a stored entry no longer verifies: ${at.ch} ${at.seq} (${received.error.because})`);
  const known = { partner, received: received.value };
  return (await needs.isMoot?.(stores, { ...known, agency, at: needs.at })) ? undefined : known;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // not UTF-8: the caller refuses it
  }
}
