import { instantOf, millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import type { Ending } from '#domain/agreement/foresee-ending.ts';
import { ENDING_SENTENCES as SAY } from './ending-sentences.ts';
import { sayInstant } from './figures.ts';
import { fillSentence, listAnd } from './fill-sentence.ts';
import { partyName } from './names.ts';

const MINUTE_MS = 60_000;

/**
 * What an ending means, sentence by sentence: when, who must still agree, what stops and what stays owed. Said on the clock
 * of `zone` at the moment `at`: an end that has passed is said as passed, unless it is only foreseen.
 */
export function sayEnding(
  { parties }: Agreement,
  ending: Ending,
  { zone, at, how }: { readonly zone: string; readonly at: Instant; readonly how: 'standing' | 'foreseen' },
): readonly Trilingual[] {
  const { endsAt, tailUntil, awaits } = ending;
  const waiting =
    awaits.length === 0
      ? []
      : [fillSentence(SAY.awaits, { who: listAnd(awaits.map((did) => partyName(parties, did))) })];
  if (endsAt === undefined || tailUntil === undefined) return waiting.length > 0 ? waiting : [SAY.noEnd];
  const until = sayMinute(tailUntil, zone);
  return [
    ...waiting,
    fillSentence<Trilingual>(
      how === 'foreseen' && endsAt === at ? SAY.endsAtOnce : sentenceOfEnd(ending, at),
      { at: sayMinute(endsAt, zone) },
    ),
    ...(ending.isCurable ? [SAY.curable] : []),
    SAY.nothingNew,
    fillSentence(SAY.reports, { until }),
    fillSentence<Trilingual>(SAY[ending.tailPolicy], { until }),
    SAY.stillOwed,
  ];
}

/** To the minute: what would follow if it were declared now is said anew every few seconds. */
function sayMinute(at: Instant, zone: string): Trilingual {
  return sayInstant(instantOf(Math.floor(millisecondsOf(at) / MINUTE_MS) * MINUTE_MS), zone);
}

function sentenceOfEnd({ endsAt, endsFor }: Ending, at: Instant) {
  if (endsAt !== undefined && at >= endsAt) return SAY.endedAt;
  return endsFor === 'us' ? SAY.leavesAt : SAY.endsAt;
}
