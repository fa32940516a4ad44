import type { ReactNode } from 'react';
import { useText } from '../../sentence.tsx';
import type { AgreementLine } from '../../shapes.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { useDay } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { useWords } from '../../words/use-words.tsx';

/** That an agreement ends soon, with the one step to renewing or amending it. */
export function RenewalNote(props: {
  readonly agreement: Pick<AgreementLine, 'uid' | 'title' | 'reminder'>;
  readonly more?: ReactNode;
}): ReactNode {
  const { uid, title, reminder } = props.agreement;
  const words = useWords();
  const textOf = useText();
  const day = useDay();
  if (!reminder) return null;
  return (
    <Note
      tone={reminder.days === 90 ? 'info' : 'warn'}
      title={words.register.endsOn(textOf(title), day(reminder.endsAt))}
      actions={
        <>
          <LinkButton to="/agreements/$uid/edit" params={{ uid }} size="compact-sm" variant="default">
            {words.register.renew}
          </LinkButton>
          {props.more}
        </>
      }
    >
      <p>{words.register.reminder(reminder.days)}.</p>
    </Note>
  );
}
