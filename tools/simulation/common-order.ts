import { FAULTS_AND_RESTORE, type FaultKind } from './faults.ts';
import { faultsFor, planted, type Plant } from './plants.ts';
import type { SimulationOrder } from './run-simulation.ts';

/** What all seeds of one command have in common, in words that a thread can be handed. */
export type CommonOrder = { readonly steps: number; readonly restore: boolean; readonly plant?: Plant };

export function orderOf({ steps, restore, plant }: CommonOrder): Omit<SimulationOrder, 'seed'> {
  const faults: readonly FaultKind[] | undefined = restore ? FAULTS_AND_RESTORE : plant && faultsFor(plant);
  return { steps, ...(faults ? { faults } : {}), ...(plant ? { partsOf: () => planted(plant) } : {}) };
}
