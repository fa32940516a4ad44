import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { listCommitments, sayOfFulfilment } from '#contract/commitment.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Tri, useText } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Commitment, Fulfilment } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useCalendarDay } from '../../ui/moment.tsx';
import { Mark, Panel, type Tone } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { DisputeSheet } from './dispute-sheet.tsx';
import { FulfilmentSheet } from './fulfilment-sheet.tsx';
import { useLastDay } from './last-day.ts';

type Props = {
  readonly uid: string;
  /** The sheet to record something stands open. */
  readonly isAsked: boolean;
  readonly onAsk: () => void;
  readonly onClose: () => void;
};

/** What was promised beside the news: how each promise stands, and what either side recorded. */
export function CommitmentPanel({ uid, ...sheet }: Props): ReactNode {
  const query = useAsk(listCommitments, { params: { uid } }, { everySeconds: 10 });
  return (
    <Asked query={query}>
      {({ commitments }) =>
        commitments.length === 0 ? null : <Promises {...{ uid, commitments, ...sheet }} />
      }
    </Asked>
  );
}

function Promises(props: Props & { readonly commitments: readonly Commitment[] }): ReactNode {
  const { uid, commitments, isAsked, onAsk, onClose } = props;
  const { commitment: words } = useWords();
  const reasons = useSeatReasons()('record-fulfilment');
  const ours = commitments.filter(({ counterparts }) => counterparts.length > 0);
  return (
    <Panel
      title={words.title}
      actions={
        ours.length === 0 ? undefined : (
          <GuardedButton variant="default" reasons={reasons} onClick={onAsk}>
            {words.record}
          </GuardedButton>
        )
      }
    >
      <div className="stack">
        <p className="soft small">{words.lead}</p>
        <BalanceTable commitments={commitments} />
        <h3>{words.records}</h3>
        <Records commitments={commitments} mayAnswer={reasons.length === 0} />
      </div>
      {isAsked && ours.length > 0 ? <FulfilmentSheet uid={uid} commitments={ours} onClose={onClose} /> : null}
    </Panel>
  );
}

function BalanceTable({ commitments }: Pick<Parameters<typeof Promises>[0], 'commitments'>): ReactNode {
  const words = useWords();
  const { commitment: said } = words;
  const lastDay = useLastDay();
  return (
    <div className="table-wrap" tabIndex={0} role="group" aria-label={said.title}>
      <table className="plain">
        <thead>
          <tr>
            {[said.promise, said.owedBy].map((head) => (
              <th key={head}>{head}</th>
            ))}
            {COUNTS.map((count) => (
              <th key={count}>{said[count]}</th>
            ))}
            <th>{said.by}</th>
          </tr>
        </thead>
        <tbody>
          {commitments.map(({ uid, clause, kind, owedBy, balance }) => (
            <tr key={uid}>
              <th scope="row">
                {said.kinds[kind]} ({words.refusal.clause(String(clause))})
              </th>
              <td>
                <Tri text={owedBy.name} />
              </td>
              {COUNTS.map((count) => (
                <td key={count} className="tabular">
                  {balance[count]}
                </td>
              ))}
              <td className="tabular">{lastDay(balance.until)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const COUNTS = ['promised', 'confirmed', 'disputed', 'unanswered', 'left'] as const;

const TONES: Readonly<Record<Fulfilment['standing'], Tone>> = {
  unanswered: 'info',
  confirmed: 'good',
  disputed: 'bad',
  withdrawn: 'plain',
};

function Records(props: {
  readonly commitments: readonly Commitment[];
  readonly mayAnswer: boolean;
}): ReactNode {
  const { commitment: words } = useWords();
  const [disputed, setDisputed] = useState<string>();
  const all = props.commitments.flatMap(({ kind, fulfilments }) =>
    fulfilments.map((fulfilment) => ({ kind, fulfilment })),
  );
  if (all.length === 0) return <p className="soft">{words.noRecords}</p>;
  return (
    <>
      <ul className="clauses">
        {all.toReversed().map(({ kind, fulfilment }) => (
          <li key={fulfilment.id}>
            <RecordLine kind={words.kinds[kind]} fulfilment={fulfilment} />
            {props.mayAnswer ? <Answers fulfilment={fulfilment} onDispute={setDisputed} /> : null}
          </li>
        ))}
      </ul>
      {disputed === undefined ? null : <DisputeSheet id={disputed} onClose={() => setDisputed(undefined)} />}
    </>
  );
}

function RecordLine(props: { readonly kind: string; readonly fulfilment: Fulfilment }): ReactNode {
  const { standing, count, doneOn, note, recordedBy, words: said } = props.fulfilment;
  const { commitment: words } = useWords();
  const text = useText();
  const day = useCalendarDay();
  const reason = said.at(-1)?.reason ?? '';
  return (
    <>
      <Mark tone={TONES[standing]}>{words.standings[standing]}</Mark>{' '}
      <b className="tabular">
        {props.kind}: {count}
      </b>{' '}
      · <span className="tabular">{day(doneOn)}</span> · {words.recordedBy(text(recordedBy.name))}
      {note === '' ? null : <p className="small">{note}</p>}
      {reason === '' ? null : <p className="small">“{reason}”</p>}
    </>
  );
}

/** What this side may still say: judged again by the rule when it is said. */
function Answers(props: {
  readonly fulfilment: Fulfilment;
  readonly onDispute: (id: string) => void;
}): ReactNode {
  const { id, isOwn, standing } = props.fulfilment;
  const { commitment: words } = useWords();
  const { tell, refused } = useToasts();
  const say = useTell(sayOfFulfilment, { onDone: () => tell(words.said), onRefused: refused });
  const saying = (kind: 'confirmed' | 'withdrawn') => () =>
    say.mutate({ params: { id }, body: { kind, reason: '' } });
  if (standing === 'withdrawn' || (!isOwn && standing === 'confirmed')) return null;
  return (
    <div className="actions">
      {isOwn ? (
        <Button size="xs" variant="default" loading={say.isPending} onClick={saying('withdrawn')}>
          {words.takeBack}
        </Button>
      ) : (
        <>
          <Button size="xs" loading={say.isPending} onClick={saying('confirmed')}>
            {words.confirm}
          </Button>
          {standing === 'disputed' ? null : (
            <Button size="xs" variant="default" onClick={() => props.onDispute(id)}>
              {words.dispute}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
