import { Button, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Asked } from '../../asked.tsx';
import { useLanguageName } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Placement } from '../../shapes.ts';
import { Empty, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ArchivedNote } from './archived-note.tsx';
import { CallBackButton } from './call-back-button.tsx';
import { ExactAnswer } from './exact-answer.tsx';
import { PlacementMark } from './placement-mark.tsx';
import { ResendButton } from './resend-button.tsx';
import { usePlacements } from './use-pages.ts';

/** Every story that was pushed there: where it stands, when it is tried next, what was answered last. */
export function PlacementPanel(props: {
  readonly destinationId: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}): ReactNode {
  const { destinationId, isOpen, onOpen } = props;
  const words = useWords();
  const pages = usePlacements(destinationId, isOpen);
  return (
    <Panel
      title={words.destination.placements}
      actions={
        <Switch
          size="sm"
          label={words.destination.onlyOpen}
          checked={isOpen}
          onChange={(event) => onOpen(event.currentTarget.checked)}
        />
      }
    >
      <Asked query={pages}>
        {({ pages: read }) => {
          const placements = read.flatMap((page) => page.placements);
          if (placements.length === 0) return <None isOpen={isOpen} />;
          return <PlacementTable placements={placements} />;
        }}
      </Asked>
      {pages.hasNextPage ? (
        <Button variant="light" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {words.act.more}
        </Button>
      ) : null}
    </Panel>
  );
}

function None({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  const { destination: words } = useWords();
  if (isOpen) return <p className="soft">{words.noneOpen}</p>;
  return <Empty title={words.noPlacements} help={words.noPlacementsHelp} />;
}

function PlacementTable({ placements }: { readonly placements: readonly Placement[] }): ReactNode {
  const { destination: words } = useWords();
  const mayPush = useSeatReasons()('publish').length === 0;
  return (
    <div className="table-wrap">
      <table className="plain">
        <thead>
          <tr>
            <th>{words.columns.story}</th>
            <th>{words.columns.state}</th>
            <th>{words.columns.answer}</th>
            {mayPush ? <th>{words.columns.actions}</th> : null}
          </tr>
        </thead>
        <tbody>
          {placements.map((one) => (
            <tr key={one.id}>
              <td>
                <StoryCell placement={one} />
              </td>
              <td>
                <PlacementMark placement={one} />
                <ArchivedNote placement={one} />
              </td>
              <td>{one.last ? <ExactAnswer answer={one.last.answer} outcome={one.last.outcome} /> : '—'}</td>
              {mayPush ? (
                <td>
                  <PlacementActions placement={one} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StoryCell({ placement }: { readonly placement: Placement }): ReactNode {
  const { destination: words } = useWords();
  const languageName = useLanguageName();
  const { headline, language, storyId, translationId, url, slug, state } = placement;
  return (
    <>
      <Link to="/s/$id" params={{ id: storyId }} lang={language}>
        {headline}
      </Link>
      <span className="meta">
        <span>{translationId ? words.translation(languageName(language)) : languageName(language)}</span>
        {url ? (
          <a href={url} target="_blank" rel="noreferrer">
            {words.openThere}
          </a>
        ) : null}
        {/* A stopped story has no headline any more; whoever takes it out by hand looks for this. */}
        {state === 'leaving' ? <span className="mono">{slug}</span> : null}
      </span>
    </>
  );
}

function PlacementActions({ placement }: { readonly placement: Placement }): ReactNode {
  const { id, state, destination } = placement;
  const isSettled = state === 'gone' || state === 'told';
  return (
    <div className="actions">
      {isSettled || destination.kind === 'hand' ? null : (
        <ResendButton placementId={id} isStop={state === 'leaving'} />
      )}
      <CallBackButton placement={placement} />
    </div>
  );
}
