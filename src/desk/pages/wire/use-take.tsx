import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { startTranslation } from '#contract/translation.ts';
import { takeStory, undoTake } from '#contract/wire.ts';
import { call } from '../../call.ts';
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

/** Takes stories, tells the result once, and offers to take it back for as long as the server allows. */
export function useTake(): (stories: readonly StoryLine[], choice: TakeChoice, then: Then) => Promise<void> {
  const words = useWords();
  const client = useQueryClient();
  const { undoable, refused, tell } = useToasts();
  const openFirst = useOpenTaken();

  const undo = async (taken: readonly Taken[]): Promise<void> => {
    for (const { takeId } of taken) {
      const result = await call(undoTake, { params: { id: takeId } });
      if (!result.ok) return refused(result.error);
    }
    tell(words.take.undone);
    await client.invalidateQueries();
  };

  return async (stories, choice, then) => {
    const taken: Taken[] = [];
    for (const story of stories) {
      const result = await call(takeStory, { params: { id: story.id }, body: { use: choice.use } });
      if (result.ok) {
        taken.push({ story, takeId: result.value.take.id, undoUntil: result.value.take.undoUntil });
      } else refused(result.error);
    }
    const [first] = taken;
    if (!first) return;
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
    await client.invalidateQueries();
    if (then === 'open') open();
  };
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
