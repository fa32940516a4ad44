import { PASSED_ON } from '#kernel/destination-kind.ts';
import type { ReactNode } from 'react';
import { Tri, useLanguageName, useText } from '../../sentence.tsx';
import type { Reach } from '../../shapes.ts';
import { useTwoClocks } from '../../ui/moment.tsx';
import { Lane, Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ByChannel } from '../by-channel.tsx';
import { HeldBy } from '../held-by.tsx';
import { PublicAddress } from '../public-address.tsx';
import { copySteps, laneSteps } from './lane-steps.tsx';

type Props = {
  readonly reach: Reach;
  /** Of the story; a copy in another one is a translation. */
  readonly language: string | undefined;
};

/** One holder of a recalled story: a lane for each copy there, or one for the holder where no copy is known. */
export function ReachTimeline({ reach, language }: Props): ReactNode {
  const words = useWords();
  const text = useText();
  const holder = text(reach.agency.name);
  return (
    <div className="reach" data-overdue={reach.overdue}>
      <HolderHead reach={reach} />
      {reach.copies.length === 0 ? (
        <Lane label={words.recall.lane(holder)} steps={laneSteps(reach, words)} />
      ) : (
        <ul className="plain-list copy-lanes" aria-label={words.recall.copiesAt(holder)}>
          {reach.copies.map((copy) => (
            <li
              key={copy.url ?? `${copy.holder?.did} ${copy.language} ${copy.publishedAt}`}
              className="copy-lane"
            >
              <CopyHead copy={copy} language={language} />
              <Lane
                label={words.recall.copyLane(
                  copy.holder ? text(copy.holder.name) : holder,
                  copy.url ?? words.story.noAddress,
                )}
                steps={copySteps(reach, copy, words)}
              />
              <FoundWords copy={copy} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function HolderHead({ reach }: { readonly reach: Reach }): ReactNode {
  const words = useWords();
  const both = useTwoClocks();
  return (
    <>
      <p className="reach-head">
        <b>
          <Tri text={reach.agency.name} />
        </b>
        {reach.overdue ? <Mark tone="bad">{words.time.overdue}</Mark> : null}
        {reach.dueAt && reach.state !== 'applied' ? (
          <span className="soft small">{words.time.due(both(reach.dueAt))}</span>
        ) : null}
      </p>
      {reach.overdue && reach.escalatedAt ? (
        <p className="small">
          {reach.escalatedTo.length === 0
            ? words.recall.escalatedToNobody
            : words.recall.escalated(both(reach.escalatedAt), reach.escalatedTo.join(', '))}
        </p>
      ) : null}
      {reach.refusalReason ? <p>{reach.refusalReason}</p> : null}
    </>
  );
}

/** Which words our own look at the address has found: those that should be gone, or those in their place. */
function FoundWords({ copy }: { readonly copy: Copy }): ReactNode {
  const { recall } = useWords();
  if (copy.words === undefined) return null;
  return (
    <p className="reach-words small">
      <b>{copy.finding === 'contradicted' ? recall.copyWords.stand : recall.copyWords.replaced}</b>
      {copy.words.map((one) => (
        <q key={one}>{one}</q>
      ))}
    </p>
  );
}

type Copy = Reach['copies'][number];
type CopyProps = { readonly copy: Copy; readonly language: string | undefined };

/** Which copy: its language, what was made of the story in it, the version it showed last, and its address. */
function CopyHead({ copy, language }: CopyProps): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  const made = derivativeOf(copy, language);
  return (
    <p className="reach-copy small">
      <HeldBy holder={copy.holder} />
      {copy.language ? <b>{languageName(copy.language)}</b> : null}
      {made ? <Mark tone="plain">{words.recall.derivatives[made]}</Mark> : null}
      {copy.version === undefined ? null : <span>{words.story.version(copy.version)}</span>}
      {copy.channel === PASSED_ON ? null : (
        <span>
          <PublicAddress url={copy.url} />
          <ByChannel channel={copy.channel} place={copy.place} />
        </span>
      )}
    </p>
  );
}

/** An older node says no kind; another language tells a translation all the same. */
function derivativeOf(copy: Copy, language: string | undefined): Copy['derivative'] {
  if (copy.derivative !== undefined) return copy.derivative;
  if (copy.language === undefined || language === undefined || copy.language === language) return undefined;
  return 'translation';
}
