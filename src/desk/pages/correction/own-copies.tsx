import type { ReactNode } from 'react';
import type { Recall } from '../../shapes.ts';
import { useLanguageName } from '../../sentence.tsx';
import { Lane } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { useSeatReasons } from '../../session.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { byHandIn, ConfirmGone } from '../destination/by-hand.tsx';
import { PublicAddress } from '../public-address.tsx';
import { ownCopySteps } from './lane-steps.tsx';

type Props = {
  readonly copies: Recall['ownCopies'];
  /** When the recall was issued, or came. */
  readonly since: string;
  readonly isCorrection: boolean;
};

/** Copies in other systems of ours, each with its lane: it is not done while one of them still shows the story. */
export function OwnCopies({ copies, since, isCorrection }: Props): ReactNode {
  const mayPublish = useSeatReasons()('publish').length === 0;
  const words = useWords();
  const languageName = useLanguageName();
  if (copies.length === 0) return null;
  const done = copies.filter(({ standing }) => standing === 'applied' || standing === 'told').length;
  return (
    <div className="reach" data-overdue={copies.some(({ standing }) => standing === 'failing')}>
      <p className="reach-head">
        <b>{words.recall.ownCopies}</b>
        <span className="soft small">{words.recall.ownCopiesSummary(done, copies.length)}</span>
      </p>
      <ul className="plain-list copy-lanes" aria-label={words.recall.ownCopies}>
        {copies.map((copy) => (
          <li key={copy.id} className="copy-lane">
            <p className="reach-copy small">
              <b>{copy.destination}</b>
              {copy.language ? <span>{languageName(copy.language)}</span> : null}
              {copy.version === undefined ? null : <span>{words.story.version(copy.version)}</span>}
              <PublicAddress url={copy.url} />
            </p>
            <Lane
              label={words.recall.ownCopyLane(copy.destination)}
              steps={ownCopySteps(copy, since, words)}
            />
            {mayPublish && copy.isByHand && copy.standing === 'waiting' ? (
              <div className="actions">
                {isCorrection ? (
                  <LinkButton
                    to="/s/$id"
                    params={{ id: copy.storyId }}
                    search={{ push: '1' }}
                    size="compact-sm"
                  >
                    {byHandIn(copy.channel, words.destination).ranAgain}
                  </LinkButton>
                ) : null}
                <ConfirmGone placementId={copy.id} name={copy.destination} channel={copy.channel} />
              </div>
            ) : null}
            {copy.answer === undefined ? null : (
              <p className="small">{words.recall.ownCopyAnswer(copy.answer)}</p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
