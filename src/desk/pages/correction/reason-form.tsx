import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { REASON_CLASSES } from '#contract/publication.ts';
import { Refused } from '../../refused.tsx';
import type { ReasonClass } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';

type Props = {
  readonly lead: string;
  readonly button: string;
  readonly busy: boolean;
  readonly fault: unknown;
  /** A tick the person must set first, for what cannot be taken back. */
  readonly confirm?: string;
  readonly onSend: (reason: { readonly reasonClass: ReasonClass; readonly publicReason: string }) => void;
};

/** A reason class and the reason readers see: every withdrawal has both. */
export function ReasonForm({ lead, button, busy, fault, confirm, onSend }: Props): ReactNode {
  const [reasonClass, setClass] = useState<ReasonClass>('error');
  const [publicReason, setReason] = useState('');
  const [sure, setSure] = useState(confirm === undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSend({ reasonClass, publicReason: publicReason.trim() });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p>{lead}</p>
      <ReasonClassField value={reasonClass} onChange={setClass} />
      <PublicReasonField value={publicReason} onChange={setReason} />
      {confirm ? (
        <Checkbox label={confirm} checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
      ) : null}
      {fault ? <Refused fault={fault} kept="change" /> : null}
      <div className="actions">
        <Button type="submit" color="red" loading={busy} disabled={!sure || publicReason.trim() === ''}>
          {button}
        </Button>
      </div>
    </form>
  );
}

/** What readers and partners are told. */
export function PublicReasonField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const words = useWords();
  return (
    <Textarea
      label={words.recall.publicReason}
      required
      autosize
      minRows={3}
      maxLength={2000}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

export function ReasonClassField(props: {
  readonly value: ReasonClass;
  readonly onChange: (value: ReasonClass) => void;
}): ReactNode {
  const words = useWords();
  return (
    <NativeSelect
      label={words.recall.reasonClass}
      value={props.value}
      data={REASON_CLASSES.map((value) => ({ value, label: words.recall.reasons[value] }))}
      onChange={(event) => {
        const chosen = REASON_CLASSES.find((one) => one === event.currentTarget.value);
        if (chosen) props.onChange(chosen);
      }}
    />
  );
}
