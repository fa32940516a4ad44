import { Switch, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../words/use-words.tsx';
import type { WireSearch } from './use-wire.ts';

type Props = { readonly search: WireSearch; readonly go: (change: WireSearch) => void };

const PRESETS = ['1', '7', '30'] as const;

/** Filters that nobody counts: what may be published now, when it came, where it is set. */
export function MoreFilters({ search, go }: Props): ReactNode {
  const words = useWords();
  return (
    <>
      <section className="facet" aria-label={words.find.rights}>
        <h3>{words.find.rights}</h3>
        <Switch
          size="xs"
          label={words.find.free}
          description={words.find.freeHelp}
          checked={search.free === 'web'}
          onChange={(event) => go({ free: event.currentTarget.checked ? 'web' : '', s: '' })}
        />
      </section>
      <section className="facet" aria-label={words.find.date}>
        <h3>{words.find.date}</h3>
        {PRESETS.map((days) => (
          <button
            key={days}
            type="button"
            aria-pressed={search.lastDays === days}
            onClick={() =>
              go({ lastDays: search.lastDays === days ? '' : days, sinceOn: '', untilOn: '', s: '' })
            }
          >
            <span>{words.find.lastDays(Number(days))}</span>
            <span />
          </button>
        ))}
        <Day
          label={words.find.sinceOn}
          value={search.sinceOn}
          onDay={(sinceOn) => go({ sinceOn, lastDays: '', s: '' })}
        />
        <Day
          label={words.find.untilOn}
          value={search.untilOn}
          onDay={(untilOn) => go({ untilOn, lastDays: '', s: '' })}
        />
      </section>
      <Place key={search.place ?? ''} search={search} go={go} />
    </>
  );
}

function Day(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onDay: (day: string) => void;
}): ReactNode {
  return (
    <TextInput
      type="date"
      size="xs"
      label={props.label}
      value={props.value ?? ''}
      onChange={(event) => props.onDay(event.currentTarget.value)}
    />
  );
}

/** Begins anew when the address has another one. Asked for when the field is left or Enter is pressed, never in the middle of a syllable. */
function Place({ search, go }: Props): ReactNode {
  const words = useWords();
  const [text, setText] = useState(search.place ?? '');
  const ask = (typed: string): void => {
    const place = typed.normalize('NFC').trim();
    if (place !== (search.place ?? '')) go({ place, s: '' });
  };
  return (
    <section className="facet" aria-label={words.find.place}>
      <h3>{words.find.place}</h3>
      <TextInput
        size="xs"
        aria-label={words.find.place}
        placeholder={words.find.placeHint}
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={(event) => ask(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) ask(event.currentTarget.value);
        }}
      />
    </section>
  );
}
