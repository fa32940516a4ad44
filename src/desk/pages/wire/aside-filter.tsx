import type { ReactNode } from 'react';
import { useWords } from '../../words/use-words.tsx';
import { ASIDES, type WireSearch } from './use-wire.ts';

type Props = { readonly search: WireSearch; readonly go: (change: WireSearch) => void };

/** What this person has put aside is left out, unless they ask for it; nobody else's wire is any different. */
export function AsideFilter({ search, go }: Props): ReactNode {
  const { aside: words } = useWords();
  return (
    <section className="facet" aria-label={words.title}>
      <h3>{words.title}</h3>
      {ASIDES.map((one) => {
        const isShown = search.aside === one;
        return (
          <button
            key={one}
            type="button"
            aria-pressed={isShown}
            onClick={() => go({ aside: isShown ? '' : one, s: '' })}
          >
            {words.names[one]}
          </button>
        );
      })}
    </section>
  );
}
