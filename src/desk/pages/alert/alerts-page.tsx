import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listAlerts, readAlerts } from '#contract/alert.ts';
import { askKey, useTell } from '../../ask.ts';
import { demand } from '../../call.ts';
import { Refused } from '../../refused.tsx';
import { useToasts } from '../../toasts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Empty, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { AlertLink, useOpenAlert } from './alert-link.tsx';
import { AlertMeta } from './alert-meta.tsx';

/** What this person was told, newest first, each with its reason. */
export function AlertsPage(): ReactNode {
  const words = useWords();
  const { s } = useSearch({ from: '/desk/alerts' });
  const navigate = useNavigate();
  const { refused } = useToasts();
  const read = useTell(readAlerts, { onRefused: refused });
  const list = useInfiniteQuery({
    queryKey: askKey(listAlerts),
    queryFn: ({ pageParam, signal }) =>
      demand(listAlerts, { query: pageParam ? { after: pageParam } : {} }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: 10_000,
  });
  const alerts = list.data?.pages.flatMap((page) => page.alerts) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  const openAlert = useOpenAlert();
  const open = (id: string): void => {
    const alert = alerts.find((one) => one.id === id);
    if (alert) openAlert(alert);
  };
  const newest = alerts[0]?.toldAt;
  return (
    <>
      <AlertsHead newest={newest} unread={unread} onRead={(until) => read.mutate({ body: { until } })} />
      {list.error && !list.data ? (
        <Refused fault={list.error} kept="read" onRetry={() => void list.refetch()} />
      ) : (
        <Panel
          title={
            unread > 0 ? (
              words.alert.unread(unread)
            ) : (
              <span className="visually-hidden">{words.alert.title}</span>
            )
          }
          className="list titled"
        >
          <div aria-busy={list.isPending}>
            <RowList
              title={words.alert.title}
              rows={alerts.map((alert) => ({
                id: alert.id,
                link: <AlertLink alert={alert} />,
                meta: <AlertMeta alert={alert} />,
              }))}
              cursor={s}
              onCursor={(id) => void navigate({ to: '/alerts', search: { s: id }, replace: true })}
              onOpen={open}
              empty={list.isPending ? null : <NoAlerts />}
            />
          </div>
          {list.hasNextPage ? (
            <Button variant="subtle" fullWidth onClick={() => void list.fetchNextPage()}>
              {words.act.more}
            </Button>
          ) : null}
        </Panel>
      )}
    </>
  );
}

function AlertsHead(props: {
  readonly newest: string | undefined;
  readonly unread: number;
  readonly onRead: (until: string) => void;
}): ReactNode {
  const words = useWords();
  const { newest, unread, onRead } = props;
  return (
    <PageHead
      title={words.alert.title}
      lead={words.alert.lead}
      actions={
        <>
          {newest !== undefined && unread > 0 ? (
            <Button onClick={() => onRead(newest)}>{words.alert.readAll}</Button>
          ) : null}
          <LinkButton to="/searches" variant="default">
            {words.alert.searches}
          </LinkButton>
          <LinkButton to="/me/notifications" variant="default">
            {words.alert.settings}
          </LinkButton>
        </>
      }
    />
  );
}

function NoAlerts(): ReactNode {
  const words = useWords();
  return (
    <Empty
      title={words.alert.none}
      help={words.alert.noneHelp}
      action={<LinkButton to="/wire">{words.search.toWire}</LinkButton>}
    />
  );
}
