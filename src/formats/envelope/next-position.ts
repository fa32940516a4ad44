import type { Digest } from '#kernel/digest.ts';
import { isJsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { ChannelId } from './channel-id.ts';
import type { Entry } from './entry.ts';

/** What a reader holds of one channel: everything up to `seq`, whose hash is `hash` (null at seq 0). */
export type HeldChannel = {
  readonly ch: ChannelId;
  /** The publisher's DID, as pinned. */
  readonly iss: string;
  /** The reader's own DID. */
  readonly aud: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: Digest | null;
};

/** An entry that came in, already verified, with the hash of its compact JWS. */
export type Arrival = {
  readonly entry: Entry;
  readonly hash: Digest;
  /** The hash that this node stores at the entry's own (`epoch`, `seq`), if it has been there before. */
  readonly stored?: Digest;
};

/** What to do with an entry that fits. */
export type NextStep =
  | { readonly step: 'append'; readonly epoch: number; readonly seq: number; readonly hash: Digest }
  /** Held already, byte for byte: answer as the first time, do nothing (I2). */
  | { readonly step: 'repeat' }
  /** The publisher lost its tail, nobody could give it back, and it starts anew. */
  | { readonly step: 'open-epoch'; readonly epoch: number; readonly seq: number; readonly hash: Digest };

export type ChainRefusal =
  | { readonly code: 'wrong-channel'; readonly expected: ChannelId; readonly got: ChannelId }
  | { readonly code: 'wrong-iss'; readonly expected: string; readonly got: string }
  | { readonly code: 'wrong-aud'; readonly expected: string; readonly got: string }
  | { readonly code: 'wrong-epoch'; readonly expected: number; readonly got: number }
  /** Entries in between are missing: ask again after `have`. */
  | { readonly code: 'gap'; readonly have: number; readonly got: number }
  /** Two different signed entries at one place: freeze the channel and keep both as evidence. */
  | { readonly code: 'fork'; readonly seq: number; readonly held: Digest; readonly got: Digest }
  | { readonly code: 'wrong-prev'; readonly expected: Digest | null; readonly got: Digest | null };

/** Whether an entry continues the chain that a reader holds (PXP/1 §Reader; I4: a gap-free prefix, always). */
export function nextPosition(held: HeldChannel, arrival: Arrival): Result<NextStep, ChainRefusal> {
  const { entry, hash } = arrival;
  const misdirected = misdirection(held, entry);
  if (misdirected) return refuse(misdirected);
  if (entry.epoch !== held.epoch) return otherEpoch(held, arrival);
  if (entry.seq <= held.seq) return heldAlready(held, arrival);
  if (entry.seq > held.seq + 1) return refuse({ code: 'gap', have: held.seq, got: entry.seq });
  if (entry.prev !== held.hash) {
    return refuse({ code: 'wrong-prev', expected: held.hash, got: entry.prev });
  }
  return accept({ step: 'append', epoch: entry.epoch, seq: entry.seq, hash });
}

function misdirection(held: HeldChannel, entry: Entry): ChainRefusal | undefined {
  if (entry.aud !== held.aud) return { code: 'wrong-aud', expected: held.aud, got: entry.aud };
  if (entry.iss !== held.iss) return { code: 'wrong-iss', expected: held.iss, got: entry.iss };
  if (entry.ch !== held.ch) return { code: 'wrong-channel', expected: held.ch, got: entry.ch };
  return undefined;
}

function heldAlready(held: HeldChannel, arrival: Arrival): Result<NextStep, ChainRefusal> {
  const { entry, hash } = arrival;
  const stored = arrival.stored ?? (entry.seq === held.seq ? (held.hash ?? undefined) : undefined);
  // A reader holds every entry up to its position; one without a stored hash is a caller that did not look.
  if (stored === undefined) throw new Error(`no stored hash at seq ${entry.seq} of ${entry.ch}`);
  return stored === hash
    ? accept({ step: 'repeat' })
    : refuse({ code: 'fork', seq: entry.seq, held: stored, got: hash });
}

function otherEpoch(held: HeldChannel, arrival: Arrival): Result<NextStep, ChainRefusal> {
  const { entry, hash } = arrival;
  if (arrival.stored === hash) return accept({ step: 'repeat' });
  const opens =
    entry.type === 'channel.opened' &&
    entry.seq === 1 &&
    entry.prev === null &&
    isJsonObject(entry.data['previous']);
  if (entry.epoch <= held.epoch || !opens) {
    return refuse({ code: 'wrong-epoch', expected: held.epoch, got: entry.epoch });
  }
  return accept({ step: 'open-epoch', epoch: entry.epoch, seq: entry.seq, hash });
}
