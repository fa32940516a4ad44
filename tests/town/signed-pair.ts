import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from './exchange-desk.ts';
import type { TestDatabase } from './test-database.ts';
import { twoAgencies, type Town } from './two-agencies.ts';

export type SignedPair = { readonly town: Town; readonly desk: ReturnType<typeof exchangeDesk> };

type Answers = Parameters<ReturnType<typeof exchangeDesk>['agreements']['signedByBoth']>;

/** Two newsrooms that trust each other, with their people and an agreement in force; nothing was exchanged yet. */
export async function signedPair(database: TestDatabase, ...answers: Answers): Promise<SignedPair> {
  const town = await twoAgencies({ database, effects: entryEffects, objectEffects });
  await town.pin();
  const desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth(...answers);
  await desk.settle();
  return { town, desk };
}
