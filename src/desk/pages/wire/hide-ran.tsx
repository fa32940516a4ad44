import type { ReactNode } from 'react';
import { useWords } from '../../words/use-words.tsx';
import type { WireSearch } from './use-wire.ts';

type Props = { readonly search: WireSearch; readonly go: (change: WireSearch) => void };

/** Leaves out what we published, the same by another road, and our own translations come home. */
export function HideRan({ search, go }: Props): ReactNode {
  const words = useWords();
  const hides = search.hide === 'ran';
  return (
    <section className="facet" aria-label={words.chain.filter}>
      <button type="button" aria-pressed={hides} onClick={() => go({ hide: hides ? '' : 'ran', s: '' })}>
        {words.chain.hideRan}
      </button>
    </section>
  );
}
