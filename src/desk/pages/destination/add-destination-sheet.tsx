import { Button, Radio } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { addDestination, tryNewDestination } from '#contract/destination.ts';
import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { DESTINATION_KINDS, type DestinationKind } from '#kernel/destination-kind.ts';
import { useTell, useTrial } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useText } from '../../sentence.tsx';
import type { TrialSteps as Steps } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Fact, Facts } from '../../ui/pieces.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import {
  AccessFault,
  AccessFields,
  fieldOf,
  madeSecret,
  NewSecretField,
  type Access,
} from './access-fields.tsx';
import { isAllWell, TrialSteps } from './trial-steps.tsx';

const STEPS = ['kind', 'access', 'test'] as const;
type Step = (typeof STEPS)[number];

/** Kind, address and access, test: each step of the test with the exact answer, and saved also when one failed. */
export function AddDestinationSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const [step, setStep] = useState<Step>('kind');
  const [access, setAccess] = useState<Access>(() => accessOf('wordpress'));
  const [fault, setFault] = useState<unknown>();
  const refused = (refusal: unknown): void => {
    setFault(refusal);
    if (fieldOf(refusal) !== undefined) setStep('access');
  };
  const label = words.destination.step(STEPS.indexOf(step) + 1, STEPS.length, words.destination.steps[step]);
  return (
    <Sheet title={words.destination.add} closeLabel={words.act.close} onClose={onClose} place="side" wide>
      <div className="stack">
        <p className="soft" aria-live="polite">
          {label}
        </p>
        {step === 'kind' ? (
          <KindStep
            kind={access.kind}
            onKind={(kind) => setAccess(accessOf(kind))}
            onNext={() => setStep('access')}
          />
        ) : null}
        {step === 'access' ? (
          <AccessStep
            access={access}
            fault={fault}
            onChange={(change) => {
              setFault(undefined);
              setAccess({ ...access, ...change });
            }}
            onBack={() => setStep('kind')}
            onNext={() => setStep('test')}
          />
        ) : null}
        {step === 'test' ? (
          <TestStep access={access} onRefused={refused} onBack={() => setStep('access')} />
        ) : null}
      </div>
    </Sheet>
  );
}

function accessOf(kind: DestinationKind): Access {
  const isMade = DESTINATION_NEEDS[kind].secret?.isMadeHere === true;
  return { kind, name: '', place: '', settings: {}, secret: isMade ? madeSecret() : '', isMade };
}

function KindStep(props: {
  readonly kind: DestinationKind;
  readonly onKind: (kind: DestinationKind) => void;
  readonly onNext: () => void;
}): ReactNode {
  const words = useWords();
  const text = useText();
  return (
    <form className="stack" onSubmit={(event) => advance(event, props.onNext)}>
      <Radio.Group
        label={words.destination.kind}
        value={props.kind}
        onChange={(value) => {
          const kind = DESTINATION_KINDS.find((one) => one === value);
          if (kind) props.onKind(kind);
        }}
      >
        <div className="stack kinds">
          {kindsInOrder().map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={text(DESTINATION_NEEDS[kind].name)}
              description={text(DESTINATION_NEEDS[kind].about)}
              {...(kind === props.kind ? { 'data-autofocus': true } : {})}
            />
          ))}
        </div>
      </Radio.Group>
      <div className="actions">
        <Button type="submit">{words.destination.next}</Button>
      </div>
    </form>
  );
}

/** As the table has them: what most newsrooms have comes first. */
function kindsInOrder(): readonly DestinationKind[] {
  const order = Object.keys(DESTINATION_NEEDS);
  return DESTINATION_KINDS.toSorted((one, other) => order.indexOf(one) - order.indexOf(other));
}

function advance(event: FormEvent, next: () => void): void {
  event.preventDefault();
  next();
}

function AccessStep(props: {
  readonly access: Access;
  readonly fault: unknown;
  readonly onChange: (change: Partial<Access>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}): ReactNode {
  const { access, fault, onChange, onBack, onNext } = props;
  const words = useWords();
  return (
    <form className="stack" onSubmit={(event) => advance(event, onNext)}>
      <AccessFields access={access} onChange={onChange} fault={fault} />
      <NewSecretField access={access} onChange={onChange} fault={fault} />
      <AccessFault kind={access.kind} fault={fault} />
      <div className="actions">
        <Button variant="default" onClick={onBack}>
          {words.act.back}
        </Button>
        <Button type="submit">{words.destination.next}</Button>
      </div>
    </form>
  );
}

function TestStep(props: {
  readonly access: Access;
  readonly onRefused: (fault: unknown) => void;
  readonly onBack: () => void;
}): ReactNode {
  const { access, onRefused, onBack } = props;
  const words = useWords();
  const { tell } = useToasts();
  const navigate = useNavigate();
  const trial = useTrial(tryNewDestination, { onRefused });
  const steps = trial.data?.steps;
  const isUntried = cannotBeTried(access);
  const isReady = isUntried || (steps !== undefined && isAllWell(steps));
  const add = useTell(addDestination, {
    onDone({ destination: { id, name } }) {
      const isFailing = steps !== undefined && !isReady;
      tell(isFailing ? words.destination.addedFailing(name) : words.destination.added(name));
      void navigate({ to: '/destinations/$id', params: { id } });
    },
    onRefused,
  });
  const body = bodyOf(access);
  return (
    <div className="stack">
      <WhatIsSet access={access} />
      <p className="soft">{testWords(access, words)}</p>
      {steps ? <TrialSteps steps={steps} /> : null}
      {trial.error ? <Refused fault={trial.error} kept="change" /> : null}
      {add.error ? <Refused fault={add.error} kept="change" /> : null}
      <div className="actions">
        <Button variant="default" onClick={onBack}>
          {words.act.back}
        </Button>
        {isUntried ? null : (
          <Button
            data-autofocus
            variant={isReady ? 'default' : 'filled'}
            loading={trial.isPending}
            onClick={() => trial.mutate({ body })}
          >
            {steps ? words.destination.testAgain : words.destination.test}
          </Button>
        )}
        <Button
          variant={isReady ? 'filled' : 'default'}
          loading={add.isPending}
          onClick={() => add.mutate({ body })}
        >
          {saveWords(words.destination, isReady, steps)}
        </Button>
      </div>
    </div>
  );
}

/** Where people publish themselves there is nothing to reach; a folder of the node's own is made when it is saved. */
function cannotBeTried({ kind, place }: Access): boolean {
  return kind === 'hand' || place.trim() === '';
}

function testWords(access: Access, { destination }: ReturnType<typeof useWords>): string {
  if (access.kind === 'hand') return destination.byHand.untested;
  return cannotBeTried(access) ? destination.testFolder : destination.testHelp;
}

function WhatIsSet({ access }: { readonly access: Access }): ReactNode {
  const { destination: words } = useWords();
  const text = useText();
  return (
    <Facts>
      <Fact label={words.facts.kind}>{text(DESTINATION_NEEDS[access.kind].name)}</Fact>
      <Fact label={words.name}>{access.name}</Fact>
      <Fact label={words.facts.place}>
        <span className="mono">{access.place.trim() || '—'}</span>
      </Fact>
    </Facts>
  );
}

function saveWords(
  words: ReturnType<typeof useWords>['destination'],
  isReady: boolean,
  steps: Steps | undefined,
): string {
  if (isReady) return words.save;
  return steps ? words.saveAnyway : words.saveUntested;
}

function bodyOf({ kind, name, place, settings, secret }: Access) {
  const body = { kind, name: name.trim(), place: place.trim(), settings: { ...settings } };
  return secret === '' ? body : { ...body, secret };
}
