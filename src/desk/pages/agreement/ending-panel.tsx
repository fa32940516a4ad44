import type { ReactNode } from 'react';
import { clauseName, Tri, useText } from '../../sentence.tsx';
import { useReasons } from '../../session.tsx';
import type { Agreement } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

type Props = { readonly agreement: Agreement; readonly onAsk: (ask: string) => void };

/** How a signed agreement ends as things stand, what either side has declared about it, and the answers we can give. */
export function EndingPanel({ agreement, onAsk }: Props): ReactNode {
  const words = useWords();
  const { standing, events } = agreement.endings;
  return (
    <Panel title={words.life.ending} actions={<Answers agreement={agreement} onAsk={onAsk} />}>
      <Resting agreement={agreement} />
      <Follows sentences={standing.sentences} />
      {events.length > 0 ? (
        <>
          <h3 className="clause-kind">{words.life.declared}</h3>
          <ol className="declared">
            {events.map((event) => (
              <Declared
                key={`${event.kind} ${event.by.did} ${event.at}`}
                event={event}
                numberOf={(uid) => numberIn(agreement, uid)}
                isFormer={event.version !== agreement.version}
              />
            ))}
          </ol>
        </>
      ) : null}
    </Panel>
  );
}

/** Single permissions that rest while the rest goes on, and who may let them go on. */
function Resting({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const words = useWords();
  const textOf = useText();
  const { resting } = agreement.endings;
  if (resting.length === 0) return null;
  return (
    <Note tone="warn" title={words.life.resting}>
      <ul className="follows">
        {resting.map(({ clause, by }) => (
          <li key={`${clause} ${by.did}`}>
            {words.life.restingBy(words.refusal.clause(numberIn(agreement, clause)), textOf(by.name))}
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** The number that a clause bears in this text; one that only a former version has keeps its name. */
function numberIn({ clauses }: Agreement, uid: string): string {
  return String(clauses.find((clause) => clause.uid === uid)?.number ?? clauseName(uid));
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
  readonly numberOf: (uid: string) => string;
  /** Declared before this version took the place of another. */
  readonly isFormer: boolean;
}): ReactNode {
  const { event, numberOf } = props;
  const words = useWords();
  const named = event.rules ?? (event.clause === undefined ? [] : [event.clause]);
  const kind = kindOf(event);
  return (
    <li>
      <span className="soft small">
        <BothTimes at={event.at} />
      </span>{' '}
      <b>
        <Tri text={event.by.name} />
      </b>{' '}
      {words.life.kinds[kind]}
      {named.length === 0 ? null : (
        <span className="soft small">
          {' '}
          ({named.map((uid) => words.refusal.clause(numberOf(uid))).join(', ')})
        </span>
      )}
      {props.isFormer ? (
        <span className="soft small"> ({words.life.underVersion(event.version)})</span>
      ) : null}
      {event.words ? <blockquote>{event.words}</blockquote> : null}
    </li>
  );
}

function kindOf({ kind, clause, rules }: Agreement['endings']['events'][number]) {
  if (kind === 'terminated' && clause !== undefined) return 'cause';
  return kind === 'suspended' && rules !== undefined ? 'suspendedRules' : kind;
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
