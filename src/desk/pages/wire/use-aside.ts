import { useQueryClient } from '@tanstack/react-query';
import { setAside } from '#contract/wire.ts';
import { call } from '../../call.ts';
import type { StoryLine } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';

type Put = 'later' | 'not-for-us' | 'none';
const UNDO_SECONDS = 15;

/**
 * Puts stories aside on one's own wire, or back on it; one key takes that back, from the moment the list shows it on.
 * `was`: where they are now; `onBack`: they are about to be, once more.
 */
export function useAside(): (
  stories: readonly StoryLine[],
  put: Put,
  was: Put,
  onBack: () => void,
) => Promise<void> {
  const { aside: words } = useWords();
  const { undoable, refused } = useToasts();
  const client = useQueryClient();
  const put = async (stories: readonly StoryLine[], aside: Put, onDone: () => void): Promise<void> => {
    const result = await call(setAside, { body: { storyIds: stories.map(({ id }) => id), aside } });
    if (result.ok) onDone();
    else refused(result.error);
    await client.invalidateQueries();
  };
  return async (stories, to, was, onBack) => {
    if (stories.length === 0) return;
    await put(stories, to, () =>
      undoable({
        message: words.done[to](stories.length),
        undo: () => void put(stories, was, onBack),
        seconds: UNDO_SECONDS,
      }),
    );
  };
}
