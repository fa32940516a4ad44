import { FAULTS, makeQuiet, type FaultKind } from './faults.ts';
import { REST_SECONDS } from './invariants/at-rest.ts';
import type { Violation } from './invariants/look.ts';
import { makeJudge } from './judge.ts';
import { foundTown } from './newsrooms.ts';
import type { Newsroom, Town } from './town.ts';
import type { Parts } from './parts.ts';
import { makeWorkingDay } from './working-day.ts';
import { makeWorld } from './world.ts';

export type SimulationOrder = {
  readonly seed: number;
  /** Most things that happen before all faults end; what happens until all is at rest comes on top. */
  readonly steps: number;
  /** What a node's program is made of; the honest one if not said. */
  readonly partsOf?: (node: string) => Parts;
  readonly faults?: readonly FaultKind[];
  /** Hears every line of the trace. */
  readonly onNote?: (line: string) => void;
};

export type SimulationReport = {
  readonly seed: number;
  readonly steps: number;
  /** Virtual time that passed. */
  readonly seconds: number;
  readonly acts: number;
  readonly entries: number;
  /** SHA-256 of everything that happened; the same for the same order. */
  readonly trace: string;
  /** The first that were found. */
  readonly violations: readonly Violation[];
  /** What happened last. */
  readonly story: readonly string[];
};

const MOST_REST_STEPS = 200_000;

/** One seed, one run: newsrooms work, things go wrong, and after every step it is judged whether all that must hold holds. */
export async function runSimulation(order: SimulationOrder): Promise<SimulationReport> {
  const changed = new Set<Newsroom>();
  const violations: Violation[] = [];
  const world = makeWorld(order.seed, {
    onNote: order.onNote ?? (() => undefined),
    committed(node, agencyId) {
      const newsroom = town.newsrooms.find((one) => one.node.name === node && one.agency.id === agencyId);
      if (newsroom) changed.add(newsroom);
    },
    restored(node) {
      for (const newsroom of town.newsrooms) if (newsroom.node.name === node) judge.restored(newsroom);
    },
    fault: (node, fault) => violations.push({ invariant: 'no-fault', says: `${node}: ${wordsOf(fault)}` }),
  });
  const { scheduler } = world;
  const kinds = new Set<FaultKind>(order.faults ?? FAULTS);
  const town = foundTown(world, {
    mayLie: kinds.has('liar'),
    ...(order.partsOf ? { partsOf: order.partsOf } : {}),
  });
  const judge = makeJudge(world, town);
  const day = makeWorkingDay(world, town, { judge, kinds });
  const startedAt = scheduler.now();
  const step = async (): Promise<boolean> => {
    const went = await scheduler.step();
    violations.push(...judge.judge([...changed]));
    changed.clear();
    return went && violations.length === 0;
  };

  day.begin();
  let steps = 0;
  while (steps < order.steps && (await step())) steps += 1;
  if (violations.length === 0) {
    day.end();
    makeQuiet(world, town);
    const restAt = scheduler.now() + REST_SECONDS * 1000;
    for (let more = 0; more < MOST_REST_STEPS && (scheduler.next() ?? Infinity) <= restAt; more++)
      if (!(await step())) break;
    if (violations.length === 0) violations.push(...(await judge.atRest()));
  }
  return {
    seed: order.seed,
    steps,
    seconds: Math.round((scheduler.now() - startedAt) / 1000),
    acts: day.acts(),
    entries: entriesIn(town),
    trace: scheduler.trace(),
    violations,
    story: scheduler.lately(),
  };
}

function entriesIn({ newsrooms }: Town): number {
  return newsrooms
    .map(({ node, agency }) => node.database.rowsOf(agency.id).entries.all().length)
    .reduce((sum, count) => sum + count, 0);
}

function wordsOf(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
