import type { ReactNode } from 'react';
import { OUTLET_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { Tri } from '../../sentence.tsx';
import type { Destination } from '../../shapes.ts';
import { useAgo } from '../../ui/moment.tsx';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** Its state and what stands there, in one line. */
export function DestinationMeta({ destination }: { readonly destination: Destination }): ReactNode {
  const { destination: words } = useWords();
  const ago = useAgo();
  const { state, kind, channel, place, counts, last } = destination;
  const failing = counts.failed + counts['given-up'];
  return (
    <>
      <Mark tone={state === 'active' ? 'good' : 'plain'}>{words.states[state]}</Mark>
      <span>
        <Tri text={DESTINATION_NEEDS[kind].name} />
      </span>
      <span>
        <Tri text={OUTLET_LABELS[channel]} />
      </span>
      <span className="mono">{place}</span>
      {counts.leaving > 0 ? <Mark tone="bad">{words.leaving(counts.leaving)}</Mark> : null}
      {failing > 0 ? <Mark tone="bad">{words.failing(failing)}</Mark> : null}
      {counts.held > 0 ? <Mark tone="warn">{words.held(counts.held)}</Mark> : null}
      {counts.waiting > 0 ? <Mark tone="info">{words.waiting(counts.waiting)}</Mark> : null}
      {counts.there > 0 ? <span>{words.there(counts.there)}</span> : null}
      <span>{last ? words.lastAttempt(ago(last.at)) : words.nothing}</span>
    </>
  );
}
