import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { trySearch } from '#contract/alert.ts';
import { useAsk } from '../../ask.ts';
import { Headline } from '../../headline.tsx';
import { Refused } from '../../refused.tsx';
import type { SavedSearch } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import { StoryMeta } from '../wire/story-meta.tsx';

const IDLE_MILLISECONDS = 400;

/** What the question would have found in the last days: asked before it is saved, and again when typing pauses. */
export function SearchTrial({ question }: { readonly question: SavedSearch['question'] }): ReactNode {
  const words = useWords();
  const asked = useIdle(question);
  const trial = useAsk(trySearch, { body: { question: asked } }, { keepLast: true });
  if (trial.error) return <Refused fault={trial.error} kept="read" onRetry={() => void trial.refetch()} />;
  const { data } = trial;
  return (
    <section className="stack tight" aria-label={words.search.trial}>
      <h3 className="clause-kind">{words.search.trial}</h3>
      <p role="status">{data ? words.search.found(data.days, data.total) : words.search.trying}</p>
      {data && data.total > data.stories.length ? (
        <p className="small soft">{words.search.foundFirst(data.stories.length)}</p>
      ) : null}
      <ul className="rows">
        {(data?.stories ?? []).map((story) => (
          <li className="row" key={story.id}>
            <Link to="/s/$id" params={{ id: story.id }} className="row-link" target="_blank">
              <Headline text={story.headline} language={story.language} />
            </Link>
            <StoryMeta story={story} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The value once it has not changed for a moment. */
function useIdle<T>(value: T): T {
  const [idle, setIdle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setIdle(value), IDLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  return idle;
}
