import type { ReactNode } from 'react';
import { shortClause, Tri } from '../../sentence.tsx';
import { useReasons } from '../../session.tsx';
import type { Agreement } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

type Props = { readonly agreement: Agreement; readonly onAsk: (ask: string) => void };

/** How a signed agreement ends as things stand, what either side has declared about it, and the answers we can give. */
export function EndingPanel({ agreement, onAsk }: Props): ReactNode {
  const words = useWords();
  const { standing, events } = agreement.endings;
  return (
    <Panel title={words.life.ending} actions={<Answers agreement={agreement} onAsk={onAsk} />}>
      <Follows sentences={standing.sentences} />
      {events.length > 0 ? (
        <>
          <h3 className="clause-kind">{words.life.declared}</h3>
          <ol className="declared">
            {events.map((event) => (
              <Declared
                key={`${event.kind} ${event.by.did} ${event.at}`}
                event={event}
                isFormer={event.version !== agreement.version}
              />
            ))}
          </ol>
        </>
      ) : null}
    </Panel>
  );
}

/** Sentence by sentence: when, who must still agree, what stops, what stays owed. */
export function Follows({
  sentences,
}: {
  readonly sentences: Agreement['endings']['standing']['sentences'];
}): ReactNode {
  return (
    <ul className="follows">
      {sentences.map((one) => (
        <li key={one.en}>
          <Tri text={one} />
        </li>
      ))}
    </ul>
  );
}

function Declared(props: {
  readonly event: Agreement['endings']['events'][number];
  /** Declared before this version took the place of another. */
  readonly isFormer: boolean;
}): ReactNode {
  const { event } = props;
  const words = useWords();
  const kind = event.kind === 'terminated' && event.clause !== undefined ? 'cause' : event.kind;
  return (
    <li>
      <span className="soft small">
        <BothTimes at={event.at} />
      </span>{' '}
      <b>
        <Tri text={event.by.name} />
      </b>{' '}
      {words.life.kinds[kind]}
      {event.clause === undefined ? null : (
        <span className="soft small"> ({words.refusal.clause(shortClause(event.clause))})</span>
      )}
      {props.isFormer ? (
        <span className="soft small"> ({words.life.underVersion(event.version)})</span>
      ) : null}
      {event.words ? <blockquote>{event.words}</blockquote> : null}
    </li>
  );
}

function Answers({ agreement, onAsk }: Props): ReactNode {
  const words = useWords();
  const reasonsFor = useReasons();
  const { cure, contest, standing, ways } = agreement.endings;
  const asked = (may: Agreement['may']['sign']): boolean =>
    may.ok || may.because.every(({ code }) => code === 'role-missing');
  const us = agreement.parties.find(({ isUs }) => isUs);
  const mustAgree = standing.awaits.some(({ did }) => did === us?.did);
  return (
    <>
      {mustAgree && asked(ways.together.may) ? (
        <GuardedButton
          size="xs"
          variant="default"
          reasons={reasonsFor('sign-agreement', ways.together.may)}
          onClick={() => onAsk('end-together')}
        >
          {words.life.agreeToo}
        </GuardedButton>
      ) : null}
      {asked(cure) ? (
        <GuardedButton
          size="xs"
          variant="default"
          reasons={reasonsFor('sign-agreement', cure)}
          onClick={() => onAsk('cured')}
        >
          {words.life.cured}
        </GuardedButton>
      ) : null}
      {asked(contest) ? (
        <GuardedButton
          size="xs"
          variant="default"
          reasons={reasonsFor('sign-agreement', contest)}
          onClick={() => onAsk('contest')}
        >
          {words.life.contest}
        </GuardedButton>
      ) : null}
    </>
  );
}
