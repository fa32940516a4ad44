import type { ReactNode } from 'react';
import { useText } from '../../sentence.tsx';
import type { AgreementLine } from '../../shapes.ts';
import { Note } from '../../ui/note.tsx';
import { useWords } from '../../words/use-words.tsx';

/** That notice can soon no longer be given. */
export function NoticeNote(props: {
  readonly agreement: Pick<AgreementLine, 'title' | 'noticeReminder'>;
  readonly more?: ReactNode;
}): ReactNode {
  const { title, noticeReminder } = props.agreement;
  const { register } = useWords();
  const textOf = useText();
  if (!noticeReminder) return null;
  return (
    <Note
      tone={noticeReminder.days === 90 ? 'info' : 'warn'}
      title={register.noticeUntil(textOf(title), noticeReminder.lastDay)}
      actions={props.more}
    >
      <p>{register.noticeHelp}</p>
    </Note>
  );
}
