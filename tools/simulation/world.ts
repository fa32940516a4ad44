import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import { rememberingVerifier, type RememberSignature } from './keys.ts';
import { makeNetwork, type Network } from './network.ts';
import { randomOf, type Random } from './random.ts';
import { makeScheduler, type Scheduler } from './scheduler.ts';

/** Everything that is not a newsroom: time, chance, the network, and who looks on. */
export type World = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** Of its own for what liars do beyond answering askers, so that the stories of the others stay as they are. */
  readonly slyness: Random;
  /** How many times slower newsrooms work and faults come than in a busy hour. */
  readonly pace: number;
  readonly network: Network;
  readonly verify: Verify<PartnerKey>;
  readonly remember: RememberSignature;
  /** An agency's database has changed. */
  readonly committed: (node: string, agencyId: string) => void;
  /** A node's database is an old one. */
  readonly restored: (node: string) => void;
  /** The program met what it should never meet. */
  readonly fault: (node: string, fault: unknown) => void;
};

export type Watch = Pick<World, 'committed' | 'restored' | 'fault'> & {
  readonly onNote: (line: string) => void;
};

/** Sets chance that was added later apart from that of the same seed. */
const BESIDE = 0x51e55;

const BEGIN = Date.UTC(2027, 0, 4, 8);

export function makeWorld(seed: number, watch: Watch): World {
  const random = randomOf(seed);
  const scheduler = makeScheduler(BEGIN, watch.onNote);
  const pace = random.pick([1, 1, 10]) ?? 1;
  return {
    scheduler,
    random,
    slyness: randomOf(seed ^ BESIDE),
    pace,
    network: makeNetwork(scheduler, random),
    ...rememberingVerifier(),
    ...watch,
  };
}
