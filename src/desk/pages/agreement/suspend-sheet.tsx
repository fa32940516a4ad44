import { Button, Checkbox, Radio, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { suspendAgreement } from '#contract/agreement.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useText } from '../../sentence.tsx';
import type { Agreement } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';

type Props = { readonly agreement: Agreement; readonly onClose: () => void };

/** What is to rest: everything, or the permissions that the text lets us suspend one by one. */
type Extent = { readonly isWhole: boolean; readonly rules: readonly string[] };

/** One side may suspend at once, the whole or single permissions; the reason goes to the others. */
export function SuspendSheet({ agreement, onClose }: Props): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const [reason, setReason] = useState('');
  const [extent, setExtent] = useState<Extent>(() => extentNow(agreement));
  const suspend = useTell(suspendAgreement, {
    onDone: () => {
      tell(words.agreement.suspended);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const rules = extent.isWhole ? {} : { rules: [...extent.rules] };
    suspend.mutate({ params: { uid: agreement.uid }, body: { reason: reason.trim(), ...rules } });
  };
  const isComplete = reason.trim() !== '' && (extent.isWhole || extent.rules.length > 0);
  return (
    <Sheet title={words.agreement.suspendTitle} closeLabel={words.act.close} onClose={onClose} place="side">
      <form className="stack" onSubmit={submit}>
        <p>{words.agreement.suspendHelp}</p>
        {agreement.endings.suspendable.length > 0 ? (
          <ChooseExtent agreement={agreement} extent={extent} onExtent={setExtent} />
        ) : null}
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
          <Button type="submit" color="red" loading={suspend.isPending} disabled={!isComplete}>
            {words.agreement.suspend}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

/** What rests at our word already stands chosen, for what is declared is all that rests from then on. */
function extentNow({ endings, parties }: Agreement): Extent {
  const us = parties.find(({ isUs }) => isUs)?.did;
  const rules = endings.resting.filter(({ by }) => by.did === us).map(({ clause }) => clause);
  return { isWhole: rules.length === 0, rules };
}

function ChooseExtent(props: {
  readonly agreement: Agreement;
  readonly extent: Extent;
  readonly onExtent: (extent: Extent) => void;
}): ReactNode {
  const { agreement, extent, onExtent } = props;
  const { agreement: words } = useWords();
  const textOf = useText();
  const clauses = agreement.clauses.filter(({ uid }) => agreement.endings.suspendable.includes(uid));
  return (
    <>
      <Radio.Group
        label={words.suspendExtent}
        value={extent.isWhole ? 'whole' : 'rules'}
        onChange={(value) => onExtent({ ...extent, isWhole: value === 'whole' })}
      >
        <div className="stack tight">
          <Radio value="whole" label={words.suspendWhole} />
          <Radio value="rules" label={words.suspendRules} description={words.suspendRulesHelp} />
        </div>
      </Radio.Group>
      {extent.isWhole ? null : (
        <Checkbox.Group
          label={words.suspendWhich}
          value={[...extent.rules]}
          onChange={(rules) => onExtent({ ...extent, rules })}
        >
          <div className="stack tight">
            {clauses.map(({ uid, number, sentence }) => (
              <Checkbox key={uid} value={uid} label={`${number}. ${textOf(sentence)}`} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  );
}
