import { Button, Radio, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { confirmGone, recordRun } from '#contract/destination.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import type { Destination } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { useToday } from '../../ui/moment.tsx';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/use-words.tsx';

type Run = {
  readonly destination: Pick<Destination, 'id' | 'name' | 'channel'>;
  readonly order: { readonly storyId: string; readonly translationId?: string };
  /** It ran before: what is recorded now is its correction. */
  readonly isAgain: boolean;
};

/** What people do by hand is called otherwise where they keep a story in an archive. */
export function byHandIn(channel: string | undefined, { byHand }: Words['destination']) {
  return channel === ARCHIVE ? { ...byHand, ...byHand.ofArchive } : byHand;
}

/** Records that people published a story there, or put it into an archive: the day, and where in words. */
export function RecordRun({ destination, order, isAgain }: Run): ReactNode {
  const { destination: all, act } = useWords();
  const words = byHandIn(destination.channel, all);
  const { tell } = useToasts();
  const today = useToday();
  const [isOpen, setOpen] = useState(false);
  const [ranOn, setRanOn] = useState(today);
  const [where, setWhere] = useState('');
  const record = useTell(recordRun, {
    onDone() {
      tell(words.recorded(destination.name));
      setOpen(false);
    },
  });
  const label = isAgain ? words.ranAgain : words.ran;
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
        label={words.day}
        type="date"
        max={today}
        required
        data-autofocus
        value={ranOn}
        onChange={(event) => setRanOn(event.currentTarget.value)}
      />
      <TextInput
        label={words.where}
        description={words.whereHelp}
        maxLength={200}
        value={where}
        onChange={(event) => setWhere(event.currentTarget.value)}
      />
      {record.error ? <Refused fault={record.error} kept="change" /> : null}
      <FormActions
        submit={words.record}
        cancel={act.cancel}
        isPending={record.isPending}
        onCancel={() => setOpen(false)}
      />
    </form>
  );
}

type Gone = { readonly placementId: string; readonly name: string; readonly channel: string | undefined };

/** A person says what was done about a story that ran: nobody else can know it. */
export function ConfirmGone({ placementId, name, channel }: Gone): ReactNode {
  const { destination: all, act } = useWords();
  const words = byHandIn(channel, all);
  const { tell } = useToasts();
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState('');
  const [note, setNote] = useState('');
  const confirm = useTell(confirmGone, { onDone: () => tell(words.confirmed) });
  const label = words.gone;
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
      <Radio.Group label={words.whatWasDone} required value={done} onChange={setDone}>
        <div className="stack tight">
          <Radio value="removed" label={words.removed} data-autofocus />
          {channel === ARCHIVE ? null : <Radio value="told" label={words.told} />}
        </div>
      </Radio.Group>
      <TextInput
        label={words.note}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {confirm.error ? <Refused fault={confirm.error} kept="change" /> : null}
      <FormActions
        submit={words.confirm}
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
