import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { listSearches } from '#contract/alert.ts';
import { listPartners } from '#contract/partner.ts';
import { listWire } from '#contract/wire.ts';
import { useAsk } from '../ask.ts';
import { Headline } from '../headline.tsx';
import { Tri } from '../sentence.tsx';
import { foldedIncludes } from '../ui/fold.ts';
import type { Key } from '../ui/keys.tsx';
import { addressOf } from '../pages/alert/search-row.tsx';
import { KeyCap } from '../ui/pieces.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useWords } from '../words/use-words.tsx';
import { isPlaceNamed } from './find-place.ts';
import { DESK_PLACES, OFFICE_PLACES } from './navigation.ts';

type Hit = {
  readonly id: string;
  readonly label: ReactNode;
  readonly go: () => void;
  readonly keys?: string;
};
type Group = { readonly title: string; readonly hits: readonly Hit[] };

/** Go anywhere, find any story, partner or saved search. Marks do not matter; stories are searched by the server. */
export function Palette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const list = useId();
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const groups = useHits(wanted, onClose).filter(({ hits }) => hits.length > 0);
  const hits = groups.flatMap((group) => group.hits);
  const current = Math.min(at, Math.max(0, hits.length - 1));
  const chosen = hits[current];
  const optionOf = (id: string): string => `${list}-${id}`;
  useEffect(() => {
    if (chosen) document.querySelector(`[id="${optionOf(chosen.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  });
  const keys: readonly Key[] = [
    {
      keys: 'ArrowDown',
      label: words.keys.down,
      run: () => setAt(Math.min(hits.length - 1, current + 1)),
      inFields: true,
    },
    { keys: 'ArrowUp', label: words.keys.up, run: () => setAt(Math.max(0, current - 1)), inFields: true },
    { keys: 'Enter', label: words.keys.open, run: () => chosen?.go(), inFields: true },
  ];
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
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={list}
          {...(chosen ? { 'aria-activedescendant': optionOf(chosen.id) } : {})}
          onChange={(event) => {
            setWanted(event.currentTarget.value);
            setAt(0);
          }}
        />
        <div role="listbox" id={list} aria-label={words.palette.title} className="stack">
          {groups.map(({ title, hits: part }) => (
            <div role="group" aria-label={title} key={title}>
              <h3 className="clause-kind" role="presentation">
                {title}
              </h3>
              {part.map((hit) => (
                <div
                  key={hit.id}
                  id={optionOf(hit.id)}
                  className="row hit"
                  role="option"
                  aria-selected={hit.id === chosen?.id}
                  data-cursor={hit.id === chosen?.id}
                  onClick={hit.go}
                >
                  <span>{hit.label}</span>
                  {hit.keys ? <KeyCap keys={hit.keys} /> : null}
                </div>
              ))}
            </div>
          ))}
        </div>
        {hits.length === 0 ? <p className="soft">{words.palette.none}</p> : null}
      </div>
    </Sheet>
  );
}

/** Further ones are found by a letter more. */
const MOST_SEARCHES = 6;

function useHits(wanted: string, onClose: () => void): readonly Group[] {
  const words = useWords();
  const navigate = useNavigate();
  const q = wanted.trim();
  // With nothing typed, the newest.
  const search = useAsk(
    listWire,
    { query: { q, from: 'all', limit: '8', counts: 'no' } },
    { keepLast: true },
  );
  const partners = useAsk(listPartners, {});
  const saved = useAsk(listSearches, {});
  const leave = (go: () => unknown) => () => {
    onClose();
    go();
  };
  const places = [...DESK_PLACES, ...OFFICE_PLACES].filter(({ word }) => q === '' || isPlaceNamed(word, q));
  const named = (partners.data?.partners ?? []).filter(
    ({ agency }) => q !== '' && Object.values(agency.name).some((name) => foldedIncludes(name, q)),
  );
  const searches = (saved.data?.searches ?? [])
    .filter(({ name, folder }) => [name, folder].some((text) => foldedIncludes(text, q)))
    .slice(0, MOST_SEARCHES);
  const onWire: readonly Hit[] =
    q === ''
      ? []
      : [
          {
            id: 'on-wire',
            label: words.finding.palette.onWire(q),
            go: leave(() => navigate({ to: '/wire', search: { q, from: 'all' } })),
          },
        ];
  return [
    {
      title: words.palette.screens,
      hits: places.map(({ to, word, key }) => ({
        id: to,
        label: words.nav[word],
        keys: `G ${key}`,
        go: leave(() => navigate({ to })),
      })),
    },
    {
      title: words.search.title,
      hits: searches.map((one) => ({
        id: one.id,
        label: one.folder === '' ? one.name : `${one.folder} · ${one.name}`,
        go: leave(() => navigate({ to: '/wire', search: addressOf(one) })),
      })),
    },
    {
      title: words.finding.palette.partners,
      hits: named.map(({ agency }) => ({
        id: agency.did,
        label: <Tri text={agency.name} />,
        go: leave(() => navigate({ to: '/partners/$did', params: { did: agency.did } })),
      })),
    },
    {
      title: words.palette.stories,
      hits: [
        ...(search.data?.stories ?? []).map(({ id, headline, language }) => ({
          id,
          label: <Headline text={headline} language={language} />,
          go: leave(() => navigate({ to: '/s/$id', params: { id } })),
        })),
        ...onWire,
      ],
    },
  ];
}
