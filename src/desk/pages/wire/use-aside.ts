import { useQueryClient } from '@tanstack/react-query';
import { listWire, setAside } from '#contract/wire.ts';
import { call } from '../../call.ts';
import type { StoryLine } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';
import { WIRE_FEED } from './use-wire-feed.ts';

type Put = 'later' | 'not-for-us' | 'none';
const UNDO_SECONDS = 15;

/**
 * Puts stories aside on one's own wire, or back on it; one key takes that back, from the moment the list shows it on.
 * `was`: where they are now; `leave` takes them out of the list and gives what puts them back.
 */
export function useAside(): (
  stories: readonly StoryLine[],
  put: Put,
  was: Put,
  leave: () => () => void,
) => Promise<void> {
  const { aside: words } = useWords();
  const { undoable, refused } = useToasts();
  const client = useQueryClient();
  const put = async (stories: readonly StoryLine[], aside: Put, onDone: () => void): Promise<void> => {
    const result = await call(setAside, { body: { storyIds: stories.map(({ id }) => id), aside } });
    if (result.ok) {
      onDone();
      // Lists that are open nowhere begin anew, so that what was moved does not wait there as if it had just arrived.
      for (const queryKey of [[WIRE_FEED], [listWire.path]])
        client.removeQueries({ queryKey, type: 'inactive' });
    } else refused(result.error);
    await client.invalidateQueries();
  };
  return async (stories, to, was, leave) => {
    if (stories.length === 0) return;
    await put(stories, to, () => {
      const comeBack = leave();
      undoable({
        message: words.done[to](stories.length),
        undo: () => void put(stories, was, comeBack),
        seconds: UNDO_SECONDS,
      });
    });
  };
}
