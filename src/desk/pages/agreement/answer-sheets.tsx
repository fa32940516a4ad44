import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { confirmCure, contestEnding } from '#contract/agreement-endings.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { WordsSheet } from '../../words-sheet.tsx';

type Props = { readonly uid: string; readonly onClose: () => void };

/** Takes our own ending for cause back. */
export function CureSheet({ uid, onClose }: Props): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const cure = useTell(confirmCure, {
    onDone: () => {
      tell(words.life.curedDone);
      onClose();
    },
  });
  return (
    <Sheet title={words.life.curedTitle} closeLabel={words.act.close} onClose={onClose} place="middle">
      <div className="stack">
        <p>{words.life.curedHelp}</p>
        {cure.error ? <Refused fault={cure.error} kept="change" /> : null}
        <div className="actions">
          <Button data-autofocus loading={cure.isPending} onClick={() => cure.mutate({ params: { uid } })}>
            {words.life.curedConfirm}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

/** Answers the partner’s ending for cause, in words that stay beside it. */
export function ContestSheet({ uid, onClose }: Props): ReactNode {
  const { life: words } = useWords();
  const { tell } = useToasts();
  const contest = useTell(contestEnding, {
    onDone: () => {
      tell(words.contestDone);
      onClose();
    },
  });
  return (
    <WordsSheet
      title={words.contestTitle}
      help={words.contestHelp}
      label={words.contestWords}
      mostCharacters={1000}
      send={words.contestSend}
      telling={contest}
      onSend={(answer) => contest.mutate({ params: { uid }, body: { words: answer } })}
      onClose={onClose}
    />
  );
}
