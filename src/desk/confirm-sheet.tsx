import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Refused } from './refused.tsx';
import { Sheet } from './ui/sheet.tsx';
import { useWords } from './words/use-words.tsx';

type Props = {
  readonly title: string;
  readonly help: string;
  readonly confirm: string;
  /** How the deed goes. */
  readonly telling: { readonly isPending: boolean; readonly error: Error | null };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Asks once more before something is taken away for good; the keyboard stands on leaving it. */
export function ConfirmSheet({ title, help, confirm, telling, onConfirm, onClose }: Props): ReactNode {
  const words = useWords();
  return (
    <Sheet title={title} closeLabel={words.act.close} onClose={onClose} place="middle">
      <div className="stack">
        <p>{help}</p>
        {telling.error ? <Refused fault={telling.error} kept="change" /> : null}
        <div className="actions">
          <Button color="red" loading={telling.isPending} onClick={onConfirm}>
            {confirm}
          </Button>
          <Button variant="default" onClick={onClose} data-autofocus>
            {words.act.cancel}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
