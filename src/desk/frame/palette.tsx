import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { listWire } from '#contract/wire.ts';
import { useAsk } from '../ask.ts';
import { foldedIncludes } from '../ui/fold.ts';
import type { Key } from '../ui/keys.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useWords } from '../words/use-words.tsx';
import { DESK_PLACES, OFFICE_PLACES } from './navigation.ts';

type Hit = { readonly id: string; readonly label: string; readonly lang?: string; readonly go: () => void };

/** Go anywhere, find any story. Marks do not matter; stories are searched by the server. */
export function Palette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const { screens, stories } = useHits(wanted, onClose);
  const hits = [...screens, ...stories];
  const current = Math.min(at, Math.max(0, hits.length - 1));
  const keys: readonly Key[] = [
    {
      keys: 'ArrowDown',
      label: words.keys.down,
      run: () => setAt(Math.min(hits.length - 1, current + 1)),
      inFields: true,
    },
    { keys: 'ArrowUp', label: words.keys.up, run: () => setAt(Math.max(0, current - 1)), inFields: true },
    { keys: 'Enter', label: words.keys.open, run: () => hits[current]?.go(), inFields: true },
  ];
  const rows = (title: string, part: readonly Hit[], from: number): ReactNode =>
    part.length === 0 ? null : (
      <section aria-label={title}>
        <h3 className="clause-kind">{title}</h3>
        <ul className="rows">
          {part.map((hit, index) => (
            <li className="row" key={hit.id} data-cursor={from + index === current}>
              <a
                className="row-link"
                href="#content"
                {...(hit.lang ? { lang: hit.lang } : {})}
                onClick={(event) => {
                  event.preventDefault();
                  hit.go();
                }}
              >
                {hit.label}
              </a>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <Sheet
      title={words.palette.title}
      closeLabel={words.act.close}
      onClose={onClose}
      place="middle"
      keys={keys}
    >
      <div className="stack">
        <TextInput
          aria-label={words.palette.title}
          placeholder={words.palette.placeholder}
          value={wanted}
          data-autofocus
          onChange={(event) => {
            setWanted(event.currentTarget.value);
            setAt(0);
          }}
        />
        {hits.length === 0 ? <p className="soft">{words.palette.none}</p> : null}
        {rows(words.palette.screens, screens, 0)}
        {rows(words.palette.stories, stories, screens.length)}
      </div>
    </Sheet>
  );
}

function useHits(wanted: string, onClose: () => void): { screens: readonly Hit[]; stories: readonly Hit[] } {
  const words = useWords();
  const navigate = useNavigate();
  const search = useAsk(
    listWire,
    { query: { q: wanted.trim(), from: 'all', limit: '8' } },
    { enabled: wanted.trim() !== '', keepLast: true },
  );
  const screens = [...DESK_PLACES, ...OFFICE_PLACES]
    .filter((place) => foldedIncludes(words.nav[place.word], wanted))
    .map((place) => ({
      id: place.to,
      label: words.nav[place.word],
      go: () => {
        onClose();
        void navigate({ to: place.to });
      },
    }));
  const found = wanted.trim() === '' ? [] : (search.data?.stories ?? []);
  const stories = found.map((story) => ({
    id: story.id,
    label: story.headline,
    lang: story.language,
    go: () => {
      onClose();
      void navigate({ to: '/s/$id', params: { id: story.id } });
    },
  }));
  return { screens, stories };
}
