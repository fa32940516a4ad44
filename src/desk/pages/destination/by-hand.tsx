import { Button, Radio, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { confirmGone, recordRun } from '#contract/destination.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useToasts } from '../../toasts.tsx';
import { useToday } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.tsx';

type Run = {
  readonly destination: { readonly id: string; readonly name: string };
  readonly order: { readonly storyId: string; readonly translationId?: string };
  /** It ran before: what is recorded now is its correction. */
  readonly isAgain: boolean;
};

/** Records that people published a story there: the day, and where in words. */
export function RecordRun({ destination, order, isAgain }: Run): ReactNode {
  const { destination: words, act } = useWords();
  const { tell } = useToasts();
  const today = useToday();
  const [isOpen, setOpen] = useState(false);
  const [ranOn, setRanOn] = useState(today);
  const [where, setWhere] = useState('');
  const record = useTell(recordRun, {
    onDone() {
      tell(words.byHand.recorded(destination.name));
      setOpen(false);
    },
  });
  const label = isAgain ? words.byHand.ranAgain : words.byHand.ran;
  if (!isOpen)
    return (
      <Button
        size="compact-sm"
        variant={isAgain ? 'default' : 'filled'}
        aria-label={`${label}: ${destination.name}`}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    record.mutate({ params: { id: destination.id }, body: { ...order, ranOn, where: where.trim() } });
  };
  return (
    <form className="stack" aria-label={`${label}: ${destination.name}`} onSubmit={submit}>
      <TextInput
        label={words.byHand.day}
        type="date"
        max={today}
        required
        data-autofocus
        value={ranOn}
        onChange={(event) => setRanOn(event.currentTarget.value)}
      />
      <TextInput
        label={words.byHand.where}
        description={words.byHand.whereHelp}
        maxLength={200}
        value={where}
        onChange={(event) => setWhere(event.currentTarget.value)}
      />
      {record.error ? <Refused fault={record.error} kept="change" /> : null}
      <FormActions
        submit={words.byHand.record}
        cancel={act.cancel}
        isPending={record.isPending}
        onCancel={() => setOpen(false)}
      />
    </form>
  );
}

type Gone = { readonly placementId: string; readonly name: string };

/** A person says what was done about a story that ran: nobody else can know it. */
export function ConfirmGone({ placementId, name }: Gone): ReactNode {
  const { destination: words, act } = useWords();
  const { tell } = useToasts();
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState('');
  const [note, setNote] = useState('');
  const confirm = useTell(confirmGone, { onDone: () => tell(words.byHand.confirmed) });
  const label = words.byHand.gone;
  if (!isOpen)
    return (
      <Button
        size="compact-sm"
        variant="default"
        miw="max-content"
        aria-label={`${label}: ${name}`}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate({ params: { id: placementId }, body: { isTold: done === 'told', note: note.trim() } });
  };
  return (
    <form className="stack" aria-label={`${label}: ${name}`} onSubmit={submit}>
      <Radio.Group label={words.byHand.whatWasDone} required value={done} onChange={setDone}>
        <div className="stack tight">
          <Radio value="removed" label={words.byHand.removed} data-autofocus />
          <Radio value="told" label={words.byHand.told} />
        </div>
      </Radio.Group>
      <TextInput
        label={words.byHand.note}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {confirm.error ? <Refused fault={confirm.error} kept="change" /> : null}
      <FormActions
        submit={words.byHand.confirm}
        cancel={act.cancel}
        isPending={confirm.isPending}
        isBlocked={done === ''}
        onCancel={() => setOpen(false)}
      />
    </form>
  );
}

function FormActions(props: {
  readonly submit: string;
  readonly cancel: string;
  readonly isPending: boolean;
  readonly isBlocked?: boolean;
  readonly onCancel: () => void;
}): ReactNode {
  return (
    <div className="actions">
      <Button type="submit" size="compact-sm" disabled={props.isBlocked === true} loading={props.isPending}>
        {props.submit}
      </Button>
      <Button size="compact-sm" variant="default" onClick={props.onCancel}>
        {props.cancel}
      </Button>
    </div>
  );
}
