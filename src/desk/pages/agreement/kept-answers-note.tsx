import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { BothTimes } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { useWords } from '../../words/use-words.tsx';
import type { KeptAnswers } from './use-kept-answers.ts';

/** When the answers were last kept; and if somebody else has kept others, whose, and with which to go on. */
export function KeptAnswersNote({ form }: { readonly form: KeptAnswers }): ReactNode {
  const { compose } = useWords();
  const { other, keptAt, take } = form;
  if (!other)
    return keptAt === undefined ? null : (
      <p className="soft small" role="status">
        {compose.keptAt} <BothTimes at={keptAt} />
      </p>
    );
  return (
    <Note
      tone="warn"
      alert
      title={compose.keptByOther(other.by)}
      actions={
        <>
          <Button size="compact-sm" onClick={() => take('theirs')}>
            {compose.takeTheirs}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => take('ours')}>
            {compose.keepOurs}
          </Button>
        </>
      }
    >
      <p>
        <BothTimes at={other.at} />. {compose.keptByOtherHelp}
      </p>
    </Note>
  );
}
