import type { ReactNode } from 'react';
import { OUTLET_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import { SentenceOf, Tri } from '../../sentence.tsx';
import type { Placement, StoryPlacements } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';

/** Until when a partner's story may stay in an archive of ours, or why it was called back from there. */
export function ArchivedNote({
  placement: { archived, state },
}: {
  readonly placement: Placement;
}): ReactNode {
  const { destination: words } = useWords();
  if (!archived || (!archived.isOver && state !== 'there')) return null;
  return (
    <p className="soft small">
      {archived.isOver ? <>{words.archiveOver} </> : null}
      <Sentences because={archived.because} />
    </p>
  );
}

/** Whether a partner's story may be archived, and until when, before anybody does; of our own story there is nothing to say. */
export function MayBeArchived({ channels }: Pick<StoryPlacements, 'channels'>): ReactNode {
  const archive = channels.find(({ channel }) => channel === ARCHIVE);
  if (!archive) return null;
  const because = archive.kept ?? (archive.may.ok ? [] : archive.may.because);
  if (because.length === 0) return null;
  return (
    <p className="soft small">
      <b>
        <Tri text={OUTLET_LABELS[ARCHIVE]} />
      </b>
      {' · '}
      <Sentences because={because} />
    </p>
  );
}

type Because = NonNullable<Placement['archived']>['because'];

function Sentences({ because }: { readonly because: Because }): ReactNode {
  return because.map((reason) => <SentenceOf key={`${reason.code}${reason.clause}`} reason={reason} />);
}
