import { BothTimes } from '../../ui/moment.tsx';
import type { LaneStep } from '../../ui/pieces.tsx';
import type { Words } from '../../words/en.ts';
import type { Reach, Recall } from '../../shapes.ts';

type Moments = Pick<
  Reach,
  'state' | 'overdue' | 'dueAt' | 'writtenAt' | 'fetchedAt' | 'receivedAt' | 'seenAt' | 'appliedAt'
>;

type Copy = Reach['copies'][number];
type OwnCopy = Recall['ownCopies'][number];

/** Written → fetched → received → seen by a person, where one was → applied; an ending other than applied takes its place. */
export function laneSteps(reach: Moments, words: Words): readonly LaneStep[] {
  const { states } = words.recall;
  const { state, appliedAt } = reach;
  if (state === 'refused') return [...wayOf(reach, words), bad(states.refused, appliedAt)];
  if (state === 'not-applicable') return [...wayOf(reach, words), step(states['not-applicable'], appliedAt)];
  const last = reach.overdue ? bad(words.time.overdue, reach.dueAt) : step(states.applied, appliedAt);
  return [...wayOf(reach, words), last];
}

/** The same of one copy: when it came out, the way of its holder, how it ended here, and what its address has shown. */
export function copySteps(reach: Moments, copy: Copy, words: Words): readonly LaneStep[] {
  const published = copy.publishedAt ? [step(words.recall.copyPublished, copy.publishedAt)] : [];
  return [...published, ...wayOf(reach, words), endOf(reach, copy, words), ...proofOf(copy, words)];
}

/** A copy in a system of ours: sent there with the recall, done, or failing and tried again. */
export function ownCopySteps(copy: OwnCopy, since: string, words: Words): readonly LaneStep[] {
  const { recall } = words;
  const published = copy.publishedAt ? [step(recall.ownCopyPublished, copy.publishedAt)] : [];
  const sent = [...published, step(recall.states.written, since)];
  if (copy.standing === 'failing') return [...sent, bad(recall.ownCopyFailing, copy.at)];
  if (copy.standing === 'told') return [...sent, step(words.destination.outcomes.told, copy.at ?? since)];
  return [...sent, step(recall.states.applied, copy.standing === 'applied' ? (copy.at ?? since) : undefined)];
}

function wayOf(reach: Moments, { recall: { states } }: Words): readonly LaneStep[] {
  return [
    step(states.written, reach.writtenAt),
    step(states.fetched, reach.fetchedAt),
    step(states.received, reach.receivedAt),
    ...(reach.seenAt ? [step(states.seen, reach.seenAt)] : []),
  ];
}

function endOf(reach: Moments, { standing, removedAt }: Copy, words: Words): LaneStep {
  const { states, copyRemoved, copyUnnamed } = words.recall;
  switch (standing) {
    case 'waiting':
      return step(states.applied, undefined);
    case 'overdue':
      return bad(words.time.overdue, reach.dueAt);
    case 'applied':
      return step(states.applied, reach.appliedAt);
    case 'removed':
      return step(copyRemoved, removedAt);
    case 'refused':
      return bad(states.refused, reach.appliedAt);
    case 'unnamed':
      return bad(copyUnnamed, reach.appliedAt);
  }
}

/** Our own look at the address; before a last word names it there is nothing to look for. */
function proofOf({ standing, finding, seenAt }: Copy, words: Words): readonly LaneStep[] {
  const { copyFindings, copyUnseen } = words.recall;
  if (finding === undefined) return standing === 'applied' ? [step(copyUnseen, undefined)] : [];
  const shown = step(copyFindings[finding], seenAt);
  if (finding === 'confirmed') return [shown];
  return [{ ...shown, state: finding === 'contradicted' ? 'bad' : 'wait' }];
}

/** A step that was made at this moment, or waits. */
function step(label: string, at: string | undefined): LaneStep {
  return { label, state: at ? 'done' : 'wait', when: at ? <BothTimes at={at} /> : null };
}

function bad(label: string, at: string | undefined): LaneStep {
  return { ...step(label, at), state: 'bad' };
}
