import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useSeat } from '../../session.tsx';
import type { StoryLine } from '../../shapes.ts';
import { useKeys } from '../../ui/keys.tsx';
import { selectionKeys, type Selection } from '../../ui/use-selection.ts';
import { useWords } from '../../words/use-words.tsx';
import { defaultUse, useTake, type TakeChoice } from './use-take.tsx';

type Needs = {
  readonly selection: Selection;
  readonly cursor: StoryLine | undefined;
  readonly toTake: readonly StoryLine[];
  /** What was picked, else the story under the cursor. */
  readonly chosen: readonly StoryLine[];
  readonly putAside: (stories: readonly StoryLine[], to: 'later' | 'not-for-us') => void;
  readonly openSheet: () => void;
  readonly toSearch: () => void;
  readonly letIn: () => void;
  readonly toTop: () => void;
  readonly pane: RefObject<HTMLElement | null>;
};

export function useWireKeys(needs: Needs): void {
  const { selection, cursor, toTake, chosen, putAside, openSheet, toSearch, letIn, toTop, pane } = needs;
  const words = useWords();
  const navigate = useNavigate();
  const takeNow = useTakeNow(toTake, selection);
  useKeys(words.wire.title, [
    ...selectionKeys(selection, words.keys),
    {
      keys: 'Enter',
      label: words.keys.open,
      run: () => void (cursor && navigate({ to: '/s/$id', params: { id: cursor.id } })),
    },
    { keys: 'Space', label: words.finding.previewDown, run: () => turnPage(pane.current, 1) },
    { keys: 'Shift+Space', label: words.finding.previewUp, run: () => turnPage(pane.current, -1) },
    { keys: 'Home', label: words.finding.top, run: toTop },
    { keys: '.', label: words.finding.letIn, run: letIn },
    { keys: 'T', label: words.take.title, run: () => toTake.length > 0 && openSheet() },
    { keys: 'Shift+T', label: words.take.now, run: takeNow },
    { keys: 'L', label: words.aside.later, run: () => putAside(chosen, 'later') },
    { keys: 'N', label: words.aside.notForUs, run: () => putAside(chosen, 'not-for-us') },
    { keys: '/', label: words.keys.search2, run: toSearch },
  ]);
}

function useTakeNow(toTake: readonly StoryLine[], selection: Selection): () => void {
  const { session } = useSeat();
  const take = useTake();
  return () => {
    const [first] = toTake;
    if (!first) return;
    const choice: TakeChoice = defaultUse(first, session.agency.languages);
    selection.clear();
    void take(toTake, choice, 'stay');
  };
}

/** Of a screen's height a line or two stay, so that the eye finds its place. Where no preview is shown, the page turns. */
function turnPage(pane: HTMLElement | null, by: 1 | -1): void {
  const shown = pane && pane.offsetParent !== null ? pane : undefined;
  const target = shown ?? document.documentElement;
  const height = shown ? shown.clientHeight : window.innerHeight;
  target.scrollBy({ top: by * height * 0.85 });
}
