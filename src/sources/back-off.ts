import { plusSeconds, secondsBetween, type Instant } from '#kernel/instant.ts';
import type { Source, SourceCursor, SourceOutcome } from '#ports/source-store.ts';
import { EVERY_SECONDS, type Reading, type ReadingNeeds } from './reading.ts';

const LONGEST_WAIT_SECONDS = 3600;
/** So many failures in a row, over so long, and it is not tried any more. */
const STOP_FAILURES = 20;
const STOP_SECONDS = 86_400;

type Visit = { readonly source: Source; readonly at: Instant };
type Chance = Pick<ReadingNeeds, 'chance'>;

/** The cursor after an answer that was no failure; `waitSeconds` where the next look is not to wait as long as usual. */
export function afterSuccess(needs: Chance, { source, at }: Visit, waitSeconds?: number): SourceCursor {
  const { failures: _over, failingSince: _past, ...kept } = source.cursor;
  const every = source.settings.everySeconds ?? EVERY_SECONDS;
  return { ...kept, nextAt: spread(needs, at, Math.min(every, waitSeconds ?? every)) };
}

/** Later and later, and after a day not at all, until a person says so. */
export function afterFailure(needs: Chance, { source, at }: Visit, outcome: SourceOutcome): Reading {
  const every = source.settings.everySeconds ?? EVERY_SECONDS;
  const failures = (source.cursor.failures ?? 0) + 1;
  const failingSince = source.cursor.failingSince ?? at;
  const longest = Math.max(every, LONGEST_WAIT_SECONDS);
  const wait = Math.min(every * 2 ** Math.min(failures - 1, 10), longest);
  return {
    outcome: { ...outcome, detail: outcome.detail.slice(0, 500).toWellFormed() },
    cursor: { ...source.cursor, failures, failingSince, nextAt: spread(needs, at, wait) },
    isStopped: failures >= STOP_FAILURES && secondsBetween(failingSince, at) >= STOP_SECONDS,
  };
}

/** Up to a tenth earlier or later, so that a hundred sources do not knock at one moment. */
function spread({ chance }: Chance, at: Instant, seconds: number): Instant {
  return plusSeconds(at, Math.round(seconds * (0.9 + 0.2 * chance())));
}
