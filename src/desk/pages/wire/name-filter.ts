import type { Trilingual } from '#kernel/language.ts';
import { pickText } from '../../sentence.tsx';
import type { Wire } from '../../shapes.ts';
import type { Words } from '../../words/en.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { FILTER_NAMES, type FilterName, type WireSearch } from './use-wire.ts';

/** The filters that are set, in the order of the panel. */
export function activeFilters(search: WireSearch): readonly FilterName[] {
  return FILTER_NAMES.filter((name) => search[name] !== undefined && search[name] !== '');
}

/** What takes a filter away. */
export function withoutFilter(filter: FilterName): WireSearch {
  return { [filter]: '' };
}

/** How a set filter is called: its name and its value, in the words of the screen. */
export function useFilterName(
  facets: Wire['facets'] | undefined,
  search: WireSearch,
): (filter: FilterName) => string {
  const words = useWords();
  const { language } = useLanguage();
  return (filter) => {
    const value = search[filter] ?? '';
    if (filter === 'free') return words.find.free;
    if (filter === 'hide') return words.chain.hideRan;
    if (filter === 'lastDays') return words.find.lastDays(Number(value));
    const label = facets && isFacet(filter, facets) ? labelIn(facets[filter], value) : undefined;
    const said = label ? pickText(label, language).text : saidBy(words, filter, value);
    return `${words.find[filter]}: ${said || value}`;
  };
}

function isFacet(filter: FilterName, facets: Wire['facets']): filter is FilterName & keyof Wire['facets'] {
  return filter in facets;
}

function labelIn(values: Wire['facets']['topic'], value: string): Trilingual | undefined {
  return values.find((one) => one.value === value)?.label;
}

/** What the screen itself can say when no story has the value any more. */
function saidBy({ find, wire }: Words, filter: FilterName, value: string): string {
  if (filter === 'taken' || filter === 'published') return value === 'yes' ? find.yes : find.no;
  if (filter === 'state') return Object.entries(wire.badges).find(([badge]) => badge === value)?.[1] ?? '';
  return '';
}
