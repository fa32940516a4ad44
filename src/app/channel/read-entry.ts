import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import {
  openCompact,
  verifyCompact,
  type JwsUse,
  type SignedText,
  type Verify,
} from '#formats/envelope/compact-jws.ts';
import type { Entry } from '#formats/envelope/entry.ts';
import { parseHead, type Head } from '#formats/envelope/head.ts';
import { parseEntry } from '#formats/envelope/parse-entry.ts';
import type { Hash } from '#ports/world.ts';

export type ReadTools = { readonly verify: Verify<PartnerKey>; readonly hash: Hash };

/** An entry whose signature held under a pinned key, with the hash of its exact text. */
export type VerifiedEntry = { readonly entry: Entry; readonly hash: Digest; readonly jws: string };

/** Why a signed text of a partner is not believed; `because` is the code of the failed check. */
export type UnreadableEntry = { readonly code: 'entry-unreadable' | 'key-unknown'; readonly because: string };

/** Checks form, key and signature, in that order, before the payload is looked into (I17). */
export function readEntry(
  jws: string,
  from: Partner,
  tools: ReadTools,
): Result<VerifiedEntry, UnreadableEntry> {
  const payload = openSigned(jws, 'pactwire-entry+jws', from, tools);
  if (!payload.ok) return payload;
  const entry = parseEntry(payload.value);
  if (!entry.ok) return refuse({ code: 'entry-unreadable', because: entry.error.code });
  return accept({ entry: entry.value, jws, hash: tools.hash.sha256(new TextEncoder().encode(jws)) });
}

export function readHead(jws: string, from: Partner, tools: ReadTools): Result<Head, UnreadableEntry> {
  const payload = openSigned(jws, 'pactwire-head+jws', from, tools);
  if (!payload.ok) return payload;
  const head = parseHead(payload.value);
  return head.ok ? head : refuse({ code: 'entry-unreadable', because: head.error.code });
}

function openSigned(
  jws: string,
  use: JwsUse,
  from: Partner,
  tools: ReadTools,
): Result<SignedText, UnreadableEntry> {
  const opened = openCompact(jws, use);
  if (!opened.ok) return refuse({ code: 'entry-unreadable', because: opened.error.code });
  const key = from.keys.find((pinned) => pinned.role === 'sign' && pinned.kid === opened.value.header.kid);
  if (!key) return refuse({ code: 'key-unknown', because: opened.value.header.kid });
  const payload = verifyCompact(opened.value, key, tools.verify);
  return payload.ok ? payload : refuse({ code: 'entry-unreadable', because: payload.error.code });
}
