import type { ReactNode } from 'react';
import type { AgreementLine } from '../../shapes.ts';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** That an agreement ends soon, by the step it is in; nothing while the end is far. */
export function ReminderMark({ reminder }: Pick<AgreementLine, 'reminder'>): ReactNode {
  const words = useWords();
  return reminder ? (
    <Mark tone={reminder.days === 90 ? 'info' : 'warn'}>{words.register.reminder(reminder.days)}</Mark>
  ) : null;
}
