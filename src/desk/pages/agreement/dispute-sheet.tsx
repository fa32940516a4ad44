import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { sayOfFulfilment } from '#contract/commitment.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';

/** Says that it was not so, and how it was; the other side reads it. */
export function DisputeSheet(props: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const { id, onClose } = props;
  const words = useWords();
  const { tell } = useToasts();
  const [reason, setReason] = useState('');
  const say = useTell(sayOfFulfilment, {
    onDone: () => {
      tell(words.commitment.said);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say.mutate({ params: { id }, body: { kind: 'disputed', reason } });
  };
  return (
    <Sheet title={words.commitment.disputeTitle} closeLabel={words.act.close} onClose={onClose} place="side">
      <form className="stack" onSubmit={submit}>
        <Textarea
          label={words.commitment.disputeReason}
          required
          autosize
          minRows={3}
          maxLength={2000}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {say.error ? <Refused fault={say.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" loading={say.isPending} disabled={reason.trim() === ''}>
            {words.commitment.disputeSend}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
