import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { listDeliveries, listPlacements } from '#contract/destination.ts';
import type { Reply } from '#contract/endpoint.ts';
import { askKey } from '../../ask.ts';
import { demand } from '../../call.ts';

type Paged<T> = UseInfiniteQueryResult<InfiniteData<T>>;

/** What stands in a destination, page by page; asks again by itself. */
export function usePlacements(id: string, isOpen: boolean): Paged<Reply<typeof listPlacements>> {
  const only = isOpen ? { only: 'open' as const } : {};
  return useInfiniteQuery({
    queryKey: askKey(listPlacements, { id, ...only }),
    queryFn: ({ pageParam, signal }) =>
      demand(listPlacements, { params: { id }, query: { ...only, ...afterOf(pageParam) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    ...LIVE,
  });
}

/** Its log, page by page. */
export function useDeliveries(id: string, isFailed: boolean): Paged<Reply<typeof listDeliveries>> {
  const only = isFailed ? { only: 'failed' as const } : {};
  return useInfiniteQuery({
    queryKey: askKey(listDeliveries, { id, ...only }),
    queryFn: ({ pageParam, signal }) =>
      demand(listDeliveries, { params: { id }, query: { ...only, ...afterOf(pageParam) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    ...LIVE,
  });
}

const LIVE = { refetchInterval: 5000, placeholderData: keepPreviousData };

function afterOf(pageParam: string): { readonly after?: string } {
  return pageParam === '' ? {} : { after: pageParam };
}
