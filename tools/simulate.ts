import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { orderOf, type CommonOrder } from './simulation/common-order.ts';
import { playSeeds, type Played, type Seeds } from './simulation/play-seeds.ts';
import { PLANTS, faultsFor, isPlant, planted } from './simulation/plants.ts';
import { runSimulation, type SimulationOrder, type SimulationReport } from './simulation/run-simulation.ts';
import { shortestStory } from './simulation/shortest-story.ts';

const USAGE = `npm run simulate -- [--seeds N] [--steps M] [--seed S] [--plant BUG] [--plants] [--restore]

  --seeds N    how many seeds, 200 if not said
  --steps M    things that happen in each before all faults end, 1000 if not said
  --seed S     the first seed, 1 if not said; with --seeds 1 one run is played again, byte for byte
  --plant BUG  puts a bug into every node; the run must find it
  --plants     every bug in turn, each until it is found or ${100_000} steps are done
  --restore    databases are also lost, and backups some minutes old put back
  --processors how many seeds are played at once, one on each; all processors if not said
`;

const PLANT_STEPS = 100_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '200' },
      steps: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      plant: { type: 'string' },
      plants: { type: 'boolean', default: false },
      restore: { type: 'boolean', default: false },
      processors: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [seeds, steps, seed] = [values.seeds, values.steps, values.seed].map(Number);
  const processors = Number(values.processors ?? availableParallelism());
  if (values.help || !isCount(seeds) || !isCount(steps) || !isCount(seed) || !isCount(processors)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  if (values.plants) return findAll(steps);
  const { plant, restore } = values;
  if (plant !== undefined && !isPlant(plant)) {
    process.stdout.write(
      `There is no planted bug ${plant}. There are:\n  ${Object.keys(PLANTS).join('\n  ')}\n`,
    );
    return 2;
  }
  return play({ seed, seeds, processors }, { steps, restore, ...(plant ? { plant } : {}) });
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0;
}

const TELL_MS = 30_000;

/** Stops at the first seed that is seen to break something, and tells its shortest story. */
async function play(seeds: Seeds, order: CommonOrder): Promise<number> {
  const begun = performance.now();
  let toldAt = begun;
  const rateOf = ({ steps }: Played): number => Math.round(steps / ((performance.now() - begun) / 1000));
  const { played, failing } = await playSeeds(seeds, order, (now) => {
    if (performance.now() - toldAt < TELL_MS) return;
    toldAt = performance.now();
    console.error(`${now.seeds} of ${seeds.seeds} seeds, ${now.steps} steps, ${rateOf(now)} steps/s`);
  });
  if (failing) return tell(failing, orderOf(order));
  const hours = Math.round(played.virtualSeconds / 3600);
  console.log(
    `${played.seeds} seeds, ${played.steps} steps, ${hours} h of their time, ${rateOf(played)} steps/s on ${seeds.processors} of ${cpus().length} processors, 0 violations`,
  );
  return 0;
}

async function tell(report: SimulationReport, order: Omit<SimulationOrder, 'seed'>): Promise<number> {
  console.log(`seed ${report.seed} fails after ${report.steps} steps:`);
  for (const { invariant, says } of report.violations) console.log(`  ${invariant}: ${says}`);
  const { report: short, faults } = await shortestStory(report, order);
  console.log(
    `\nThe shortest story found: seed ${short.seed}, ${short.steps} steps, faults: ${faults.join(', ') || 'none'}`,
  );
  for (const { invariant, says } of short.violations) console.log(`  ${invariant}: ${says}`);
  console.log(short.story.map((line) => `  ${line}`).join('\n'));
  return 1;
}

/** The test of the tester. */
async function findAll(steps: number): Promise<number> {
  let missed = 0;
  for (const name of Object.keys(PLANTS)) {
    if (!isPlant(name)) continue;
    let taken = 0;
    let found: SimulationReport | undefined;
    for (let seed = 1; taken < PLANT_STEPS && !found; seed++) {
      const order = { faults: faultsFor(name), partsOf: () => planted(name) };
      const report = await runSimulation({ ...order, seed, steps });
      taken += report.steps;
      if (report.violations.length > 0) found = report;
    }
    if (!found) missed += 1;
    const [violation] = found?.violations ?? [];
    console.log(
      violation
        ? `| ${name} | ${taken} | ${found?.seed} | ${violation.invariant} |`
        : `| ${name} | not in ${taken} | | |`,
    );
  }
  return missed;
}

process.exitCode = await main();
