import { Button } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { changeDestination, readDestination, tryDestination } from '#contract/destination.ts';
import { useAsk, useTell, useTrial } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Destination } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Note } from '../../ui/note.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { DestinationMeta } from './destination-meta.tsx';
import { DestinationSettingsSheet } from './destination-settings-sheet.tsx';
import { LogPanel } from './log-panel.tsx';
import { PlacementPanel } from './placement-panel.tsx';
import { TrialSteps } from './trial-steps.tsx';

/** One destination: what troubles it, what stands there, and every attempt with its exact answer. */
export function DestinationPage(): ReactNode {
  const { id } = useParams({ from: '/desk/destinations/$id' });
  const asked = useAsk(readDestination, { params: { id } }, { everySeconds: 5 });
  return <Asked query={asked}>{({ destination }) => <DestinationView destination={destination} />}</Asked>;
}

function DestinationView({ destination }: { readonly destination: Destination }): ReactNode {
  const words = useWords();
  const search = useSearch({ from: '/desk/destinations/$id' });
  const navigate = useNavigate();
  const params = { id: destination.id };
  const show = (next: Partial<typeof search>): void =>
    void navigate({ to: '/destinations/$id', params, search: { ...search, ...next }, replace: true });
  const trial = useTrial(tryDestination);
  const reasons = useSeatReasons()('manage-destinations');
  return (
    <>
      <PageHead
        title={destination.name}
        lead={
          <span className="row meta-line">
            <DestinationMeta destination={destination} />
          </span>
        }
        actions={
          <Actions
            destination={destination}
            reasons={reasons}
            isTrying={trial.isPending}
            onTry={() => trial.mutate({ params })}
            onSettings={() => show({ set: '1' })}
          />
        }
      />
      <div className="stack">
        {trial.error ? <Refused fault={trial.error} kept="change" /> : null}
        {trial.data ? (
          <Panel title={words.destination.tested}>
            <TrialSteps steps={trial.data.steps} />
          </Panel>
        ) : null}
        <Troubles destination={destination} />
        <PlacementPanel
          destinationId={destination.id}
          isOpen={search.stories === 'open'}
          onOpen={(isOpen) => show({ stories: isOpen ? 'open' : '' })}
        />
        <LogPanel
          destinationId={destination.id}
          isFailed={search.log === 'failed'}
          onFailed={(isFailed) => show({ log: isFailed ? 'failed' : '' })}
        />
      </div>
      {search.set && reasons.length === 0 ? (
        <DestinationSettingsSheet destination={destination} onClose={() => show({ set: '' })} />
      ) : null}
    </>
  );
}

/** Why not is said once, beside the first of them. */
function Actions(props: {
  readonly destination: Destination;
  readonly reasons: readonly ReactNode[];
  readonly isTrying: boolean;
  readonly onTry: () => void;
  readonly onSettings: () => void;
}): ReactNode {
  const { destination, reasons, isTrying, onTry, onSettings } = props;
  const { destination: words } = useWords();
  const { tell, refused } = useToasts();
  const { id, state } = destination;
  const isActive = state === 'active';
  const change = useTell(changeDestination, {
    onDone: (reply) => tell(reply.destination.state === 'paused' ? words.pausedNow : words.resumedNow),
    onRefused: refused,
  });
  if (reasons.length > 0)
    return (
      <GuardedButton reasons={reasons} onClick={onSettings}>
        {words.settings}
      </GuardedButton>
    );
  return (
    <>
      {destination.kind === 'hand' ? null : (
        <Button variant="default" loading={isTrying} onClick={onTry}>
          {words.test}
        </Button>
      )}
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate({ params: { id }, body: { state: isActive ? 'paused' : 'active' } })}
      >
        {isActive ? words.pause : words.resume}
      </Button>
      <Button onClick={onSettings}>{words.settings}</Button>
    </>
  );
}

function Troubles({ destination }: { readonly destination: Destination }): ReactNode {
  const { destination: words } = useWords();
  const { counts, state } = destination;
  const failing = counts.failed + counts['given-up'];
  const isByHand = destination.kind === 'hand';
  return (
    <>
      {counts.leaving > 0 ? (
        <Note
          tone="bad"
          title={isByHand ? words.byHand.leavingOpen(counts.leaving) : words.leavingOpen(counts.leaving)}
        >
          <p>{isByHand ? words.byHand.states.leaving : words.leavingHelp}</p>
        </Note>
      ) : null}
      {failing > 0 ? (
        <Note tone="warn" title={words.failingNow(failing)}>
          <p>{words.failingHelp}</p>
        </Note>
      ) : null}
      {state === 'paused' ? <Note tone="info" title={words.pausedNow} /> : null}
    </>
  );
}
