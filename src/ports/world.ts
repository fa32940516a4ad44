import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';

/** What time it is; the only way a use case learns it (reliability.md, I13 and I27). */
export type Clock = { readonly now: () => Instant };

/** Fresh names: UUID version 7 in lower case, so that they sort by the time they were made (RFC 9562 §5.7). */
export type Ids = { readonly uuid: () => string };

/** The name of exact bytes. */
export type Hash = { readonly sha256: (bytes: Uint8Array) => Digest };

/** Unguessable bytes: nonces, salts, tokens. */
export type Chance = { readonly bytes: (count: number) => Uint8Array };

/** Are two digests the same? It takes as long whatever they share. */
export type SameDigest = (one: Digest, other: Digest) => boolean;
