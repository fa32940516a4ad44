import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { recordFulfilment } from '#contract/commitment.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useText } from '../../sentence.tsx';
import type { Commitment } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { useToday } from '../../ui/moment.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';

type Props = {
  readonly uid: string;
  /** Those that bind us, one way or the other. */
  readonly commitments: readonly Commitment[];
  readonly onClose: () => void;
};

/** Records what was done: towards which promise, with whom, how many, when. */
export function FulfilmentSheet({ uid, commitments, onClose }: Props): ReactNode {
  const words = useWords();
  const { commitment: said } = words;
  const text = useText();
  const { tell } = useToasts();
  const [chosen, setChosen] = useState(commitments[0]?.uid ?? '');
  const [counterpart, setCounterpart] = useState<string>();
  const [count, setCount] = useState<number | string>(1);
  const [doneOn, setDoneOn] = useState(useToday());
  const [note, setNote] = useState('');
  const record = useTell(recordFulfilment, {
    onDone: () => {
      tell(said.sent);
      onClose();
    },
  });
  const counterparts = commitments.find((one) => one.uid === chosen)?.counterparts ?? [];
  const withWhom = counterparts.find(({ did }) => did === counterpart) ?? counterparts[0];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!withWhom) return;
    const done = { commitment: chosen, counterpart: withWhom.did, count: Number(count), doneOn, note };
    record.mutate({ params: { uid }, body: done });
  };
  return (
    <Sheet title={said.recordTitle} closeLabel={words.act.close} onClose={onClose} place="side">
      <form className="stack" onSubmit={submit}>
        <p>{said.recordHelp}</p>
        <NativeSelect
          label={said.towards}
          value={chosen}
          data={commitments.map((one) => ({
            value: one.uid,
            label: `${one.clause}. ${text(one.sentence)}`,
          }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <NativeSelect
          label={said.with}
          value={withWhom?.did ?? ''}
          data={counterparts.map(({ did, name }) => ({ value: did, label: text(name) }))}
          onChange={(event) => setCounterpart(event.currentTarget.value)}
        />
        <NumberInput
          label={said.count}
          required
          min={1}
          max={10_000}
          allowDecimal={false}
          value={count}
          onChange={setCount}
        />
        <TextInput
          type="date"
          label={said.doneOn}
          required
          value={doneOn}
          onChange={(event) => setDoneOn(event.currentTarget.value)}
        />
        <Textarea
          label={said.note}
          autosize
          minRows={3}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {record.error ? <Refused fault={record.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" loading={record.isPending} disabled={count === '' || doneOn === ''}>
            {said.send}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
