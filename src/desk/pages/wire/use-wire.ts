import {
  keepPreviousData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  type InfiniteData,
} from '@tanstack/react-query';
import { listWire } from '#contract/wire.ts';
import { askKey } from '../../ask.ts';
import { demand } from '../../call.ts';
import type { Wire } from '../../shapes.ts';

/** What stands in the address of the wire. */
export type WireSearch = {
  readonly q?: string;
  /** Terms of the question that are not put into other languages, parted by `|`. */
  readonly asTyped?: string;
  readonly from?: string;
  readonly language?: string;
  readonly topic?: string;
  readonly newsType?: string;
  readonly partner?: string;
  /** `ran`: what we ran is left out. */
  readonly hide?: string;
  readonly s?: string;
  readonly take?: string;
};

const ORIGINS = ['partners', 'own', 'all'] as const;
export type Origin = (typeof ORIGINS)[number];

export function originOf(search: WireSearch): Origin {
  return ORIGINS.find((origin) => origin === search.from) ?? 'partners';
}

/** The wire page by page; asks again by itself, so arrivals appear without a reload. */
export function useWire(search: WireSearch): UseInfiniteQueryResult<InfiniteData<Wire>> {
  const query = queryOf(search);
  return useInfiniteQuery({
    queryKey: askKey(listWire, query),
    queryFn: ({ pageParam, signal }) =>
      demand(listWire, { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });
}

/** What the list answers, as one text: where the cursor stands and what lies open are no part of it. */
export function questionOf(search: WireSearch): string {
  return JSON.stringify(queryOf(search));
}

function queryOf(search: WireSearch) {
  const { q, asTyped, language, topic, newsType, partner, hide } = search;
  return {
    from: originOf(search),
    limit: '50',
    ...(q ? { q } : {}),
    ...(q && asTyped ? { asTyped } : {}),
    ...(language ? { language } : {}),
    ...(topic ? { topic } : {}),
    ...(newsType ? { newsType } : {}),
    ...(partner ? { partner } : {}),
    ...(hide === 'ran' ? { hide: 'ran' as const } : {}),
  };
}
