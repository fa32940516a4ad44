import type { ReactNode } from 'react';
import type { Placement } from '../../shapes.ts';
import { Ago } from '../../ui/moment.tsx';
import { Mark, type Tone } from '../../ui/pieces.tsx';
import { byHandIn } from './by-hand.tsx';
import { useWords } from '../../words/use-words.tsx';

const TONES: Readonly<Record<Placement['state'], Tone>> = {
  waiting: 'info',
  there: 'good',
  failed: 'warn',
  'given-up': 'bad',
  held: 'warn',
  leaving: 'warn',
  told: 'info',
  gone: 'plain',
};

/** How far a story has come in one destination, and when it is tried next where it is not settled. */
export function PlacementMark({ placement }: { readonly placement: Placement }): ReactNode {
  const { destination: words } = useWords();
  const { state, isKill, version, triedNextAt } = placement;
  const isKilling = state === 'leaving' && isKill;
  const isByHand = placement.destination.kind === 'hand';
  const placed = { ...words.placed, ...(isByHand ? byHandIn(placement.channel, words).states : {}) }[state];
  return (
    <span className="meta">
      <Mark tone={isKilling ? 'bad' : TONES[state]}>{isKilling && !isByHand ? words.killing : placed}</Mark>
      {state === 'there' && version !== undefined ? <span>{words.version(version)}</span> : null}
      {triedNextAt === undefined || placement.failures === 0 ? null : (
        <span>
          {words.columns.next}: <Ago at={triedNextAt} />
        </span>
      )}
    </span>
  );
}
