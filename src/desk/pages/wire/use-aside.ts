import { setAside } from '#contract/wire.ts';
import { useTell } from '../../ask.ts';
import type { StoryLine } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';

type Put = 'later' | 'not-for-us' | 'none';
const UNDO_SECONDS = 15;

/** Puts stories aside on one's own wire, or back on it; one key takes that back. `was`: where they are now. */
export function useAside(): (stories: readonly StoryLine[], put: Put, was: Put) => void {
  const { aside: words } = useWords();
  const { undoable, refused } = useToasts();
  const tell = useTell(setAside, { onRefused: refused });
  const putAll = (stories: readonly StoryLine[], aside: Put, onSuccess?: () => void): void =>
    tell.mutate(
      { body: { storyIds: stories.map(({ id }) => id), aside } },
      onSuccess === undefined ? {} : { onSuccess },
    );
  return (stories, put, was) => {
    if (stories.length === 0) return;
    putAll(stories, put, () =>
      undoable({
        message: words.done[put](stories.length),
        undo: () => putAll(stories, was),
        seconds: UNDO_SECONDS,
      }),
    );
  };
}
