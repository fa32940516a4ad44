import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { PubStatus } from './item.ts';

/** What may happen to an item now; `killed` is absorbing (I6). */
export type ItemState = 'usable' | 'withheld' | 'killed';

/** What is known under one name, (provider, guid), when a version of it arrives. */
export type Standing = {
  /** A kill was recorded under this name, whether or not the item itself ever came. */
  readonly tombstone: boolean;
  /** Whoever answers for it said stop, and has not released it. */
  readonly held: boolean;
  readonly item?: {
    readonly state: ItemState;
    readonly latestVersion: number;
    readonly latestIsCorrection: boolean;
  };
  /** Digest of the version of the same number, when we hold it. */
  readonly sameVersion?: Digest;
};

/** The facts of an arriving version that decide about its admission. `version` is in the provider's own order. */
export type Arrival = {
  readonly guid: string;
  readonly version: number;
  readonly pubStatus: PubStatus;
  readonly digest: Digest;
  readonly isCorrection: boolean;
};

/**
 * `older-version`: kept as history, never replaces the latest (I4). `duplicate`: nothing to do (I2).
 * `killed`: withdrawn by whoever answers for it.
 */
export type AdmissionOutcome =
  | 'new-item'
  | 'new-version'
  | 'correction'
  | 'withheld'
  | 'killed'
  | 'older-version'
  | 'duplicate';

/** The outcome, and how the item stands after it. */
export type Admission = {
  readonly outcome: AdmissionOutcome;
  readonly state: ItemState;
  readonly latestVersion: number;
  /** A version before the latest was wrong and said to be so; it stays so when later versions are mere updates. */
  readonly latestIsCorrection: boolean;
};

/** Why a version is not admitted. */
export type AdmissionRefusal =
  | { readonly code: 'item-killed'; readonly guid: string; readonly version: number }
  | { readonly code: 'item-version-conflict'; readonly guid: string; readonly version: number };

/** Decides what an arriving version does to the item of its name; no order of arrival changes the end (I4, I6). */
export function admit(standing: Standing, arrival: Arrival): Result<Admission, AdmissionRefusal> {
  const { guid, version } = arrival;
  const isKilled = standing.tombstone || standing.item?.state === 'killed';
  if (isKilled && arrival.pubStatus !== 'canceled') return refuse({ code: 'item-killed', guid, version });
  if (isKilled) return accept(unchanged(standing, arrival, 'duplicate'));
  if (arrival.pubStatus === 'canceled') return accept(kill(standing, arrival));
  if (standing.sameVersion === arrival.digest) return accept(unchanged(standing, arrival, 'duplicate'));
  if (standing.sameVersion !== undefined) return refuse({ code: 'item-version-conflict', guid, version });
  if (!standing.item) return accept(replace(standing, arrival, { outcome: 'new-item', corrected: false }));
  if (version < standing.item.latestVersion) return accept(unchanged(standing, arrival, 'older-version'));
  const corrected = arrival.isCorrection || standing.item.latestIsCorrection;
  return accept(replace(standing, arrival, { outcome: outcomeOfNewer(arrival), corrected }));
}

function outcomeOfNewer({ isCorrection, pubStatus }: Arrival): AdmissionOutcome {
  if (pubStatus === 'withheld') return 'withheld';
  return isCorrection ? 'correction' : 'new-version';
}

function replace(
  { held }: Standing,
  { version, pubStatus }: Arrival,
  as: { readonly outcome: AdmissionOutcome; readonly corrected: boolean },
): Admission {
  const state = restingState(held, pubStatus);
  return { outcome: as.outcome, state, latestVersion: version, latestIsCorrection: as.corrected };
}

/** How a living item stands: a stop outlasts every version that comes meanwhile, whatever that says of itself. */
export function restingState(held: boolean, pubStatus: PubStatus): Exclude<ItemState, 'killed'> {
  return held || pubStatus === 'withheld' ? 'withheld' : 'usable';
}

/** A kill counts whatever its number: providers cancel under the number of the version they take back. */
function kill(standing: Standing, { version }: Arrival): Admission {
  const latestVersion = Math.max(version, standing.item?.latestVersion ?? version);
  return {
    outcome: 'killed',
    state: 'killed',
    latestVersion,
    latestIsCorrection: standing.item?.latestIsCorrection ?? false,
  };
}

function unchanged(
  standing: Standing,
  { version }: Arrival,
  outcome: 'duplicate' | 'older-version',
): Admission {
  const item = standing.item ?? { state: 'killed', latestVersion: version, latestIsCorrection: false };
  return { ...item, outcome, state: standing.tombstone ? 'killed' : item.state };
}
