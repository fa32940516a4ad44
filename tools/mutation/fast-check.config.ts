import fc from 'fast-check';

/** So many cases of a property judge a mutant: there are some thousand mutants, and what a property finds it mostly finds at once. */
const MOST_RUNS = 30;

/**
 * Few cases, the same for every mutant, and no search for the smallest that fails. Never a limit of time: a property that a
 * busy machine cut short would look like one that failed.
 */
function assert<Ts>(property: fc.IRawProperty<Ts>, parameters?: fc.Parameters<Ts>): void | Promise<void> {
  return fc.assert(property, {
    ...parameters,
    seed: 1,
    endOnFailure: true,
    numRuns: Math.min(MOST_RUNS, parameters?.numRuns ?? MOST_RUNS),
  });
}

/** What tests that judge mutants import as `fast-check` (`load-tests.ts`). */
export default { ...fc, assert };
