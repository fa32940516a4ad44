import { useCallback, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { readLocal, writeLocal } from '../local.ts';

/** Hundredths of the width that the first of two panes has. */
type Split = { readonly share: number; readonly setShare: (share: number) => void };

const [LEAST, USUAL, MOST, STEP] = [25, 47, 75, 2];

/** How a person likes two panes beside each other; kept in this browser under `name`. */
export function useSplit(name: string): Split & { readonly place: (panes: HTMLElement | null) => void } {
  const key = `pactwire.split.${name}`;
  const [share, setShare] = useState(() => within(Number(readLocal(key) ?? USUAL)));
  const place = useCallback(
    (panes: HTMLElement | null) => {
      panes?.style.setProperty('--first', `${share}fr`);
      panes?.style.setProperty('--second', `${100 - share}fr`);
    },
    [share],
  );
  return {
    share,
    setShare: (next) => {
      const kept = within(next);
      writeLocal(key, String(kept));
      setShare(kept);
    },
    place,
  };
}

function within(share: number): number {
  return Number.isFinite(share) ? Math.min(MOST, Math.max(LEAST, Math.round(share))) : USUAL;
}

/** The bar between the panes: dragged, moved with the arrow keys, and set back with a double click or Enter. */
export function SplitHandle({ label, share, setShare }: Split & { readonly label: string }): ReactNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = KEYS[event.key]?.(share);
    if (next === undefined) return;
    event.preventDefault();
    setShare(next);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const panes = [event.currentTarget.previousElementSibling, event.currentTarget.nextElementSibling];
    const [first, second] = panes.map((pane) => pane?.getBoundingClientRect());
    if (first && second) setShare(((event.clientX - first.left) / (second.right - first.left)) * 100);
  };
  return (
    <div
      className="split-handle"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={share}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => setShare(USUAL)}
    />
  );
}

const KEYS: Readonly<Record<string, (share: number) => number>> = {
  ArrowLeft: (share) => share - STEP,
  ArrowRight: (share) => share + STEP,
  Home: () => LEAST,
  End: () => MOST,
  Enter: () => USUAL,
};
