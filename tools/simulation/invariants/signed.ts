import { nodeHash } from '#engines/world.ts';
import { NEVER_REACHED } from '../misplaced.ts';
import type { AgencyRows } from '../memory/agency-rows.ts';
import type { Town } from '../town.ts';
import type { Seen, Violation } from './look.ts';

/** Rows that were found good; rows are never changed in place. */
export type FoundGood = WeakSet<object>;

/**
 * What people signed is what counts: no document stands under a name that is not its own, no signature of ours under one that
 * our people did not sign, and nothing is offered, taken or published under such a one.
 */
export function* judgeSigned(seen: Seen, { signed }: Town, good: FoundGood): Generator<Violation> {
  const { rows, agency } = seen;
  const ours: ReadonlySet<string> = signed.get(agency.did) ?? new Set();
  for (const filed of fresh(rows.agreements.all(), good)) {
    if (nodeHash.sha256(new TextEncoder().encode(filed.canonical)) !== filed.digest)
      yield { invariant: 'signed-bytes', says: `${agency.slug} keeps another text as ${filed.digest}` };
    const isOurs = [...filed.signatures, ...filed.proofs].some(({ by }) => by === agency.did);
    if (isOurs && !ours.has(filed.digest))
      yield { invariant: 'signed-bytes', says: `${agency.slug} has a signature of its own that nobody gave` };
  }
  for (const [what, used] of usesOf(rows))
    for (const { agreementDigest } of fresh(used, good))
      if (agreementDigest !== undefined && !ours.has(agreementDigest))
        yield {
          invariant: 'signed-bytes',
          says: `${agency.slug} ${what} under an agreement it never signed`,
        };
}

type Use = { readonly agreementDigest?: string };

function usesOf({
  offers,
  products,
  publications,
  takes,
}: AgencyRows): readonly (readonly [what: string, rows: readonly Use[]])[] {
  return [
    ['offers', offers.all()],
    ['sorts', products.all()],
    ['publishes', publications.all()],
    ['takes', takes.all()],
  ];
}

function fresh<Row extends object>(rows: readonly Row[], good: FoundGood): readonly Row[] {
  const found = rows.filter((row) => !good.has(row));
  for (const row of found) good.add(row);
  return found;
}

/** I20: nothing of what was signed for another use or another reader is believed. */
export function* judgeMisplaced({ rows, agency }: Seen, { liar, misplaced }: Town): Generator<Violation> {
  if (liar === undefined) return;
  for (const { ch, direction, epoch, seq, headSeq } of rows.channels.all()) {
    if (direction === 'out') continue;
    if (headSeq >= NEVER_REACHED)
      yield { invariant: 'I20', says: `${agency.slug} took an entry of ${ch} for a head` };
    const last = rows.entries.get(`${ch} ${epoch} ${seq}`);
    if (last && misplaced.has(`${agency.did} ${last.id}`))
      yield {
        invariant: 'I20',
        says: `${agency.slug} believed at ${seq} what was signed for something else`,
      };
  }
}
