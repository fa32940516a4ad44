import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Wire } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import { NO_FILTERS, type WireSearch } from './use-wire.ts';
import { useFilterName, activeFilters, withoutFilter } from './name-filter.ts';

type Props = {
  readonly parts: Wire['parts'] | undefined;
  readonly facets: Wire['facets'] | undefined;
  readonly search: WireSearch;
  readonly go: (change: WireSearch) => void;
};

/** All that narrows the list, each with a button that takes it away: filters, and what the words say beside themselves. */
export function FilterChips({ parts: read, facets, search, go }: Props): ReactNode {
  const words = useWords();
  const nameOf = useFilterName(facets, search);
  const filters = activeFilters(search);
  const parts = (search.q ? read : undefined) ?? [];
  if (filters.length + parts.length === 0) return null;
  return (
    <ul className="chips" aria-label={words.find.active}>
      {parts.map((part) => {
        const name = sayPart(part, words);
        return (
          <li key={`${part.start} ${part.text}`}>
            <Chip name={name} onRemove={() => go({ q: cutOut(search.q ?? '', part), s: '' })} />
          </li>
        );
      })}
      {filters.map((filter) => (
        <li key={filter}>
          <Chip name={nameOf(filter)} onRemove={() => go({ ...withoutFilter(filter), s: '' })} />
        </li>
      ))}
      {filters.length + parts.length > 1 ? (
        <li>
          <button type="button" className="plain" onClick={() => go(NO_FILTERS)}>
            {words.wire.clearFilters}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

function Chip({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }): ReactNode {
  const words = useWords();
  return (
    <button
      type="button"
      title={words.find.remove(name)}
      aria-label={words.find.remove(name)}
      onClick={onRemove}
    >
      <span>{name}</span>
      <IconX size={14} aria-hidden />
    </button>
  );
}

type Part = Wire['parts'][number];

function sayPart({ want, field, text, isPhrase }: Part, words: ReturnType<typeof useWords>): string {
  const said = isPhrase ? words.find.quoted(text) : text;
  const named = field === undefined ? said : `${words.find.fields[field] ?? field}: ${said}`;
  return want === 'none' ? words.find.none(named) : words.find.all(named);
}

function cutOut(question: string, { start, end }: Part): string {
  return `${question.slice(0, start).trimEnd()} ${question.slice(end).trimStart()}`.trim();
}
