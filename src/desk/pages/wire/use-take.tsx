import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { startTranslation } from '#contract/translation.ts';
import { takeStory, undoTake } from '#contract/wire.ts';
import { call } from '../../call.ts';
import { Headline } from '../../headline.tsx';
import type { Refusal } from '../../refusal.ts';
import { SentenceOf, Tri } from '../../sentence.tsx';
import type { StoryLine } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';

export type Use = 'as-is' | 'translate' | 'brief';
export type TakeChoice = { readonly use: Use; readonly language: string };

/** Translate what is in none of our languages; otherwise use it as it is. */
export function defaultUse(story: Pick<StoryLine, 'language'>, ours: readonly string[]): TakeChoice {
  const [first = 'en'] = ours;
  const speaks = ours.some((language) => language.split('-')[0] === story.language.split('-')[0]);
  const into = ours.find((language) => language.split('-')[0] !== story.language.split('-')[0]) ?? first;
  return { use: speaks ? 'as-is' : 'translate', language: speaks ? into : first };
}

type Taken = { readonly story: StoryLine; readonly takeId: string; readonly undoUntil: string };
type Then = 'stay' | 'open';

/**
 * Takes stories, tells the result once, and offers to take it back for as long as the server allows. Gives what was
 * refused, by story.
 */
export function useTake(): (
  stories: readonly StoryLine[],
  choice: TakeChoice,
  then: Then,
) => Promise<ReadonlyMap<string, Refusal>> {
  const words = useWords();
  const client = useQueryClient();
  const { undoable, refused, tell } = useToasts();
  const openFirst = useOpenTaken();

  const undo = async (taken: readonly Taken[]): Promise<void> => {
    let kept = 0;
    for (const { takeId } of taken) {
      const result = await call(undoTake, { params: { id: takeId } });
      if (result.ok) continue;
      kept += 1;
      refused(result.error);
    }
    if (kept < taken.length) tell(words.take.undone);
    await client.invalidateQueries();
  };

  /** Each with its story, in one message; a single story’s refusal stands in full. */
  const tellRefused = (stories: readonly StoryLine[], refusals: ReadonlyMap<string, Refusal>): void => {
    const [only] = refusals.values();
    if (only && stories.length === 1) refused(only);
    else if (only) tell(<RefusedTakes stories={stories} refusals={refusals} />);
  };

  return async (stories, choice, then) => {
    const taken: Taken[] = [];
    const refusals = new Map<string, Refusal>();
    for (const story of stories) {
      const result = await call(takeStory, { params: { id: story.id }, body: { use: choice.use } });
      if (result.ok) {
        taken.push({ story, takeId: result.value.take.id, undoUntil: result.value.take.undoUntil });
      } else refusals.set(story.id, result.error);
    }
    tellRefused(stories, refusals);
    const [first] = taken;
    if (!first) return refusals;
    const open = (): void => void openFirst(first.story, choice);
    undoable({
      message:
        taken.length === 1 ? words.take.taken(first.story.headline) : words.take.takenMany(taken.length),
      undo: () => void undo(taken),
      seconds: secondsLeft(first.undoUntil),
      more:
        then === 'stay' && choice.use === 'translate' ? (
          <Button size="compact-sm" onClick={open}>
            {words.take.openTranslation}
          </Button>
        ) : null,
    });
    // A sheet that waited for every read would hold the key that takes back until most of its seconds are gone.
    void client.invalidateQueries();
    if (then === 'open') open();
    return refusals;
  };
}

function RefusedTakes(props: {
  readonly stories: readonly StoryLine[];
  readonly refusals: ReadonlyMap<string, Refusal>;
}): ReactNode {
  const words = useWords();
  const { stories, refusals } = props;
  return (
    <>
      <b>{words.finding.bulk.result(stories.length - refusals.size, refusals.size)}</b>
      <ul className="reasons">
        {stories.flatMap(({ id, headline, language }) => {
          const refusal = refusals.get(id);
          if (!refusal) return [];
          return (
            <li key={id}>
              <Headline text={headline} language={language} />
              {refusal.because.map((reason) => (
                <p key={reason.code}>
                  <SentenceOf reason={reason} />
                </p>
              ))}
              {refusal.because.length === 0 && refusal.title ? <Tri text={refusal.title} /> : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The bench for a translation, the story for anything else. */
export function useOpenTaken(): (story: { readonly id: string }, choice: TakeChoice) => Promise<void> {
  const navigate = useNavigate();
  const { refused } = useToasts();
  return async (story, choice) => {
    if (choice.use !== 'translate') return navigate({ to: '/s/$id', params: { id: story.id } });
    const begun = await call(startTranslation, {
      params: { id: story.id },
      body: { language: choice.language },
    });
    if (!begun.ok) return refused(begun.error);
    return navigate({ to: '/t/$id', params: { id: begun.value.id } });
  };
}

/** At most ten seconds on screen, whatever the server allows; never less than one. */
function secondsLeft(until: string): number {
  return Math.max(1, Math.min(10, Math.round((Date.parse(until) - Date.now()) / 1000)));
}
