import { hourOf } from '#app/ledger/commit-heads.ts';
import type { Look } from './for-each-agency.ts';

/** Does it with the first look of each hour; what threw is tried again with the next look. */
export function hourly(work: Look['atEach']): Look['atEach'] {
  const hours = new Map<string, string>();
  return async (agency, at) => {
    if (hours.get(agency.id) === hourOf(at)) return;
    await work(agency, at);
    hours.set(agency.id, hourOf(at));
  };
}
