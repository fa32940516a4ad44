import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readChain, unsayChain } from '#contract/chain.ts';
import { mayDo } from '#contract/permissions.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Headline } from '../../headline.tsx';
import { Tri } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import type { Chain, Story, StoryLine } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';
import { StoryMeta } from '../wire/story-meta.tsx';

/** What is the same text or tells the same event, in the order in which it came, over all languages; and who said so. */
export function StoryChain({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const { data: chain } = useAsk(readChain, { params: { id: story.id } });
  if (!chain || (chain.stories.length === 0 && chain.said.length === 0)) return null;
  return (
    <Panel title={words.chain.title} {...(chain.stories.length > 0 ? { count: chain.stories.length } : {})}>
      <div className="stack">
        {chain.stories.length > 0 ? <Timeline story={story} stories={chain.stories} /> : null}
        {chain.said.length > 0 ? <Sayings story={story} said={chain.said} /> : null}
      </div>
    </Panel>
  );
}

type Step = { readonly story: StoryLine; readonly kind?: Chain['stories'][number]['kind'] };

function Timeline(props: { readonly story: Story; readonly stories: Chain['stories'] }): ReactNode {
  const words = useWords();
  const steps: readonly Step[] = [{ story: props.story }, ...props.stories];
  return (
    <ol className="plain-list stack tight" aria-label={words.chain.timeline}>
      {steps
        .toSorted((a, b) => a.story.arrivedAt.localeCompare(b.story.arrivedAt))
        .map(({ story, kind }) => (
          <li key={story.id} {...(kind ? {} : { 'aria-current': 'true' as const })}>
            <Mark tone={kind ? 'info' : 'accent'}>
              {kind ? words.chain.kinds[kind] : words.chain.thisStory}
            </Mark>{' '}
            {kind ? (
              <Link to="/s/$id" params={{ id: story.id }}>
                <Headline text={story.headline} language={story.language} />
              </Link>
            ) : null}
            <br />
            <StoryMeta story={story} />
          </li>
        ))}
    </ol>
  );
}

function Sayings(props: { readonly story: Story; readonly said: Chain['said'] }): ReactNode {
  const words = useWords();
  return (
    <div className="stack tight">
      <h3>{words.chain.history}</h3>
      <ul className="plain-list stack tight">
        {props.said.map((one) => (
          <li key={`${one.story.id}${one.at}`}>
            <Saying storyId={props.story.id} one={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Saying({
  storyId,
  one,
}: {
  readonly storyId: string;
  readonly one: Chain['said'][number];
}): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  const { refused, tell } = useToasts();
  const unsay = useTell(unsayChain, { onDone: () => tell(words.chain.undone), onRefused: refused });
  return (
    <>
      <b>{words.chain.said[one.said]}</b>{' '}
      <Link to="/s/$id" params={{ id: one.story.id }}>
        <Headline text={one.story.headline} language={one.story.language} />
      </Link>
      <br />
      <span className="soft small">
        {words.chain.sayer(one.by)} <BothTimes at={one.at} />
      </span>{' '}
      {one.ended ? (
        <span className="soft small">
          {words.chain.taken(one.ended.by)} <BothTimes at={one.ended.at} />
        </span>
      ) : mayDo(session.roles, 'take-story') ? (
        <button
          type="button"
          className="link-button"
          disabled={unsay.isPending}
          onClick={() => unsay.mutate({ params: { id: storyId, other: one.story.id } })}
        >
          {words.chain.undo}
        </button>
      ) : null}
    </>
  );
}

/** Told to whoever has another of the same wire, and no more than told: only its own provider withdraws a story. */
export function WithdrawnRoad({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const { data: chain } = useAsk(readChain, { params: { id: story.id } });
  const withdrawn = (chain?.stories ?? []).filter(
    (one) => one.story.badges.includes('killed') && SAME_WIRE.some((kind) => kind === one.kind),
  );
  if (story.badges.includes('killed') || withdrawn.length === 0) return null;
  return (
    <Note tone="warn" title={words.chain.withdrawnTitle}>
      <p>{words.chain.withdrawnHelp}</p>
      {withdrawn.map(({ story: other }) => (
        <p key={other.id}>
          {words.chain.withdrawnBy}{' '}
          <Link to="/s/$id" params={{ id: other.id }}>
            <Tri text={other.provider.name} />
          </Link>
          , <BothTimes at={other.updatedAt} />
        </p>
      ))}
    </Note>
  );
}

const SAME_WIRE = ['exact', 'near', 'translation-home'] as const;
