import type { Result } from '#kernel/result.ts';
import type { Provenance, ProvenanceElsewhere } from '#domain/item/provenance.ts';

/**
 * Why credentials were not read or written. `provenance-unreadable`: there are some, and they are broken. `provenance-unsigned`: no certificate
 * is set up here, or not one that the standard admits.
 */
export type ProvenanceRefusal = {
  readonly code: 'provenance-unreadable' | 'provenance-timeout' | 'provenance-unsigned' | 'provenance-failed';
  readonly detail: string;
};

/** Verifies the Content Credentials of a picture, or says where else they lie; undefined where it has none. Nothing is fetched for it. */
export type ReadProvenance = (
  picture: Uint8Array,
) => Promise<Result<Provenance | ProvenanceElsewhere | undefined, ProvenanceRefusal>>;

/** A picture made from another one, and what was done to it. */
export type Successor = {
  readonly picture: Uint8Array;
  readonly original: Uint8Array;
  readonly title: string;
  /** After `c2pa.opened`, which is always said. */
  readonly actions: readonly ('c2pa.cropped' | 'c2pa.resized' | 'c2pa.transcoded' | 'c2pa.edited.metadata')[];
};

/**
 * Signs a picture as the successor of another, whose own credentials, whatever they are worth, go with it as its ingredient. Refused
 * with `provenance-unsigned` where this node has no certificate; the picture then goes out without credentials.
 */
export type SignSuccessor = (successor: Successor) => Promise<Result<Uint8Array, ProvenanceRefusal>>;
