import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Refused } from './refused.tsx';
import { Sheet } from './ui/sheet.tsx';
import { useWords } from './words/use-words.tsx';

type Props = {
  readonly title: string;
  readonly help?: string;
  readonly label: string;
  readonly mostCharacters: number;
  readonly send: string;
  /** How the sending goes. */
  readonly telling: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSend: (said: string) => void;
  readonly onClose: () => void;
};

/** Says something to the other side that goes with words; empty ones are not sent. */
export function WordsSheet(props: Props): ReactNode {
  const { telling, onClose } = props;
  const words = useWords();
  const [said, setSaid] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onSend(said.trim());
  };
  return (
    <Sheet title={props.title} closeLabel={words.act.close} onClose={onClose} place="side">
      <form className="stack" onSubmit={submit}>
        {props.help === undefined ? null : <p>{props.help}</p>}
        <Textarea
          label={props.label}
          required
          autosize
          minRows={3}
          maxLength={props.mostCharacters}
          data-autofocus
          value={said}
          onChange={(event) => setSaid(event.currentTarget.value)}
        />
        {telling.error ? <Refused fault={telling.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" loading={telling.isPending} disabled={said.trim() === ''}>
            {props.send}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
