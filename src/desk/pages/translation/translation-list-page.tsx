import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listTranslations } from '#contract/translation.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { useLanguageName } from '../../sentence.tsx';
import { Ago } from '../../ui/moment.tsx';
import { Empty, Mark, PageHead, Panel, type Tone } from '../../ui/pieces.tsx';
import { RowList } from '../row-list.tsx';
import { useWords } from '../../words/use-words.tsx';
import type { Words } from '../../words/en.ts';
import { LinkButton } from '../../ui/link-button.tsx';

/** The open work of the translators, latest first. */
export function TranslationListPage(): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  const list = useAsk(listTranslations, {}, { everySeconds: 15 });
  const search = useSearch({ from: '/desk/translations' });
  const navigate = useNavigate();
  return (
    <>
      <PageHead title={words.bench.listTitle} lead={words.bench.listLead} />
      <Asked query={list}>
        {({ translations }) => (
          <Panel title={<span className="visually-hidden">{words.bench.listTitle}</span>} className="list">
            <RowList
              title={words.bench.listTitle}
              rows={translations.map((one) => ({
                id: one.id,
                link: (
                  <Link to="/t/$id" params={{ id: one.id }} className="row-link" lang={one.language}>
                    {one.headline}
                  </Link>
                ),
                meta: (
                  <>
                    <Mark tone={toneOf(one.state)}>{stateWord(words, one.state)}</Mark>
                    {one.staleBlocks > 0 ? (
                      <Mark tone="warn">{words.today.stale(one.staleBlocks)}</Mark>
                    ) : null}
                    <span>{languageName(one.language)}</span>
                    <Ago at={one.savedAt} />
                  </>
                ),
              }))}
              cursor={search.s}
              onCursor={(s) => void navigate({ to: '/translations', search: { s }, replace: true })}
              onOpen={(id) => void navigate({ to: '/t/$id', params: { id } })}
              empty={
                <Empty
                  title={words.bench.empty}
                  help={words.bench.emptyHelp}
                  action={<LinkButton to="/wire">{words.bench.toWire}</LinkButton>}
                />
              }
            />
          </Panel>
        )}
      </Asked>
    </>
  );
}

function toneOf(state: string): Tone {
  const tones: Readonly<Record<string, Tone>> = {
    ready: 'good',
    stale: 'warn',
    killed: 'bad',
    draft: 'info',
  };
  return tones[state] ?? 'plain';
}

function stateWord(words: Words, state: string): string {
  const known: Readonly<Record<string, string>> = words.bench.wholeStates;
  return known[state] ?? state;
}
