import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { ChannelId } from './channel-id.ts';

/** Every entry type that PXP/1 knows. */
export const ENTRY_TYPES = [
  'channel.opened',
  'channel.closed',
  'agreement.proposed',
  'agreement.accepted',
  'agreement.amended',
  'agreement.withdrawn',
  'agreement.commented',
  'agreement.paper',
  'agreement.suspended',
  'agreement.resumed',
  'agreement.notice',
  'agreement.terminated',
  'agreement.cured',
  'agreement.contested',
  'commitment.fulfilled',
  'commitment.answered',
  'commitment.withdrawn',
  'item.offered',
  'item.updated',
  'item.corrected',
  'item.killed',
  'item.withheld',
  'item.released',
  'item.withdrawn',
  'item.restricted',
  'item.taken',
  'translation.made',
  'use.overridden',
  'usage.reported',
  'drill.offered',
  'drill.killed',
  'receipt',
  'key.pledged',
  'key.rotated',
  'key.revoked',
  'plan.shared',
  'glossary.shared',
  'note',
] as const;

export type EntryType = (typeof ENTRY_TYPES)[number];

/** An object that an entry speaks of, by the digest of its canonical bytes; it is fetched apart. */
export type ObjectRef = { readonly digest: Digest; readonly size: number; readonly mediaType: string };

/** The acknowledgement that the publisher wants, and the moment by which the agreement says it is due. */
export type ReceiptRequest = { readonly receipt: 'received' | 'applied'; readonly by?: Instant };

/** Where an entry stands: `seq` is 1, 2, 3 … without holes within (`ch`, `epoch`). */
export type EntryPosition = {
  readonly ch: ChannelId;
  /** Raised only when the publisher lost its tail and could not get it back. */
  readonly epoch: number;
  readonly seq: number;
  /** Hash of the entry before; null only at seq 1. */
  readonly prev: Digest | null;
};

/** What an entry says, whatever its type. */
export type EntryBody = {
  /** `urn:uuid:` of version 7; the idempotency key. */
  readonly id: string;
  readonly iss: string;
  readonly aud: string;
  /** Informative: the order is that of `seq`. */
  readonly time: Instant;
  /** Digests of the agreements under which this is sent; empty when none is needed. */
  readonly agr: readonly Digest[];
  /** URI of the item that the entry is about. */
  readonly subj?: string;
  readonly obj?: ObjectRef;
  readonly req?: ReceiptRequest;
  /** A reader that does not know the type must stop publishing from this channel and call a person. */
  readonly crit: boolean;
  /** Per type; at most 32 KiB as JSON. */
  readonly data: JsonObject;
  /** Keys are reverse DNS names or URIs; kept and ignored. */
  readonly ext?: JsonObject;
};

/** An entry about to be written. */
export type EntryDraft = EntryBody & EntryPosition & { readonly type: EntryType };

/** An entry as read. `unknown` stands for every type that this version does not know; `wireType` is its name. */
export type Entry = EntryBody &
  EntryPosition & {
    readonly type: EntryType | 'unknown';
    readonly wireType: string;
    /** Members that version 1 does not name: kept, never acted on. */
    readonly unread?: JsonObject;
  };

export function isEntryType(text: string): text is EntryType {
  return ENTRY_TYPES.some((type) => type === text);
}

/** The payload text to sign, members in the order of the protocol's document, absent ones left out. */
export function printEntry(draft: EntryDraft): string {
  const { id, ch, epoch, seq, prev, iss, aud, type, time, agr, subj, obj, req, crit, data, ext } = draft;
  return JSON.stringify({
    v: 1,
    id,
    ch,
    epoch,
    seq,
    prev,
    iss,
    aud,
    type,
    time,
    agr: agr.length > 0 ? agr : undefined,
    subj,
    obj,
    req,
    crit: crit ? true : undefined,
    data: Object.keys(data).length > 0 ? data : undefined,
    ext,
  });
}
