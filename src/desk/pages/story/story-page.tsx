import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readStory } from '#contract/wire.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Headline } from '../../headline.tsx';
import { Tri } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import type { Story } from '../../shapes.ts';
import { useKeys } from '../../ui/keys.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { PushSheet } from '../destination/push-sheet.tsx';
import { StoryPlacements } from '../destination/story-placements.tsx';
import { PublishDrawer } from '../publication/publish-drawer.tsx';
import { ByWayOf, StoryBadges } from '../wire/story-meta.tsx';
import { TakeSheet } from '../wire/take-sheet.tsx';
import { defaultUse, useOpenTaken } from '../wire/use-take.tsx';
import { OtherLanguages } from './other-languages.tsx';
import { RightsBox } from './rights-box.tsx';
import { StoryActions, translationOf } from './story-actions.tsx';
import { StoryChain, WithdrawnRoad } from './story-chain.tsx';
import { StoryPassing } from './story-passing.tsx';
import { StoryDownload } from './story-download.tsx';
import { StoryRecord } from './story-record.tsx';
import { StoryText } from './story-text.tsx';

/** One story: what it says, what may be done with it, and where it has gone. */
export function StoryPage(): ReactNode {
  const { id } = useParams({ from: '/desk/s/$id' });
  const story = useAsk(readStory, { params: { id } }, { everySeconds: 10 });
  return <Asked query={story}>{(data) => <StoryView story={data} />}</Asked>;
}

function StoryView({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const search = useSearch({ from: '/desk/s/$id' });
  const navigate = useNavigate();
  const params = { id: story.id };
  const show = (next: typeof search): void =>
    void navigate({ to: '/s/$id', params, search: next, resetScroll: false });
  useStoryKeys(story, { onTake: () => show({ take: '1' }), onPush: () => show({ push: '1' }) });
  return (
    <>
      <StoryHead story={story} />
      <div className="story">
        <article className="stack">
          <StoryWarnings story={story} />
          <WithdrawnRoad story={story} />
          {story.blocks.length > 0 || story.pictures.length > 0 ? (
            <Panel title={<span className="visually-hidden">{words.story.body}</span>}>
              <StoryText story={story} />
            </Panel>
          ) : null}
        </article>
        <div className="stack">
          <Panel title={words.story.actions}>
            <div className="stack">
              <StoryActions story={story} onTake={() => show({ take: '1' })} />
              <StoryDownload story={story} />
            </div>
          </Panel>
          <StoryPlacements storyId={story.id} onPush={() => show({ push: '1' })} />
          <RightsBox story={story} />
          {story.origin === 'partner' ? <StoryPassing story={story} /> : null}
          <StoryChain story={story} />
          <OtherLanguages story={story} />
          <StoryRecord story={story} />
        </div>
      </div>
      {search.take ? <TakeSheet stories={[story]} onClose={() => show({})} /> : null}
      {search.push ? (
        <PushSheet
          storyId={story.id}
          isOwn={story.origin === 'own'}
          texts={[
            { language: story.language },
            ...story.translations
              .filter(({ state }) => state !== 'killed')
              .map(({ id, language }) => ({ language, translationId: id })),
          ]}
          first={search.translation}
          onClose={() => show({})}
        />
      ) : null}
      {search.publish ? (
        <PublishDrawer
          storyId={story.id}
          language={search.publish}
          {...(search.translation ? { translationId: search.translation } : {})}
          update={story.publications.find((one) => one.language === search.publish)}
          onClose={() => show({})}
        />
      ) : null}
    </>
  );
}

type StoryKeys = { readonly onTake: () => void; readonly onPush: () => void };

function useStoryKeys(story: Story, { onTake, onPush }: StoryKeys): void {
  const words = useWords();
  const navigate = useNavigate();
  const open = useOpenTaken();
  const { session } = useSeat();
  const params = { id: story.id };
  const language = translationOf(story)?.language ?? defaultUse(story, session.agency.languages).language;
  const partner = story.origin === 'partner';
  useKeys(words.story.body, [
    ...(partner
      ? [
          { keys: 'T', label: words.story.take, run: onTake },
          {
            keys: 'B',
            label: words.story.openBench,
            run: () => void open(story, { use: 'translate', language }),
          },
          {
            keys: 'E',
            label: words.story.adapt,
            run: () => {
              if (story.may.adapt.ok || story.translations.some((one) => one.language === story.language))
                void open(story, { use: 'translate', language: story.language });
            },
          },
        ]
      : []),
    {
      keys: 'P',
      label: words.story.publish,
      run: () => {
        if (story.may.publish.ok)
          void navigate({ to: '/s/$id', params, search: { publish: story.language } });
      },
    },
    { keys: 'S', label: words.destination.push, run: onPush },
    { keys: 'Escape', label: words.wire.backToList, run: () => window.history.back() },
  ]);
}

function StoryHead({ story }: { readonly story: Story }): ReactNode {
  return (
    <header className="story-head">
      <p className="byline">
        <StoryBadges story={story} />
        <b>
          <Tri text={story.provider.name} />
        </b>
        <ByWayOf story={story} />
        <OwnershipWord story={story} />
        <BothTimes at={story.updatedAt} />
      </p>
      <h1>
        <Headline text={story.headline} language={story.language} />
      </h1>
      {story.summary ? (
        <p className="standfirst" lang={story.language}>
          {story.summary}
        </p>
      ) : null}
      {story.byline || story.dateline ? (
        <p className="byline" lang={story.language}>
          <span>{story.byline}</span>
          <span>{story.dateline}</span>
        </p>
      ) : null}
    </header>
  );
}

function OwnershipWord({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  return <span>{words.ownership[story.provider.ownership]}</span>;
}

function StoryWarnings({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  return (
    <>
      {story.badges.includes('killed') ? (
        <Note tone="bad" title={words.story.killedTitle}>
          <p>{words.story.killedHelp}</p>
        </Note>
      ) : null}
      {story.badges.includes('withheld') ? (
        <Note tone="warn" title={words.story.withheldTitle}>
          <p>{words.story.withheldHelp}</p>
        </Note>
      ) : null}
      {story.editorialNote ? (
        <Note tone="info" title={words.story.editorialNote}>
          <p lang={story.language}>{story.editorialNote}</p>
        </Note>
      ) : null}
    </>
  );
}
