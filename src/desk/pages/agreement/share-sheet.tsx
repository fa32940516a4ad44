import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { shareDraft } from '#contract/talks.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { endOfDay } from './compose-draft.ts';
import { DayOf } from './question-parts.tsx';

/** One question before our draft lies on the other parties’ desks; the fingerprint is what they will see too. */
export function ShareSheet(props: {
  readonly uid: string;
  readonly digest: string;
  readonly onClose: () => void;
}): ReactNode {
  const { uid, digest, onClose } = props;
  const words = useWords();
  const { tell } = useToasts();
  const [expiresAt, setExpiresAt] = useState<string>();
  const share = useTell(shareDraft, {
    onDone: () => {
      tell(words.talks.shared);
      onClose();
    },
  });
  return (
    <Sheet title={words.talks.shareTitle} closeLabel={words.act.close} onClose={onClose} place="middle">
      <div className="stack">
        <p>{words.talks.shareHelp}</p>
        <p className="mono">{digest}</p>
        <DayOf
          field="expiresAt"
          label={words.talks.lapsesOn}
          value={expiresAt}
          toMoment={endOfDay}
          onChange={setExpiresAt}
        />
        {share.error ? <Refused fault={share.error} kept="change" /> : null}
        <div className="actions">
          <Button
            data-autofocus
            loading={share.isPending}
            onClick={() =>
              share.mutate({
                params: { uid },
                body: { digest, ...(expiresAt === undefined ? {} : { expiresAt }) },
              })
            }
          >
            {words.talks.share}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
