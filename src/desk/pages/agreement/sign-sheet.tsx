import { Button, Checkbox } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { signAgreement } from '#contract/agreement.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { Tri } from '../../sentence.tsx';
import type { Agreement } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ClauseList } from './clause-list.tsx';

type Props = { readonly agreement: Agreement; readonly onClose: () => void };

/** The signer sees the text and its fingerprint, and signs exactly that: a text that changed meanwhile is refused. */
export function SignSheet({ agreement, onClose }: Props): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const [read, setRead] = useState(false);
  // The fingerprint of what was on screen when the sheet opened, not of what came since.
  const [digest] = useState(agreement.digest);
  const sign = useTell(signAgreement, {
    onDone: ({ state }) => {
      tell(`${words.agreement.signed} ${words.agreement.states[state]}`);
      onClose();
    },
  });
  return (
    <Sheet title={words.agreement.signTitle} closeLabel={words.act.close} onClose={onClose} place="side" wide>
      <div className="stack">
        <h2>
          <Tri text={agreement.title} />
        </h2>
        <ClauseList clauses={agreement.clauses} all={false} />
        <p>{words.agreement.signHelp}</p>
        <p className="mono">{digest}</p>
        <Checkbox
          label={words.agreement.signRead}
          checked={read}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
        {sign.error ? <Refused fault={sign.error} kept="change" /> : null}
        <div className="actions">
          <Button
            disabled={!read}
            loading={sign.isPending}
            onClick={() => sign.mutate({ params: { uid: agreement.uid }, body: { digest } })}
          >
            {agreement.state === 'received' ? words.agreement.countersign : words.agreement.sign}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
