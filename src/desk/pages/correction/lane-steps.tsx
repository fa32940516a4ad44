import { BothTimes } from '../../ui/moment.tsx';
import type { LaneStep } from '../../ui/pieces.tsx';
import type { Words } from '../../words/en.ts';
import type { Reach } from '../../shapes.ts';

type Moments = Pick<Reach, 'state' | 'writtenAt' | 'fetchedAt' | 'receivedAt' | 'seenAt' | 'appliedAt'>;

/** Written → fetched → received → seen by a person, where one was → applied; an ending other than applied takes its place. */
export function laneSteps(reach: Moments, words: Words): readonly LaneStep[] {
  const { states } = words.recall;
  const last: LaneStep =
    reach.state === 'refused'
      ? { ...laneStep(states.refused, reach.appliedAt), state: 'bad' }
      : reach.state === 'not-applicable'
        ? { ...laneStep(states['not-applicable'], reach.appliedAt), state: 'done' }
        : laneStep(states.applied, reach.appliedAt);
  return [
    laneStep(states.written, reach.writtenAt),
    laneStep(states.fetched, reach.fetchedAt),
    laneStep(states.received, reach.receivedAt),
    ...(reach.seenAt ? [laneStep(states.seen, reach.seenAt)] : []),
    last,
  ];
}

/** A step that was made at this moment, or waits. */
function laneStep(label: string, at: string | undefined): LaneStep {
  return { label, state: at ? 'done' : 'wait', when: at ? <BothTimes at={at} /> : null };
}
