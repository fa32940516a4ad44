import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Refused } from './refused.tsx';

type Props<T> = {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
};

/** What was read, or why not. Data that was there stays on screen when asking again fails. */
export function Asked<T>({ query, children }: Props<T>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Refused fault={query.error} kept="read" onRetry={() => void query.refetch()} />;
  return (
    <div className="stack" aria-busy="true">
      <Skeleton height={18} width="40%" />
      <Skeleton height={14} />
      <Skeleton height={14} width="85%" />
    </div>
  );
}
