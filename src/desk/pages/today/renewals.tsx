import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { seeReminder } from '#contract/today.ts';
import { useTell } from '../../ask.ts';
import { useSeat } from '../../session.tsx';
import type { Today } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { NoticeNote } from '../agreement/notice-note.tsx';
import { RenewalNote } from '../agreement/renewal-note.tsx';

type Line = Today['renewals'][number];
type Step = Today['seen'][number];
type Reminded = { readonly line: Line; readonly step: Step };

/** Agreements that end soon, for whoever can renew them; what this person has seen stays away until the next step. */
export function Renewals({ renewals, seen }: Pick<Today, 'renewals' | 'seen'>): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  const [isAll, setAll] = useState(false);
  const isOurs = session.roles.some((role) => role === 'coordinator' || role === 'chief');
  const all = renewals.flatMap(stepsOf);
  const waiting = all.filter(({ step }) => !seen.some((one) => isSame(one, step)));
  if (!isOurs || all.length === 0) return null;
  return (
    <Panel title={words.register.reminders} count={waiting.length}>
      <div className="stack">
        {(isAll ? all : waiting).map((one) => (
          <Reminder key={`${one.step.digest} ${one.step.about}`} {...one} isSeen={!waiting.includes(one)} />
        ))}
        {all.length > waiting.length ? (
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(!isAll)}>
            {isAll ? words.register.hideSeen : words.register.showSeen(all.length - waiting.length)}
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}

function Reminder({ line, step, isSeen }: Reminded & { readonly isSeen: boolean }): ReactNode {
  const words = useWords();
  const { refused } = useToasts();
  const see = useTell(seeReminder, { onDone: () => undefined, onRefused: refused });
  const more = isSeen ? null : (
    <Button
      size="compact-sm"
      variant="subtle"
      loading={see.isPending}
      onClick={() => see.mutate({ params: { uid: line.uid }, body: step })}
    >
      {words.register.seen}
    </Button>
  );
  return step.about === 'end' ? (
    <RenewalNote agreement={line} more={more} />
  ) : (
    <NoticeNote
      agreement={line}
      more={
        <>
          <LinkButton to="/agreements/$uid" params={{ uid: line.uid }} size="compact-sm" variant="default">
            {words.register.openAgreement}
          </LinkButton>
          {more}
        </>
      }
    />
  );
}

function stepsOf(line: Line): Reminded[] {
  const { digest, reminder, noticeReminder } = line;
  return [
    ...(noticeReminder
      ? [{ line, step: { digest, about: 'notice', since: noticeReminder.since } } as const]
      : []),
    ...(reminder ? [{ line, step: { digest, about: 'end', since: reminder.since } } as const] : []),
  ];
}

function isSame(one: Step, other: Step): boolean {
  return one.digest === other.digest && one.about === other.about && one.since === other.since;
}
