import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { KeyCap } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { SearchHelp } from './search-help.tsx';
import type { Counts } from './use-wire-feed.ts';
import type { Origin, WireSearch } from './use-wire.ts';

type Props = {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly search: WireSearch;
  readonly origin: Origin;
  readonly counts: Counts | undefined;
  readonly go: (change: WireSearch, replace?: boolean) => void;
  /** The filters, shown here where the screen is too narrow for a column of them. */
  readonly children: ReactNode;
};

const IDLE_MILLISECONDS = 300;

/** Searches when typing pauses, or at once when it ends; a half-composed syllable is never searched for. */
export function WireSearchBar({ inputRef, search, origin, counts, go, children }: Props): ReactNode {
  const words = useWords();
  const [text, setText] = useState(search.q ?? '');
  const composing = useRef(false);
  const asked = useRef(search.q ?? '');
  /** Asked from here, and not yet in the address. */
  const onTheirWay = useRef<string[]>([]);
  useEffect(() => {
    const q = search.q ?? '';
    const arrived = onTheirWay.current.indexOf(q);
    onTheirWay.current.splice(0, arrived + 1);
    // The address changed by itself (back button, a cleared filter): the box follows, and keeps what is typed meanwhile if not.
    if (arrived >= 0 || q === asked.current) return;
    asked.current = q;
    setText(q);
  }, [search.q]);
  const ask = useCallback(() => {
    if (composing.current || text === asked.current) return;
    asked.current = text;
    onTheirWay.current.push(text);
    go({ q: text, asTyped: '', s: '' });
  }, [text, go]);
  useEffect(() => {
    const timer = setTimeout(ask, IDLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [ask]);
  return (
    <>
      <div className="searchbar" role="search">
        <TextInput
          ref={inputRef}
          type="search"
          aria-label={words.wire.search}
          placeholder={words.wire.searchHint}
          leftSection={<IconSearch size={16} />}
          rightSection={<KeyCap keys="/" />}
          value={text}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            setText(event.currentTarget.value);
          }}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter' || event.key === 'Escape') ask();
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        <SegmentedControl
          aria-label={words.wire.from}
          value={origin}
          data={[
            { value: 'partners', label: words.wire.partners },
            { value: 'own', label: words.wire.own },
            { value: 'all', label: words.wire.all },
          ]}
          onChange={(from) => go({ from, s: '' })}
        />
        {search.q ? (
          <SegmentedControl
            aria-label={words.find.sort}
            value={search.sort === 'newest' ? 'newest' : 'best'}
            data={[
              { value: 'best', label: words.find.best },
              { value: 'newest', label: words.find.newest },
            ]}
            onChange={(sort) => go({ sort: sort === 'newest' ? sort : '', s: '' })}
          />
        ) : null}
        <span className="soft tabular" role="status">
          {counts ? (counts.isPart ? words.find.orMore(counts.total) : words.wire.total(counts.total)) : ''}
        </span>
      </div>
      <SearchHelp />
      <details className="only-narrow panel">
        <summary>{words.wire.facets}</summary>
        <div className="facets-inner">{children}</div>
      </details>
    </>
  );
}
