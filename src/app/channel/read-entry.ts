import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { maySignAt } from '#domain/newsroom/key-validity.ts';
import {
  openCompact,
  payloadText,
  verifyCompact,
  type JwsUse,
  type SignedText,
  type Verify,
} from '#formats/envelope/compact-jws.ts';
import type { Entry } from '#formats/envelope/entry.ts';
import { parseHead, type Head } from '#formats/envelope/head.ts';
import { judgeEntryText, parseEntry } from '#formats/envelope/parse-entry.ts';
import type { ChannelId } from '#formats/envelope/channel-id.ts';
import type { StoredEntry } from '#ports/channel-store.ts';
import type { Hash } from '#ports/world.ts';

export type ReadTools = { readonly verify: Verify<PartnerKey>; readonly hash: Hash };

/** An entry whose signature held under a pinned key, with the hash of its exact text. */
export type VerifiedEntry = {
  readonly entry: Entry;
  readonly hash: Digest;
  readonly jws: string;
  /** The key that signed it. */
  readonly kid: string;
};

/** Why a signed text of a partner is not believed; `because` is the code of the failed check. */
export type UnreadableEntry = {
  readonly code: 'entry-unreadable' | 'key-unknown' | 'key-out-of-place' | 'key-change-refused';
  readonly because: string;
};

/**
 * Checks form, key and signature, in that order, before the payload is looked into (I17); then that the key was good at the
 * position where the entry stands.
 */
export function readEntry(
  jws: string,
  from: Partner,
  tools: ReadTools,
): Result<VerifiedEntry, UnreadableEntry> {
  const payload = openSigned(jws, 'pactwire-entry+jws', from, tools);
  if (!payload.ok) return payload;
  const { text, key } = payload.value;
  const entry = parseEntry(text);
  if (!entry.ok) return refuse({ code: 'entry-unreadable', because: entry.error.code });
  const isInPlace =
    key.role === 'recovery' ? entry.value.type === 'key.revoked' : maySignAt(key, entry.value);
  if (!isInPlace) return refuse({ code: 'key-out-of-place', because: key.kid });
  const hash = tools.hash.sha256(new TextEncoder().encode(jws));
  return accept({ entry: entry.value, jws, hash, kid: key.kid });
}

/** A head is signed by the key that would sign the next entry. */
export function readHead(jws: string, from: Partner, tools: ReadTools): Result<Head, UnreadableEntry> {
  const payload = openSigned(jws, 'pactwire-head+jws', from, tools);
  if (!payload.ok) return payload;
  const { text, key } = payload.value;
  const head = parseHead(text);
  if (!head.ok) return refuse({ code: 'entry-unreadable', because: head.error.code });
  const next = { epoch: head.value.epoch, seq: head.value.seq + 1 };
  return maySignAt(key, next) ? head : refuse({ code: 'key-out-of-place', because: key.kid });
}

/** An entry of our own as it lies in the store, where its signature was made or checked. */
export function readOwn({ jws }: Pick<StoredEntry, 'jws'>): Omit<Entry, 'wireType'> {
  const opened = openCompact(jws, 'pactwire-entry+jws');
  const read = judgeEntryText(opened.ok ? payloadText(opened.value) : '');
  if (!read.ok) throw new Error(`a stored entry of ours cannot be read: ${read.error.code}`);
  return read.value;
}

function openSigned(
  jws: string,
  use: JwsUse,
  from: Partner,
  tools: ReadTools,
): Result<{ readonly text: SignedText; readonly key: PartnerKey }, UnreadableEntry> {
  const opened = openCompact(jws, use);
  if (!opened.ok) return refuse({ code: 'entry-unreadable', because: opened.error.code });
  const key = from.keys.find(
    ({ role, kid }) => (role === 'sign' || role === 'recovery') && kid === opened.value.header.kid,
  );
  if (!key) return refuse({ code: 'key-unknown', because: opened.value.header.kid });
  const payload = verifyCompact(opened.value, key, tools.verify);
  return payload.ok
    ? accept({ text: payload.value, key })
    : refuse({ code: 'entry-unreadable', because: payload.error.code });
}

/** As it is kept: to the letter, with what it is looked up by. */
export function toStored(ch: ChannelId, { entry, hash, jws }: VerifiedEntry, at: Instant): StoredEntry {
  return {
    ch,
    epoch: entry.epoch,
    seq: entry.seq,
    id: entry.id,
    hash,
    jws,
    type: entry.wireType,
    ...(entry.subj === undefined ? {} : { subject: entry.subj }),
    ...(entry.obj === undefined ? {} : { objectDigest: entry.obj.digest }),
    storedAt: at,
  };
}
