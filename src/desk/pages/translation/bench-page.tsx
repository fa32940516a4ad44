import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readTranslation } from '#contract/translation.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { Tri, useLanguageName } from '../../sentence.tsx';
import { useReasons, useSeat } from '../../session.tsx';
import type { Translation } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Note } from '../../ui/note.tsx';
import { Mark, PageHead } from '../../ui/pieces.tsx';
import { useAgo } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.tsx';
import { PushSheet } from '../destination/push-sheet.tsx';
import { PublishDrawer } from '../publication/publish-drawer.tsx';
import { BenchBlockRow } from './bench-block.tsx';
import type { BenchKeeper } from './bench-keeper.ts';
import type { BenchBlock, BenchState } from './bench-state.ts';
import { isAdaptation } from './is-adaptation.ts';
import { focusBlock, neighbour, nextOpen, type Place } from './bench-moves.ts';
import { readUnsaved, unsavedPlace, type Unsaved } from './unsaved.ts';
import { useBench } from './use-bench.ts';

/** The translation bench: source left, translation right, block by block. */
export function BenchPage(): ReactNode {
  const { id } = useParams({ from: '/desk/t/$id' });
  const translation = useAsk(readTranslation, { params: { id } }, { everySeconds: 10 });
  const place = unsavedPlace(useSeat().session.person.id, id);
  const unsaved = useQuery({
    queryKey: ['unsaved', place],
    queryFn: () => readUnsaved(place),
    networkMode: 'always',
    gcTime: 0,
  });
  return (
    <Asked query={unsaved}>
      {(copies) => (
        <Asked query={translation}>
          {(data) => <Bench key={data.id} translation={data} place={place} unsaved={copies} />}
        </Asked>
      )}
    </Asked>
  );
}

type BenchProps = {
  readonly translation: Translation;
  readonly place: string;
  readonly unsaved: ReadonlyMap<string, Unsaved>;
};

function Bench({ translation, place, unsaved }: BenchProps): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  const [state, keeper] = useBench(translation, place, unsaved);
  const { session } = useSeat();
  const search = useSearch({ from: '/desk/t/$id' });
  const navigate = useNavigate();
  const show = (next: typeof search): void =>
    void navigate({
      to: '/t/$id',
      params: { id: translation.id },
      search: next,
      replace: true,
      resetScroll: false,
    });
  const publish = (): void => {
    void keeper.flush().then(() => show({ publish: '1' }));
  };
  const push = (): void => {
    void keeper.flush().then(() => show({ push: '1' }));
  };
  const killed = state.translation.state === 'killed';
  const headline = state.blocks.find((block) => block.kind === 'headline');
  useBenchKeys({ state, keeper, current: search.block, publish });
  return (
    <>
      <PageHead
        title={<span lang={translation.language}>{headline?.text || headline?.source}</span>}
        lead={
          <>
            <Tri text={translation.provider.name} /> ·{' '}
            {isAdaptation(translation) ? null : <>{languageName(translation.sourceLanguage)} → </>}
            {languageName(translation.language)} ·{' '}
            <Link to="/s/$id" params={{ id: translation.storyId }}>
              {words.bench.story}
            </Link>
          </>
        }
      />
      <BenchNotes state={state} keeper={keeper} />
      <BenchBar state={state} publish={publish} push={push} />
      <div className="bench-heads" aria-hidden="true">
        <span>{words.bench.source(languageName(translation.sourceLanguage))}</span>
        <span>
          {isAdaptation(translation)
            ? words.bench.ours(languageName(translation.language))
            : words.bench.target(languageName(translation.language))}
        </span>
      </div>
      <ol className="bench">
        {state.blocks.map((block, at) => (
          <BenchBlockRow
            key={block.id}
            block={block}
            number={at + 1}
            translation={translation}
            keeper={keeper}
            readOnly={killed}
            onFocus={() => search.block !== block.id && show({ block: block.id })}
            onConfirm={() => confirmAndNext(keeper, block)}
          />
        ))}
      </ol>
      {search.push ? (
        <PushSheet
          storyId={translation.storyId}
          isOwn={translation.provider.did === session.agency.did}
          texts={[{ language: translation.language, translationId: translation.id }]}
          first={translation.id}
          onClose={() => show(search.block ? { block: search.block } : {})}
        />
      ) : null}
      {search.publish ? (
        <PublishDrawer
          storyId={translation.storyId}
          language={translation.language}
          translationId={translation.id}
          update={translation.publication}
          onClose={() => show(search.block ? { block: search.block } : {})}
        />
      ) : null}
    </>
  );
}

function confirmAndNext(keeper: BenchKeeper, block: BenchBlock): void {
  keeper.mark(block.id, 'confirmed');
  const next = nextOpen(keeper.state().blocks, block.id) ?? neighbour(keeper.state().blocks, block.id, 1);
  if (next) focusBlock(next);
}

type KeyNeeds = {
  readonly state: BenchState;
  readonly keeper: BenchKeeper;
  readonly current: string | undefined;
  readonly publish: () => void;
};

function useBenchKeys({ state, keeper, current, publish }: KeyNeeds): void {
  const words = useWords();
  const to = (place: Place | undefined): void => place && focusBlock(place);
  const block = state.blocks.find((one) => one.id === current);
  const at = block?.id ?? '';
  const killed = state.translation.state === 'killed';
  useKeys(words.bench.listTitle, [
    {
      keys: 'Ctrl+Enter',
      label: words.bench.confirmNext,
      run: () => block && !killed && confirmAndNext(keeper, block),
      inFields: true,
    },
    { keys: 'Ctrl+Alt+P', label: words.bench.publish, run: publish, inFields: true },
    { keys: 'F9', label: words.bench.nextOpen, run: () => to(nextOpen(state.blocks, at)), inFields: true },
    {
      keys: 'Alt+ArrowDown',
      label: words.bench.nextBlock,
      run: () => to(neighbour(state.blocks, at, 1)),
      inFields: true,
    },
    {
      keys: 'Alt+ArrowUp',
      label: words.bench.previousBlock,
      run: () => to(neighbour(state.blocks, at, -1)),
      inFields: true,
    },
    {
      keys: 'Alt+Insert',
      label: words.bench.copySource,
      run: () => block && !killed && keeper.edit(block.id, block.source),
      inFields: true,
    },
  ]);
}

function BenchBar({
  state,
  publish,
  push,
}: {
  readonly state: BenchState;
  readonly publish: () => void;
  readonly push: () => void;
}): ReactNode {
  const words = useWords();
  const reasonsFor = useReasons();
  const confirmed = state.blocks.filter((block) => block.state === 'confirmed').length;
  const publication = state.translation.publication;
  return (
    <div className="bench-bar">
      <Mark tone={confirmed === state.blocks.length ? 'good' : 'info'}>
        {words.bench.progress(confirmed, state.blocks.length)}
      </Mark>
      <SaveState state={state} />
      {publication ? (
        <a href={publication.url} target="_blank" rel="noreferrer">
          {words.bench.publishedAs}
        </a>
      ) : null}
      <Button variant="default" onClick={push}>
        {words.destination.push}
      </Button>
      <GuardedButton
        reasons={reasonsFor('publish', state.translation.may.publish)}
        onClick={publish}
        shortcut="Ctrl+Alt+P"
      >
        {words.bench.publish}
      </GuardedButton>
    </div>
  );
}

/** Where the words are: at the server since when, or how many wait on this computer. */
function SaveState({ state }: { readonly state: BenchState }): ReactNode {
  const words = useWords();
  const ago = useAgo();
  const waiting = state.blocks.filter((block) => block.dirty).length;
  const parts = [
    words.bench.saved(ago(state.savedAt)),
    ...(state.saving
      ? [words.bench.saving]
      : waiting > 0 && state.keeping === 0
        ? [words.bench.waiting(waiting)]
        : []),
  ];
  return (
    <span className="save-state" role="status" data-kept={state.keeping === 0}>
      {parts.join(' · ')}
    </span>
  );
}

function BenchNotes({
  state,
  keeper,
}: {
  readonly state: BenchState;
  readonly keeper: BenchKeeper;
}): ReactNode {
  const words = useWords();
  const { translation } = state;
  const stale = state.blocks.filter((block) => block.state === 'stale');
  return (
    <div className="stack">
      {translation.state === 'killed' ? <Note tone="bad" alert title={words.bench.killed} /> : null}
      {state.fault ? <Refused fault={state.fault} kept="change" onRetry={() => void keeper.flush()} /> : null}
      {state.restored > 0 ? <Note tone="good" title={words.bench.restored(state.restored)} /> : null}
      {stale.length > 0 ? (
        <Note
          tone="warn"
          title={words.bench.staleBar(stale.length)}
          actions={
            <Button size="xs" onClick={() => stale[0] && focusBlock({ id: stale[0].id })}>
              {words.bench.toStale}
            </Button>
          }
        >
          {translation.correctionNote ? (
            <p>
              {words.bench.correctionNote}:{' '}
              <q lang={translation.sourceLanguage}>{translation.correctionNote}</q>
            </p>
          ) : null}
        </Note>
      ) : null}
    </div>
  );
}
