import { FAULTS, type FaultKind } from './faults.ts';
import { runSimulation, type SimulationOrder, type SimulationReport } from './run-simulation.ts';

/**
 * The shortest story that still breaks what the failing one broke: fault kinds are taken away one by one as long as some
 * near seed fails without them, and the run with the fewest steps is kept. Bounded: at most `tries` runs.
 */
export async function shortestStory(
  failing: SimulationReport,
  order: Omit<SimulationOrder, 'seed'>,
  tries = 60,
): Promise<{ readonly report: SimulationReport; readonly faults: readonly FaultKind[] }> {
  const broken = failing.violations[0]?.invariant;
  let best = { report: failing, faults: order.faults ?? FAULTS };
  let left = tries;
  const attempt = async (seed: number, faults: readonly FaultKind[]): Promise<boolean> => {
    left -= 1;
    const report = await runSimulation({ ...order, seed, faults, steps: best.report.steps });
    const fails = report.violations.some(({ invariant }) => invariant === broken);
    if (fails && report.steps <= best.report.steps) best = { report, faults };
    return fails;
  };
  for (const kind of FAULTS) {
    const fewer = best.faults.filter((one) => one !== kind);
    if (fewer.length === best.faults.length) continue;
    for (let near = 0; near < 3 && left > 0; near++) if (await attempt(failing.seed + near, fewer)) break;
  }
  for (let near = 0; left > 0; near++) await attempt(failing.seed + near, best.faults);
  return best;
}
