import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { instantOf } from '#kernel/instant.ts';
import type { Chance, Clock, Hash, Ids, SameDigest } from '#ports/world.ts';

export const systemClock: Clock = { now: () => instantOf(Date.now()) };

export const nodeHash: Hash = { sha256: (bytes) => digestOf(createHash('sha256').update(bytes).digest()) };

export const sameDigest: SameDigest = (one, other) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

export const systemChance: Chance = { bytes: (count) => new Uint8Array(randomBytes(count)) };

export const systemIds: Ids = { uuid: () => uuidV7(Date.now(), randomBytes(10)) };

/** The 32 bytes of a SHA-256 as the name of what was hashed. */
export function digestOf(sha256: Buffer): Digest {
  const digest = parseDigest(`sha-256:${sha256.toString('base64url')}`);
  if (!digest) throw new Error(`a SHA-256 has 32 bytes, not ${sha256.length}`);
  return digest;
}

/** 48 bits of milliseconds, then version, variant and 74 random bits (RFC 9562 §5.7). */
export function uuidV7(milliseconds: number, random: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
