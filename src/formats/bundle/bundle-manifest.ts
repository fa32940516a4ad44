import { parseDigest, type Digest } from '#kernel/digest.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import type { Position } from '#kernel/position.ts';
import { isChannelId, type ChannelId } from '#formats/envelope/channel-id.ts';
import type { SignedText } from '#formats/envelope/compact-jws.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';

/** What a bundle says of itself, signed by the channel's publisher. */
export type BundleManifest = {
  readonly ch: ChannelId;
  /** The entries begin with the one after this position. */
  readonly after: Position;
  /** The channel's head, to which the entries reach: a compact JWS. */
  readonly head: string;
  /** How many members follow the manifest, and the digest of their names. */
  readonly members: number;
  readonly contents: Digest;
  /** How far the publisher itself holds the channel of the other direction. */
  readonly cursor?: Position & { readonly hash: Digest };
};

/** The payload text to sign. */
export function printManifest({ ch, after, head, members, contents, cursor }: BundleManifest): string {
  const said = { v: 1, ch, after: positionOf(after), head, members, contents };
  return JSON.stringify(cursor ? { ...said, cursor: { ...positionOf(cursor), hash: cursor.hash } } : said);
}

/** Reads a manifest out of a payload whose signature held (I17); undefined when it is none. */
export function parseManifest(payload: SignedText): BundleManifest | undefined {
  const json = readStrictJson(payload);
  if (!json.ok || !isJsonObject(json.value) || json.value['v'] !== 1) return undefined;
  const { ch, head, members, ...more } = json.value;
  const after = readPosition(more['after']);
  const contents = readDigest(more['contents']);
  const cursor = readCursor(more['cursor']);
  if (typeof ch !== 'string' || !isChannelId(ch) || typeof head !== 'string') return undefined;
  if (!isCount(members) || !after || !contents || cursor === 'invalid') return undefined;
  return { ch, after, head, members, contents, ...(cursor ? { cursor } : {}) };
}

function readCursor(json: Json | undefined): BundleManifest['cursor'] | 'invalid' {
  if (json === undefined) return undefined;
  const position = readPosition(json);
  const hash = isJsonObject(json) ? readDigest(json['hash']) : undefined;
  return position && hash ? { ...position, hash } : 'invalid';
}

function readPosition(json: Json | undefined): Position | undefined {
  const { epoch, seq } = isJsonObject(json) ? json : {};
  return isCount(epoch) && epoch > 0 && isCount(seq) ? { epoch, seq } : undefined;
}

function positionOf({ epoch, seq }: Position): Position {
  return { epoch, seq };
}

function readDigest(json: Json | undefined): Digest | undefined {
  return typeof json === 'string' ? parseDigest(json) : undefined;
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
