import { parseDigest, type Digest } from '#kernel/digest.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isChannelId, type ChannelId } from './channel-id.ts';
import type { SignedText } from './compact-jws.ts';
import { readStrictJson } from './strict-json.ts';

/**
 * How far a channel reaches, as its publisher signs it: also when nothing is new, so that a reader can tell silence
 * from loss. `seq` 0 with `hash` null is a channel that was opened on paper only.
 */
export type Head = {
  readonly ch: ChannelId;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: Digest | null;
  readonly asOf: Instant;
};

export type HeadRefusal = { readonly code: 'head-invalid'; readonly at: string };

/** The payload text to sign. */
export function printHead(head: Head): string {
  const { ch, epoch, seq, hash, asOf } = head;
  return JSON.stringify({ v: 1, ch, epoch, seq, hash, asOf });
}

/** Reads a head out of a payload whose signature held (I17). */
export function parseHead(payload: SignedText): Result<Head, HeadRefusal> {
  const json = readStrictJson(payload);
  if (!json.ok || !isJsonObject(json.value) || json.value['v'] !== 1) return invalid('');
  const { ch, epoch, seq, hash, asOf } = json.value;
  if (typeof ch !== 'string' || !isChannelId(ch)) return invalid('/ch');
  if (!isCountFrom(epoch, 1)) return invalid('/epoch');
  if (!isCountFrom(seq, 0)) return invalid('/seq');
  const digest = hashAt(seq, hash);
  if (digest === undefined) return invalid('/hash');
  const at = instantLike(asOf);
  return at === undefined ? invalid('/asOf') : accept({ ch, epoch, seq, hash: digest, asOf: at });
}

function hashAt(seq: number, hash: Json | undefined): Digest | null | undefined {
  if (seq === 0) return hash === null ? null : undefined;
  return typeof hash === 'string' ? parseDigest(hash) : undefined;
}

function instantLike(value: Json | undefined): Instant | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined;
}

function isCountFrom(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

function invalid(at: string): Result<never, HeadRefusal> {
  return refuse({ code: 'head-invalid', at });
}
