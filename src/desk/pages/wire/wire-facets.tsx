import type { ReactNode } from 'react';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { pickText } from '../../sentence.tsx';
import type { Wire } from '../../shapes.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import type { WireSearch } from './use-wire.ts';

type Facets = Wire['facets'];
type Name = keyof Facets;

const NAMES = ['partner', 'language', 'newsType', 'topic'] as const satisfies readonly Name[];

type Props = {
  readonly facets: Facets | undefined;
  readonly search: WireSearch;
  readonly go: (change: WireSearch) => void;
};

/** Filters with how many stories each would leave. Pressing a chosen one again lets go of it. */
export function WireFacets({ facets, search, go }: Props): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  if (!facets) return null;
  return NAMES.map((name) => {
    const values = facets[name].toSorted((a, b) => b.count - a.count || sortText(a, b, language));
    if (values.length === 0) return null;
    return (
      <section className="facet" key={name} aria-label={words.wire[name]}>
        <h3>{words.wire[name]}</h3>
        {values.slice(0, 12).map((value) => {
          const label = pickText(value.label, language);
          const chosen = search[name] === value.value;
          return (
            <button
              key={value.value}
              type="button"
              aria-pressed={chosen}
              onClick={() => go({ [name]: chosen ? '' : value.value, s: '' })}
            >
              <span {...(label.language === language ? {} : { lang: label.language })}>
                {label.text || value.value}
              </span>
              <span>{value.count}</span>
            </button>
          );
        })}
      </section>
    );
  });
}

type Labelled = { readonly label: Facets['topic'][number]['label'] };

/** By the alphabet of the screen's language; Chinese by pinyin. */
function sortText(a: Labelled, b: Labelled, language: InterfaceLanguage): number {
  const collation = language === 'zh-Hans' ? 'zh-u-co-pinyin' : language;
  return pickText(a.label, language).text.localeCompare(pickText(b.label, language).text, collation);
}
