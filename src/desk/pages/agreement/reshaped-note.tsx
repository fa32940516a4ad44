import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Note } from '../../ui/note.tsx';
import { useWords } from '../../words/use-words.tsx';
import { answerName } from './answer-names.ts';
import type { AnswerPlace, Reshaped } from './reshape-draft.ts';

/** What another kind or another party did to the answers, and the way back. */
export function ReshapedNote(props: {
  readonly reshaped: Reshaped;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { set, left } = props.reshaped;
  const words = useWords();
  const { compose, act } = words;
  const list = (places: readonly AnswerPlace[]): string =>
    [...new Set(places.map((place) => answerName(words, place)))].join(' · ');
  if (set.length + left.length === 0) return null;
  return (
    <Note
      tone={left.length > 0 ? 'warn' : 'info'}
      alert
      title={compose.reshaped}
      actions={
        <>
          <Button size="compact-sm" variant="default" onClick={props.onUndo}>
            {act.undo}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={props.onClose}>
            {act.close}
          </Button>
        </>
      }
    >
      {left.length > 0 ? (
        <p>
          {compose.reshapedLeft} {list(left)}
        </p>
      ) : null}
      {set.length > 0 ? (
        <p>
          {compose.reshapedSet} {list(set)}
        </p>
      ) : null}
      <p className="small">{compose.reshapedRest}</p>
    </Note>
  );
}
