import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { pickText, useLanguageName } from '../../sentence.tsx';
import type { Wire } from '../../shapes.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Empty } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { originOf, type WireSearch } from './use-wire.ts';

type Props = {
  readonly search: WireSearch;
  readonly facets: Wire['facets'] | undefined;
  readonly go: (change: WireSearch) => void;
};

/** Why the list is empty, and what fills it. */
export function NoStories({ search, facets, go }: Props): ReactNode {
  const words = useWords();
  const ways = useWays(search, facets);
  if (ways.length > 0) {
    return (
      <Empty
        title={words.wire.noMatch}
        help={words.wire.noMatchHelp}
        action={
          <div className="stack tight relax">
            <p className="small soft">{words.finding.relax.title}</p>
            {ways.map(({ label, count, change }) => (
              <Button key={label} size="xs" variant="default" onClick={() => go({ ...change, s: '' })}>
                {label}
                {count === undefined ? null : <span className="count tabular">{count}</span>}
              </Button>
            ))}
            <Button
              size="xs"
              onClick={() =>
                go({
                  q: '',
                  asTyped: '',
                  language: '',
                  topic: '',
                  newsType: '',
                  partner: '',
                  hour: '',
                  s: '',
                })
              }
            >
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

type Way = { readonly label: string; readonly change: WireSearch; readonly count?: number };

const FILTERS = ['language', 'topic', 'newsType', 'partner'] as const;

/** Each condition of the question, let go of by itself; with how many that leaves, where the filters say so. */
function useWays(search: WireSearch, facets: Wire['facets'] | undefined): readonly Way[] {
  const words = useWords();
  const { language } = useLanguage();
  const languageName = useLanguageName();
  const { relax } = words.finding;
  const kinds: Readonly<Record<string, string>> = words.wire.newsTypes;
  const ways: Way[] = search.q ? [{ label: relax.words(search.q), change: { q: '', asTyped: '' } }] : [];
  for (const filter of FILTERS) {
    const value = search[filter];
    if (!value) continue;
    const others = facets?.[filter] ?? [];
    const named = others.find((one) => one.value === value);
    const bare = filter === 'language' ? languageName(value) : (kinds[value] ?? value);
    const label = relax.value(words.wire[filter], named ? pickText(named.label, language).text : bare);
    ways.push({ label, change: { [filter]: '' }, ...counted(filter, others) });
  }
  if (search.hour) ways.push({ label: relax.hour, change: { hour: '' } });
  if (ways.length > 0 && originOf(search) !== 'all')
    ways.push({ label: relax.origin, change: { from: 'all' } });
  return ways;
}

/** A story has one language, kind and agency, and many topics: those would be counted twice. */
function counted(filter: keyof Wire['facets'], others: Wire['facets']['topic']): { readonly count?: number } {
  const count = others.reduce((sum, one) => sum + one.count, 0);
  return filter === 'topic' || count === 0 ? {} : { count };
}
