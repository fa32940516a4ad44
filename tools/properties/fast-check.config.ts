import fc from 'fast-check';

const { PROPERTY_SEED = '1', PROPERTY_TIMES = '1', PROPERTY_MOST = 'Infinity' } = process.env;
/** What a property runs with where it names no number: that of fast-check. */
const USUAL_RUNS = 100;

/**
 * The cases of every property come from one seed: 1 in the tests, so that the same commit never passes on one machine and
 * fails on another, and a new one in each `npm run fuzz`. `PROPERTY_TIMES` multiplies the cases; `PROPERTY_MOST` bounds them
 * and ends at the first that fails, without a search for the smallest. Never a limit of time: a property that a busy machine
 * cut short would look like one that failed.
 */
function assert<Ts>(property: fc.IRawProperty<Ts>, parameters?: fc.Parameters<Ts>): void | Promise<void> {
  const runs = (parameters?.numRuns ?? USUAL_RUNS) * Number(PROPERTY_TIMES);
  return fc.assert(property, {
    seed: Number(PROPERTY_SEED),
    ...parameters,
    endOnFailure: PROPERTY_MOST !== 'Infinity',
    numRuns: Math.min(runs, Number(PROPERTY_MOST)),
  });
}

/** What tests import as `fast-check`: `vitest.config.ts` and `tools/mutation/load-tests.ts` see to it. */
export default { ...fc, assert };
