import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Wire } from '../../shapes.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Empty } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { activeFilters, useFilterName } from './name-filter.ts';
import { FILTER_NAMES, NO_FILTERS, originOf, type WireSearch } from './use-wire.ts';

type Props = {
  readonly search: WireSearch;
  readonly without: Wire['without'] | undefined;
  readonly facets: Wire['facets'] | undefined;
  readonly go: (change: WireSearch) => void;
};

/** Why the list is empty, and what fills it. */
export function NoStories({ search, without, facets, go }: Props): ReactNode {
  const words = useWords();
  const ways = useWays({ search, without, facets });
  if (search.q || search.hour || activeFilters(search).length > 0) {
    return (
      <Empty
        title={words.wire.noMatch}
        help={ways.length > 0 ? words.find.takeAway : words.wire.noMatchHelp}
        action={
          <div className="stack tight relax">
            {ways.map(({ name, count, change }) => (
              <Button key={name} size="xs" variant="default" onClick={() => go({ ...change, s: '' })}>
                {words.find.without(name, count)}
              </Button>
            ))}
            <Button size="xs" onClick={() => go(NO_FILTERS)}>
              {words.wire.clearFilters}
            </Button>
          </div>
        }
      />
    );
  }
  if (originOf(search) === 'own') {
    return (
      <Empty
        title={words.wire.noOwn}
        help={words.wire.noOwnHelp}
        action={<LinkButton to="/sources">{words.wire.addSource}</LinkButton>}
      />
    );
  }
  return (
    <Empty
      title={words.wire.noPartner}
      help={words.wire.noPartnerHelp}
      action={
        <>
          <LinkButton to="/agreements/new">{words.wire.draw}</LinkButton>
          <LinkButton to="/partners/invite" variant="default">
            {words.wire.invite}
          </LinkButton>
        </>
      }
    />
  );
}

type Way = { readonly name: string; readonly change: WireSearch };

/** Each condition of the question without which there would be stories, and how many; what gives most first. */
function useWays({
  search,
  without = [],
  facets,
}: Omit<Props, 'go'>): readonly (Way & { readonly count: number })[] {
  const { find, finding } = useWords();
  const nameOf = useFilterName(facets, search);
  const wayOf = (filter: string): Way | undefined => {
    if (filter === 'q') return { name: find.quoted(search.q ?? ''), change: { q: '', asTyped: '' } };
    if (filter === 'from') return { name: find.onlyHere, change: { from: 'all' } };
    if (filter === 'hour') return { name: finding.onlyHour, change: { hour: '' } };
    if (filter === 'sinceOn') return { name: find.date, change: { sinceOn: '', untilOn: '', lastDays: '' } };
    const known = FILTER_NAMES.find((one) => one === filter);
    return known && { name: nameOf(known), change: { [known]: '' } };
  };
  return without
    .toSorted((a, b) => b.count - a.count)
    .flatMap(({ filter, count }) => {
      const way = wayOf(filter);
      return way ? [{ ...way, count }] : [];
    });
}
