import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Wire } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import type { WireSearch } from './use-wire.ts';

type Props = {
  readonly sought: Wire['soughtAs'] | undefined;
  readonly search: WireSearch;
  readonly go: (change: WireSearch) => void;
};

/** So many terms are shown at once; those of a long question are folded in. */
const MOST_OPEN = 4;

/** What the question was also looked for as in other languages; each term can be taken back, and put in again. */
export function SoughtAs({ sought = [], search, go }: Props): ReactNode {
  const words = useWords();
  const terms = [...Map.groupBy(sought, ({ term }) => term)];
  const kept = search.asTyped ? search.asTyped.split('|') : [];
  if (terms.length + kept.length === 0) return null;
  const learned = (languages: Wire['soughtAs']): readonly string[] =>
    languages.some(({ own }) => own.length > 0) ? [words.wire.byOwnTranslations] : [];
  return (
    <details className="sought" open={terms.length + kept.length <= MOST_OPEN}>
      <summary>{words.wire.soughtAs(terms.length)}</summary>
      <ul>
        {terms.map(([term, languages]) => (
          <li key={term}>
            <button
              type="button"
              title={words.wire.onlyAsTyped(term)}
              aria-label={[words.wire.onlyAsTyped(term), ...learned(languages)].join(' · ')}
              onClick={() => go({ asTyped: [...kept, term].join('|'), s: '' })}
            >
              {term} →{' '}
              {languages.map(({ language, as }, index) => (
                <span key={language} lang={language}>
                  {index === 0 ? '' : ' · '}
                  {as.join(' / ')}
                </span>
              ))}
              {learned(languages).map((said) => (
                <em key={said}>{said}</em>
              ))}
              <IconX size={14} aria-hidden />
            </button>
          </li>
        ))}
        {kept.map((term) => (
          <li key={`kept ${term}`}>
            <button
              type="button"
              className="kept"
              title={words.wire.alsoTranslated(term)}
              aria-label={words.wire.alsoTranslated(term)}
              onClick={() => go({ asTyped: kept.filter((one) => one !== term).join('|'), s: '' })}
            >
              {term}
              <IconArrowBackUp size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
