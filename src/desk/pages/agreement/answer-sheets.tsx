import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { confirmCure, contestEnding } from '#contract/agreement-endings.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';

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

/** Answers the partner's ending for cause, in words that stay beside it. */
export function ContestSheet({ uid, onClose }: Props): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const [answer, setAnswer] = useState('');
  const contest = useTell(contestEnding, {
    onDone: () => {
      tell(words.life.contestDone);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    contest.mutate({ params: { uid }, body: { words: answer.trim() } });
  };
  return (
    <Sheet title={words.life.contestTitle} closeLabel={words.act.close} onClose={onClose} place="side">
      <form className="stack" onSubmit={submit}>
        <p>{words.life.contestHelp}</p>
        <Textarea
          label={words.life.contestWords}
          required
          autosize
          minRows={3}
          maxLength={1000}
          data-autofocus
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        {contest.error ? <Refused fault={contest.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" loading={contest.isPending} disabled={answer.trim() === ''}>
            {words.life.contestSend}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
