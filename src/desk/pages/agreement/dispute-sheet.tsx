import type { ReactNode } from 'react';
import { sayOfFulfilment } from '#contract/commitment.ts';
import { useTell } from '../../ask.ts';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';
import { WordsSheet } from '../../words-sheet.tsx';

/** Says that it was not so, and how it was; the other side reads it. */
export function DisputeSheet(props: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const { id, onClose } = props;
  const { commitment: words } = useWords();
  const { tell } = useToasts();
  const say = useTell(sayOfFulfilment, {
    onDone: () => {
      tell(words.said);
      onClose();
    },
  });
  return (
    <WordsSheet
      title={words.disputeTitle}
      label={words.disputeReason}
      mostCharacters={2000}
      send={words.disputeSend}
      telling={say}
      onSend={(reason) => say.mutate({ params: { id }, body: { kind: 'disputed', reason } })}
      onClose={onClose}
    />
  );
}
