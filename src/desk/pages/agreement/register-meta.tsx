import type { ReactNode } from 'react';
import type { RegisterLine } from '../../shapes.ts';
import { useDay } from '../../ui/moment.tsx';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { AgreementMark } from './agreement-mark.tsx';
import { PartyNames } from './party-names.tsx';
import { useLastDay } from './last-day.ts';
import { ReminderMark } from './reminder-mark.tsx';

/** What the register says of one agreement in a line: state, partners, end, what is owed by whom, quota left. */
export function RegisterMeta({ line }: { readonly line: RegisterLine }): ReactNode {
  const words = useWords();
  const day = useDay();
  const { endsAt } = line.ending;
  const isOver = line.state === 'expired' || line.state === 'terminated';
  return (
    <>
      <AgreementMark state={line.state} />
      <ReminderMark {...(line.reminder ? { reminder: line.reminder } : {})} />
      {line.latest ? (
        <span>
          {words.talks.version(line.latest.version)}: <AgreementMark state={line.latest.state} />
        </span>
      ) : null}
      <span>
        <PartyNames parties={line.parties} />
      </span>
      <span className="tabular">
        {endsAt === undefined
          ? words.register.open
          : isOver
            ? words.register.ended(day(endsAt))
            : words.register.ends(day(endsAt))}
      </span>
      <Owed waiting={line.owed.byUs} say={words.register.weOwe} />
      <Owed waiting={line.owed.byThem} say={words.register.theyOwe} />
      {line.promises.map((promise) => (
        <PromiseLeft key={promise.uid} promise={promise} />
      ))}
      {line.quotas.map(({ clause, left, limit }) => (
        <span key={clause} className="tabular">
          {words.register.quota(left, limit)}
        </span>
      ))}
      <span>{words.agreement.version(line.version)}</span>
    </>
  );
}

function Owed(props: {
  readonly waiting: RegisterLine['owed']['byUs'];
  readonly say: (open: number) => string;
}): ReactNode {
  const words = useWords();
  const { open, overdue } = props.waiting;
  if (open === 0) return null;
  return (
    <span>
      {props.say(open)}
      {overdue > 0 ? (
        <>
          {' '}
          <Mark tone="bad">{words.register.late(overdue)}</Mark>
        </>
      ) : null}
    </span>
  );
}

/** What is left of a promise beside the news, and what waits for an answer; nothing once it is kept. */
function PromiseLeft({ promise }: { readonly promise: RegisterLine['promises'][number] }): ReactNode {
  const { commitment: words } = useWords();
  const lastDay = useLastDay();
  const { left, unanswered, until } = promise.balance;
  const say = promise.byUs ? words.weOwe : words.theyOwe;
  return (
    <>
      {left > 0 ? <span>{say(left, words.kinds[promise.kind], lastDay(until))}</span> : null}
      {unanswered > 0 ? <span>{words.toAnswer(unanswered)}</span> : null}
    </>
  );
}
