import { Button, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { Asked } from '../../asked.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Delivery } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark, Panel, type Tone } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { ExactAnswer } from './exact-answer.tsx';
import { ResendButton } from './resend-button.tsx';
import { useDeliveries } from './use-pages.ts';

const TONES: Readonly<Record<Delivery['outcome'], Tone>> = {
  done: 'good',
  told: 'info',
  failed: 'warn',
  held: 'info',
  'given-up': 'bad',
};

/** Every attempt at a destination, with the other system's exact answer. */
export function LogPanel(props: {
  readonly destinationId: string;
  readonly isFailed: boolean;
  readonly onFailed: (isFailed: boolean) => void;
}): ReactNode {
  const { destinationId, isFailed, onFailed } = props;
  const words = useWords();
  const pages = useDeliveries(destinationId, isFailed);
  return (
    <Panel
      title={words.destination.log}
      actions={
        <Switch
          size="sm"
          label={words.destination.onlyFailed}
          checked={isFailed}
          onChange={(event) => onFailed(event.currentTarget.checked)}
        />
      }
    >
      <Asked query={pages}>
        {({ pages: read }) => {
          const deliveries = read.flatMap((page) => page.deliveries);
          const none = isFailed ? words.destination.noneFailed : words.destination.noLog;
          if (deliveries.length === 0) return <p className="soft">{none}</p>;
          return <LogTable deliveries={deliveries} />;
        }}
      </Asked>
      {pages.hasNextPage ? (
        <Button variant="light" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {words.act.more}
        </Button>
      ) : null}
    </Panel>
  );
}

function LogTable({ deliveries }: { readonly deliveries: readonly Delivery[] }): ReactNode {
  const { destination: words } = useWords();
  const { columns } = words;
  const mayPush = useSeatReasons()('publish').length === 0;
  return (
    <div className="table-wrap">
      <table className="plain">
        <thead>
          <tr>
            <th>{columns.at}</th>
            <th>{columns.story}</th>
            <th>{columns.deed}</th>
            <th>{columns.outcome}</th>
            <th>{columns.time}</th>
            <th>{columns.exact}</th>
            {mayPush ? <th>{columns.actions}</th> : null}
          </tr>
        </thead>
        <tbody>
          {deliveries.map((one) => (
            <LogRow key={one.id} delivery={one} mayPush={mayPush} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LogRow(props: { readonly delivery: Delivery; readonly mayPush: boolean }): ReactNode {
  const { destination: words } = useWords();
  const { language } = useLanguage();
  const {
    at,
    headline,
    language: spoken,
    deed,
    outcome,
    status,
    durationMs,
    answer,
    placementId,
    placementState,
  } = props.delivery;
  const time = new Intl.NumberFormat(language, { style: 'unit', unit: 'millisecond' });
  const isSettled = placementState === 'there' || placementState === 'gone';
  const mayResend = !isSettled && (outcome === 'failed' || outcome === 'given-up');
  return (
    <tr>
      <td>
        <BothTimes at={at} />
      </td>
      <td lang={spoken}>{headline}</td>
      <td>{words.deeds[deed]}</td>
      <td>
        <Mark tone={TONES[outcome]}>{words.outcomes[outcome]}</Mark>
        {status === undefined ? null : <span className="soft"> {words.status(status)}</span>}
      </td>
      <td className="tabular nowrap">{time.format(durationMs)}</td>
      <td>
        <ExactAnswer answer={answer} outcome={outcome} />
      </td>
      {props.mayPush ? (
        <td>{mayResend ? <ResendButton placementId={placementId} isStop={deed !== 'publish'} /> : null}</td>
      ) : null}
    </tr>
  );
}
