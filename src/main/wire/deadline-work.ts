import { writeOfEnds, type WriteNeeds } from '#app/agreement/write-of-ends.ts';
import { chaseLate, chaseOwnLate, logLate, type ChaseNeeds } from '#app/correction/chase-late.ts';
import type { Look } from '#worker/for-each-agency.ts';
import { hourly } from '#worker/hourly.ts';

/**
 * Recalls that partners, or we, have not answered in time: letters and webhooks each day, and the number into the log each hour; and once an hour letters
 * to our own people about agreements that end soon. What fails is tried again by itself: no number stands in the log twice for it.
 */
export function chaseDeadlines(needs: ChaseNeeds & WriteNeeds): Look['atEach'] {
  const logOfLate = hourly((agency, at) => logLate(needs, agency, at));
  const lettersOfEnds = hourly((agency, at) => writeOfEnds(needs, agency, at));
  return async (agency, at) => {
    await chaseLate(needs, agency, at);
    await chaseOwnLate(needs, agency, at);
    await logOfLate(agency, at);
    await lettersOfEnds(agency, at);
  };
}
