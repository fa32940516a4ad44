import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Wire } from '../../shapes.ts';
import { Empty } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { useFilterName } from './name-filter.ts';
import { FILTER_NAMES, NO_FILTERS, useWire, type WireSearch } from './use-wire.ts';

type Props = { readonly search: WireSearch; readonly go: (change: WireSearch) => void };

/** Nothing fits: each filter without which something would, with how much; the one that gives most first. */
export function NothingFound({ search, go }: Props): ReactNode {
  const words = useWords();
  const page = useWire(search).data?.pages[0];
  const sayWithout = useSayWithout(page, search);
  const ways = (page?.without ?? []).toSorted((a, b) => b.count - a.count).flatMap(sayWithout);
  return (
    <Empty
      title={words.wire.noMatch}
      help={ways.length > 0 ? words.find.takeAway : words.wire.noMatchHelp}
      action={
        <>
          {ways.map(({ name, count, change }) => (
            <Button key={name} variant="default" onClick={() => go({ ...change, s: '' })}>
              {words.find.without(name, count)}
            </Button>
          ))}
          <Button onClick={() => go(NO_FILTERS)}>{words.wire.clearFilters}</Button>
        </>
      }
    />
  );
}

type Way = { readonly name: string; readonly count: number; readonly change: WireSearch };

function useSayWithout(
  page: Wire | undefined,
  search: WireSearch,
): (one: Wire['without'][number]) => readonly Way[] {
  const words = useWords();
  const nameOf = useFilterName(page?.facets, search);
  return ({ filter, count }) => {
    if (filter === 'q')
      return [{ name: words.find.quoted(search.q ?? ''), count, change: { q: '', asTyped: '' } }];
    if (filter === 'from') return [{ name: words.find.onlyHere, count, change: { from: 'all' } }];
    if (filter === 'sinceOn')
      return [{ name: words.find.date, count, change: { sinceOn: '', untilOn: '', lastDays: '' } }];
    const known = FILTER_NAMES.find((one) => one === filter);
    return known ? [{ name: nameOf(known), count, change: { [known]: '' } }] : [];
  };
}
