import { Button, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { discardRefusedDocument, retryRefusedDocument, showRefusedDocument } from '#contract/source.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import type { RefusedDocument } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';

/** How a refused document begins, as text; it is tried again or discarded with a reason. */
export function RefusedSheet(props: {
  readonly document: RefusedDocument;
  readonly reasons: readonly ReactNode[];
  readonly onClose: () => void;
}): ReactNode {
  const { document, reasons, onClose } = props;
  const words = useWords();
  const shown = useAsk(showRefusedDocument, { params: { id: document.id } });
  return (
    <Sheet
      title={words.intake.seeTitle(document.name)}
      closeLabel={words.act.close}
      onClose={onClose}
      place="side"
      wide
    >
      <div className="stack">
        <p lang="en">
          <code className="mono">{document.code}</code> <span className="mono">{document.at}</span>{' '}
          {document.detail}
        </p>
        <Asked query={shown}>
          {({ beginning }) =>
            beginning === undefined ? (
              <p className="soft">{words.intake.notKept}</p>
            ) : (
              <pre className="mono table-wrap" tabIndex={0}>
                {beginning}
              </pre>
            )
          }
        </Asked>
        {reasons.length === 0 ? <Settle document={document} onDone={onClose} /> : null}
      </div>
    </Sheet>
  );
}

function Settle({ document, onDone }: { readonly document: RefusedDocument; readonly onDone: () => void }) {
  const words = useWords();
  const { tell } = useToasts();
  const [why, setWhy] = useState('');
  const params = { id: document.id };
  const retry = useTell(retryRefusedDocument, {
    onDone({ admitted, refused }) {
      tell(words.intake.retried(admitted, refused));
      onDone();
    },
  });
  const discard = useTell(discardRefusedDocument, { onDone });
  return (
    <>
      {retry.error ? <Refused fault={retry.error} kept="change" /> : null}
      <div className="actions">
        <Button loading={retry.isPending} onClick={() => retry.mutate({ params })}>
          {words.intake.retry}
        </Button>
      </div>
      <Textarea
        label={words.intake.discardWhy}
        description={words.intake.discardHelp}
        value={why}
        maxLength={500}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      {discard.error ? <Refused fault={discard.error} kept="change" /> : null}
      <div className="actions">
        <Button
          variant="default"
          disabled={why.trim() === ''}
          loading={discard.isPending}
          onClick={() => discard.mutate({ params, body: { why: why.trim() } })}
        >
          {words.intake.discard}
        </Button>
      </div>
    </>
  );
}
