import type { Instant } from '#kernel/instant.ts';
import type { RecallReads } from '#ports/reads/recalls.ts';

/** Corrections and kills that wait for an answer, and how many of them are past their time. */
export type Waiting = { readonly open: number; readonly overdue: number };

/** What one partner and we owe each other. */
export type Owed = { readonly byUs: Waiting; readonly byThem: Waiting };

const NOTHING_WAITS: Waiting = { open: 0, overdue: 0 };

/** Who owes whom an answer to a correction or a kill, by the partner's DID. */
export async function countOwed(
  reads: RecallReads,
  agencyId: string,
  at: Instant,
): Promise<ReadonlyMap<string, Owed>> {
  const notices = (await reads.notices(agencyId, at)).filter(({ state }) => state === 'open');
  const lanes = (await reads.recalls(agencyId, at))
    .flatMap(({ reach }) => reach)
    .filter(({ state }) => state === 'written' || state === 'fetched' || state === 'received');
  const dids = new Set([...notices, ...lanes].map(({ agency }) => agency.did));
  const waiting =
    (all: readonly { readonly agency: { readonly did: string }; readonly overdue: boolean }[]) =>
    (did: string): Waiting => {
      const theirs = all.filter(({ agency }) => agency.did === did);
      return { open: theirs.length, overdue: theirs.filter(({ overdue }) => overdue).length };
    };
  const [byUs, byThem] = [waiting(notices), waiting(lanes)];
  return new Map([...dids].map((did) => [did, { byUs: byUs(did), byThem: byThem(did) }]));
}

/** Between us and several partners together. */
export function sumOwed(all: readonly Owed[]): Owed {
  return {
    byUs: sumWaiting(all.map(({ byUs }) => byUs)),
    byThem: sumWaiting(all.map(({ byThem }) => byThem)),
  };
}

function sumWaiting(all: readonly Waiting[]): Waiting {
  return all.reduce(
    (sum, { open, overdue }) => ({ open: sum.open + open, overdue: sum.overdue + overdue }),
    NOTHING_WAITS,
  );
}
