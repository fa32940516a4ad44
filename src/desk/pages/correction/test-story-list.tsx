import { useEffect, type ReactNode } from 'react';
import { clearTestStory, seeTestStory } from '#contract/drill.ts';
import { useTell } from '../../ask.ts';
import { useText } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { TestStory } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { BothTimes, useTwoClocks } from '../../ui/moment.tsx';
import { Mark, Panel, type Tone } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

const TONES: { readonly [S in TestStory['state']]: Tone } = {
  held: 'plain',
  open: 'warn',
  applied: 'good',
  'not-applicable': 'plain',
};

/** Test stories of partners' drills, marked as such; nothing else of the desk lists them. */
export function TestStoryList({ stories }: { readonly stories: readonly TestStory[] }): ReactNode {
  const words = useWords();
  const open = stories.filter(({ state }) => state === 'open');
  useSight(open.find(({ seen }) => !seen));
  if (stories.length === 0) return null;
  return (
    <Panel title={words.drill.theirs} count={open.length}>
      <ul className="rows">
        {stories.map((story) => (
          <TestStoryRow key={story.id} story={story} />
        ))}
      </ul>
    </Panel>
  );
}

/** This person sees it wait, if it is theirs to clear; said once. */
function useSight(story: TestStory | undefined): void {
  const mayAnswer = useSeatReasons()('answer-notice').length === 0;
  const { mutate } = useTell(seeTestStory, {});
  const id = mayAnswer ? story?.id : undefined;
  useEffect(() => {
    if (id !== undefined) mutate({ params: { id } });
  }, [id, mutate]);
}

function TestStoryRow({ story }: { readonly story: TestStory }): ReactNode {
  const words = useWords();
  const text = useText();
  const both = useTwoClocks();
  const { state, killedAt, clearedAt, dueAt } = story;
  return (
    <li className="row">
      <p className="row-link">{words.drill.testStory(text(story.agency.name))}</p>
      <span className="meta">
        <Mark tone="info">{words.drill.mark}</Mark>
        <Mark tone={TONES[state]}>{words.drill.states[state]}</Mark>
        {story.overdue ? <Mark tone="bad">{words.time.overdue}</Mark> : null}
        {dueAt && state === 'open' ? <span>{words.time.due(both(dueAt))}</span> : null}
      </span>
      {killedAt ? (
        <p className="soft small">
          {words.recall.states.received}: <BothTimes at={killedAt} />
          {story.automatic ? ` · ${words.recall.automatic}` : ''}
        </p>
      ) : null}
      {clearedAt && state === 'applied' ? (
        <p className="soft small">
          {words.drill.states.applied}: <BothTimes at={clearedAt} />
        </p>
      ) : null}
      {state === 'open' ? <Clear id={story.id} /> : null}
    </li>
  );
}

function Clear({ id }: { readonly id: string }): ReactNode {
  const words = useWords();
  const reasons = useSeatReasons()('answer-notice');
  const { tell, refused } = useToasts();
  const clear = useTell(clearTestStory, { onDone: () => tell(words.drill.clearedToast), onRefused: refused });
  return (
    <div className="actions">
      <GuardedButton
        size="xs"
        reasons={reasons}
        loading={clear.isPending}
        onClick={() => clear.mutate({ params: { id } })}
      >
        {words.drill.clear}
      </GuardedButton>
    </div>
  );
}
