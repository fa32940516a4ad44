import type { SimulatedNode } from './node.ts';
import { QUIET, type NetworkFaults } from './network.ts';
import { useStolenKey } from './thief.ts';
import type { Town } from './town.ts';
import type { World } from './world.ts';

/** Everything that goes wrong by chance. A run can leave kinds out, to find the shortest story that still fails. */
export const FAULTS = [
  'drop',
  'duplicate',
  'late',
  'flip',
  'partition',
  'crash',
  'database',
  'disk',
  'blob',
  'clock',
  'thief',
  'liar',
] as const;
/** `restore` happens only where it is asked for: what a lost database takes along is no fault then (docs/simulation.md). */
export type FaultKind = (typeof FAULTS)[number] | 'restore';
export const FAULTS_AND_RESTORE: readonly FaultKind[] = [...FAULTS, 'restore'];

/** How often messages suffer in this run; each kind is absent from some runs. */
export function networkFaults({ random }: World, kinds: ReadonlySet<FaultKind>): NetworkFaults {
  const rate = (kind: FaultKind, most: number): number =>
    random.chance(0.7) && kinds.has(kind) ? random.between(0, most) / 100 : 0;
  return {
    drop: rate('drop', 30),
    duplicate: rate('duplicate', 20),
    late: rate('late', 15),
    longestMs: random.pick([2000, 30_000, 600_000]) ?? 2000,
    flip: rate('flip', 5),
  };
}

/** One thing goes wrong now, or one quiet time begins. */
export function strike(world: World, town: Town, kinds: ReadonlySet<FaultKind>): void {
  const { random, network } = world;
  const node = random.pick(town.nodes);
  const any = random.pick<FaultKind>(kinds.has('restore') ? FAULTS_AND_RESTORE : FAULTS);
  // A slow town is there for what takes long: partners that are silent for longer than an agreement allows.
  const kind = world.pace > 1 && random.chance(0.4) ? 'partition' : any;
  if (!node || kind === undefined) return;
  if (kinds.has('thief') && random.chance(0.3)) useStolenKey(world, town);
  if (random.chance(0.25)) {
    network.faults = QUIET;
    return;
  }
  network.faults = networkFaults(world, kinds);
  if (kinds.has(kind)) befall(world, town, { node, kind });
}

function befall(
  world: World,
  town: Town,
  { node, kind }: { readonly node: SimulatedNode; readonly kind: FaultKind },
): void {
  const { random } = world;
  if (kind === 'partition') part(world, town, node);
  if (kind === 'crash') crash(world, node);
  if (kind === 'database') node.failIn = random.between(1, 60);
  if (kind === 'clock') node.skewMs = random.between(-120_000, 120_000);
  if (kind === 'disk') fillDisk(world, node);
  if (kind === 'blob') for (let bits = random.between(1, 4); bits > 0; bits--) node.files.damage(random);
  if (kind === 'restore') node.restore();
}

/** Anywhere; or between a job's deed and the note of it, which chance alone meets too seldom. */
function crash({ random }: World, node: SimulatedNode): void {
  if (random.chance(0.5)) node.crashesAfterJob = true;
  else node.crashIn = random.between(1, 60);
}

/** One way, or both; towards one node, or all. */
function part({ random, network, scheduler, pace }: World, { nodes }: Town, node: SimulatedNode): void {
  const others = nodes.filter((one) => one !== node && random.chance(0.6));
  const isBothWays = random.chance(0.5);
  const ways = others.flatMap((other) =>
    isBothWays
      ? [`${node.name} ${other.name}`, `${other.name} ${node.name}`]
      : [`${node.name} ${other.name}`],
  );
  for (const way of ways) network.cut.add(way);
  const seconds = pace > 1 ? random.between(60, 2400) : random.between(1, 60);
  scheduler.plan(seconds * 1000, `the network of ${node.name} heals`, () => {
    for (const way of ways) network.cut.delete(way);
  });
}

function fillDisk({ random, scheduler }: World, node: SimulatedNode): void {
  node.isDiskFull = true;
  scheduler.plan(random.between(1, 20) * 1000, `${node.name} has space again`, () => {
    node.isDiskFull = false;
  });
}

/** From now on nothing goes wrong any more. */
export function makeQuiet({ network }: World, { nodes }: Town): void {
  network.faults = QUIET;
  network.cut.clear();
  for (const node of nodes) {
    node.crashIn = 0;
    node.failIn = 0;
    node.isDiskFull = false;
    node.crashesAfterJob = false;
    node.skewMs = 0;
    node.files.putBack();
    if (!node.tools) node.start();
  }
}
