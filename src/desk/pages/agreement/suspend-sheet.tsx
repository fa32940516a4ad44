import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { suspendAgreement } from '#contract/agreement.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';

type Props = { readonly uid: string; readonly onClose: () => void };

/** One side may suspend at once; the reason goes to the partner. */
export function SuspendSheet({ uid, onClose }: Props): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const [reason, setReason] = useState('');
  const suspend = useTell(suspendAgreement, {
    onDone: () => {
      tell(words.agreement.suspended);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    suspend.mutate({ params: { uid }, body: { reason: reason.trim() } });
  };
  return (
    <Sheet title={words.agreement.suspendTitle} closeLabel={words.act.close} onClose={onClose} place="side">
      <form className="stack" onSubmit={submit}>
        <p>{words.agreement.suspendHelp}</p>
        <Textarea
          label={words.agreement.reason}
          required
          autosize
          minRows={3}
          maxLength={1000}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {suspend.error ? <Refused fault={suspend.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" color="red" loading={suspend.isPending} disabled={reason.trim() === ''}>
            {words.agreement.suspend}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
