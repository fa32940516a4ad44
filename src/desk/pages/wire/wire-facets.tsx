import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { pickText } from '../../sentence.tsx';
import type { Wire } from '../../shapes.ts';
import { foldedIncludes } from '../../ui/fold.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { MoreFilters } from './more-filters.tsx';
import type { WireSearch } from './use-wire.ts';

type Facets = Wire['facets'];
type Name = keyof Facets;

const NAMES = [
  'partner',
  'language',
  'state',
  'taken',
  'published',
  'newsType',
  'topic',
] as const satisfies readonly Name[];

type Props = {
  readonly facets: Facets | undefined;
  readonly search: WireSearch;
  readonly go: (change: WireSearch) => void;
};

/** Of each filter at once; what is left is found by typing. */
const MOST_SHOWN = 12;

/** Filters with how many stories each would leave. Pressing a chosen one again lets go of it. */
export function WireFacets({ facets, search, go }: Props): ReactNode {
  return (
    <>
      <MoreFilters search={search} go={go} />
      {facets
        ? NAMES.map((name) =>
            facets[name].length === 0 ? null : (
              <OneFacet key={name} name={name} values={facets[name]} search={search} go={go} />
            ),
          )
        : null}
    </>
  );
}

type OneProps = Omit<Props, 'facets'> & { readonly name: Name; readonly values: Facets[Name] };

function OneFacet({ name, values, search, go }: OneProps): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const [wanted, setWanted] = useState('');
  const isLong = name === 'topic' && values.length > MOST_SHOWN;
  const shown = values
    .filter(({ value, label }) => search[name] === value || isNamed(label, isLong ? wanted : ''))
    .toSorted((a, b) => b.count - a.count || sortText(a, b, language));
  const chosenFirst = shown.toSorted(
    (a, b) => Number(search[name] === b.value) - Number(search[name] === a.value),
  );
  return (
    <section className="facet" aria-label={words.find[name]}>
      <h3>{words.find[name]}</h3>
      {isLong ? (
        <TextInput
          size="xs"
          mb={4}
          aria-label={words.wire.findTopic}
          placeholder={words.wire.findTopic}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      ) : null}
      {(shown.length > MOST_SHOWN ? chosenFirst : shown).slice(0, MOST_SHOWN).map((value) => {
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
}

/** In any of the three languages, without marks if one likes. */
function isNamed(label: Labelled['label'], wanted: string): boolean {
  return Object.values(label).some((text) => foldedIncludes(text, wanted));
}

type Labelled = { readonly label: Facets['topic'][number]['label'] };

/** By the alphabet of the screen's language; Chinese by pinyin. */
function sortText(a: Labelled, b: Labelled, language: InterfaceLanguage): number {
  const collation = language === 'zh-Hans' ? 'zh-u-co-pinyin' : language;
  return pickText(a.label, language).text.localeCompare(pickText(b.label, language).text, collation);
}
