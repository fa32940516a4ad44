import type { Drill } from '../../shapes.ts';

/** How one partner has done in all drills that are listed; minutes of those it cleared. */
export type DrillFigures = {
  readonly agency: Drill['reach'][number]['agency'];
  readonly drills: number;
  readonly cleared: number;
  readonly median?: number;
  readonly slowest?: number;
};

/** One line per partner, the slowest first; who cleared none stands before all. */
export function drillFigures(drills: readonly Drill[]): readonly DrillFigures[] {
  const reaches = drills.flatMap(({ reach }) => reach);
  const agencies = new Map(reaches.map(({ agency }) => [agency.did, agency]));
  return [...agencies.values()]
    .map((agency) => figuresOf(agency, reaches))
    .toSorted((one, other) => (other.median ?? Infinity) - (one.median ?? Infinity) || 0);
}

function figuresOf(agency: DrillFigures['agency'], reaches: readonly Drill['reach'][number][]): DrillFigures {
  const its = reaches.filter((one) => one.agency.did === agency.did);
  const minutes = its.flatMap((one) => one.minutesToClear ?? []).toSorted((a, b) => a - b);
  const slowest = minutes.at(-1);
  // Of an even number the slower of the two in the middle: nobody looks faster than they were.
  const median = minutes[Math.floor(minutes.length / 2)];
  return {
    agency,
    drills: its.length,
    cleared: minutes.length,
    ...(median === undefined ? {} : { median }),
    ...(slowest === undefined ? {} : { slowest }),
  };
}
