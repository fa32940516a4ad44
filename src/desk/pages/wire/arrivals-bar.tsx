import { IconArrowUp } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTick } from '../../ui/keys.tsx';
import { KeyCap } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import type { WireFeed } from './use-wire-feed.ts';

type Props = {
  readonly feed: WireFeed;
  /** Something is picked or lies open that arrivals would disturb. */
  readonly busy: boolean;
  readonly onShow: () => void;
};

/** Nobody has touched anything for so long: what arrives may come in by itself at the top of the list. */
const QUIET_MILLISECONDS = 4000;
/** So far from its top the page still counts as standing there. */
const TOP_PIXELS = 40;

/** What arrived and waits: told, and shown when somebody asks for it, or by itself where it moves nothing that is read. */
export function ArrivalsBar({ feed, busy, onShow }: Props): ReactNode {
  const words = useWords();
  const { waiting, letIn } = feed;
  const count = waiting.fresh + waiting.changed;
  const told = count === 0 ? '' : words.finding.arrived(waiting.fresh, waiting.changed);
  const quietSince = useQuietSince();
  const tick = useTick(2);
  useEffect(() => {
    const quiet = Date.now() - quietSince.current > QUIET_MILLISECONDS;
    if (count > 0 && !busy && quiet && window.scrollY <= TOP_PIXELS) letIn();
  }, [tick, count, busy, letIn, quietSince]);
  return (
    <div className="arrivals">
      <span className="visually-hidden" role="status">
        {told}
      </span>
      {count === 0 ? null : (
        <button type="button" onClick={onShow} title={words.finding.letIn}>
          <IconArrowUp size={16} aria-hidden />
          {told}
          <KeyCap keys="." />
        </button>
      )}
    </div>
  );
}

const ACTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart'] as const;

function useQuietSince(): { readonly current: number } {
  const since = useRef(0);
  useEffect(() => {
    const onAct = (): void => {
      since.current = Date.now();
    };
    onAct();
    for (const act of ACTS) window.addEventListener(act, onAct, { passive: true });
    return () => {
      for (const act of ACTS) window.removeEventListener(act, onAct);
    };
  }, []);
  return since;
}
