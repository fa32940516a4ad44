import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { signAgreement } from '#contract/agreement.ts';
import { approveAgreement } from '#contract/signing.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { Tri } from '../../sentence.tsx';
import type { Agreement } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ClauseList } from './clause-list.tsx';
import { gatherProof, type TypedProof } from './signer-proof.ts';

type Role = 'approver' | 'signatory';
type Props = { readonly agreement: Agreement; readonly role: Role; readonly onClose: () => void };

/** The person sees the text and its fingerprint, and signs or approves exactly that: a text that changed meanwhile is refused. */
export function SignSheet({ agreement, role, onClose }: Props): ReactNode {
  const words = useWords();
  const [read, setRead] = useState(false);
  // The fingerprint of what was on screen when the sheet opened, not of what came since.
  const [digest] = useState(agreement.digest);
  const { act, typed, setTyped, isBusy, fault } = useAct(agreement.uid, { digest, role }, onClose);
  const isApproval = role === 'approver';
  const verb = agreement.state === 'received' ? words.agreement.countersign : words.agreement.sign;
  const title = isApproval ? words.signing.approveTitle : words.agreement.signTitle;
  return (
    <Sheet title={title} closeLabel={words.act.close} onClose={onClose} place="side" wide>
      <div className="stack">
        <h2>
          <Tri text={agreement.title} />
        </h2>
        <ClauseList clauses={agreement.clauses} />
        <p>{isApproval ? words.signing.approveHelp : words.agreement.signHelp}</p>
        <p className="mono">{digest}</p>
        <Checkbox
          label={words.agreement.signRead}
          checked={read}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
        {typed ? <ProofFields typed={typed} onType={setTyped} /> : null}
        {fault ? (
          <Refused fault={fault} kept="change" {...(read ? { onRetry: () => void act() } : {})} />
        ) : null}
        <div className="actions">
          <Button disabled={!read} loading={isBusy} onClick={() => void act()}>
            {isApproval ? words.signing.approve : verb}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

/** Gathers the proof, then acts; whatever fails is said with its reason and can be tried again. */
function useAct(
  uid: string,
  { digest, role }: { readonly digest: string; readonly role: Role },
  onClose: () => void,
) {
  const words = useWords();
  const { tell } = useToasts();
  const [typed, setTyped] = useState<TypedProof>();
  const [fault, setFault] = useState<unknown>();
  const [isAsking, setAsking] = useState(false);
  const onRefused = setFault;
  const sign = useTell(signAgreement, {
    onDone: ({ state }) => {
      tell(`${words.agreement.signed} ${words.agreement.states[state]}`);
      onClose();
    },
    onRefused,
  });
  const approve = useTell(approveAgreement, {
    onDone: () => {
      tell(words.signing.approved);
      onClose();
    },
    onRefused,
  });
  const act = async (): Promise<void> => {
    setFault(undefined);
    setAsking(true);
    const gathered = await gatherProof(uid, { digest, role }, typed?.code ? typed : undefined);
    setAsking(false);
    if (gathered.state === 'refused') return setFault(gathered.fault);
    if (gathered.state === 'type') return setTyped({ password: '', code: '' });
    if (gathered.state === 'stopped') return tell(words.start.passkeyStopped);
    const { proof } = gathered;
    const order = { params: { uid }, body: { digest, ...(proof ? { proof } : {}) } };
    if (role === 'approver') approve.mutate(order);
    else sign.mutate(order);
  };
  return { act, typed, setTyped, fault, isBusy: isAsking || sign.isPending || approve.isPending };
}

function ProofFields(props: {
  readonly typed: TypedProof;
  readonly onType: (typed: TypedProof) => void;
}): ReactNode {
  const { typed, onType } = props;
  const words = useWords();
  return (
    <div className="stack tight">
      <p>{words.signing.proofHelp}</p>
      <PasswordInput
        label={words.signing.password}
        autoComplete="current-password"
        data-autofocus
        value={typed.password}
        onChange={(event) => onType({ ...typed, password: event.currentTarget.value })}
      />
      <TextInput
        label={words.signing.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        value={typed.code}
        onChange={(event) => onType({ ...typed, code: event.currentTarget.value })}
      />
    </div>
  );
}
