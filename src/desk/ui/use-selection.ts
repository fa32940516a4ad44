import { useCallback, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { Key } from './keys.tsx';

/** The one selection model of every list: a cursor that moves, and a set that is picked. */
export type Selection = {
  readonly cursor: string | undefined;
  readonly picked: ReadonlySet<string>;
  readonly isPicked: (id: string) => boolean;
  readonly moveTo: (id: string) => void;
  readonly toggle: (id: string) => void;
  readonly clear: () => void;
  /** Click moves, Ctrl+click picks one more, Shift+click picks the run from the cursor. */
  readonly onClick: (id: string, event: MouseEvent) => void;
  readonly step: (by: 1 | -1, extend?: boolean) => void;
  /** Picks everything from the line that was picked last to the cursor. */
  readonly pickRun: () => void;
};

type Options = {
  readonly ids: readonly string[];
  readonly cursor: string | undefined;
  readonly onCursor: (id: string) => void;
};

export function useSelection({ ids, cursor, onCursor }: Options): Selection {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string>(undefined);
  const present = useMemo(() => {
    if (picked.size === 0) return picked;
    const here = new Set(ids);
    return new Set([...picked].filter((id) => here.has(id)));
  }, [picked, ids]);
  const toggle = useCallback((id: string) => {
    anchor.current = id;
    setPicked((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const addRun = (from: string | undefined, to: string): void => {
    const known = from !== undefined && ids.includes(from) ? from : to;
    const [a, b] = [ids.indexOf(known), ids.indexOf(to)].toSorted((x, y) => x - y);
    setPicked((old) => new Set([...old, ...ids.slice(Math.max(a ?? 0, 0), (b ?? 0) + 1)]));
  };
  const step = (by: 1 | -1, extend = false): void => {
    const at = cursor === undefined ? -1 : ids.indexOf(cursor);
    const next = ids[Math.min(ids.length - 1, Math.max(0, at === -1 ? 0 : at + by))];
    if (next === undefined) return;
    if (extend) addRun(cursor, next);
    onCursor(next);
  };
  const onClick = (id: string, event: MouseEvent): void => {
    if (event.shiftKey) addRun(cursor, id);
    else if (event.ctrlKey || event.metaKey) toggle(id);
    if (!event.ctrlKey && !event.metaKey) onCursor(id);
  };
  return {
    cursor,
    picked: present,
    isPicked: (id) => present.has(id),
    moveTo: onCursor,
    toggle,
    clear: () => setPicked(new Set()),
    onClick,
    step,
    pickRun: () => cursor !== undefined && addRun(anchor.current, cursor),
  };
}

type Labels = {
  readonly down: string;
  readonly up: string;
  readonly select: string;
  readonly range: string;
  readonly extendDown: string;
  readonly extendUp: string;
  readonly clear: string;
};

/** The keys every list has. `onEscape` runs when nothing is picked any more. */
export function selectionKeys(selection: Selection, labels: Labels, onEscape?: () => void): readonly Key[] {
  return [
    { keys: 'J', label: labels.down, run: () => selection.step(1) },
    { keys: 'ArrowDown', label: labels.down, run: () => selection.step(1) },
    { keys: 'K', label: labels.up, run: () => selection.step(-1) },
    { keys: 'ArrowUp', label: labels.up, run: () => selection.step(-1) },
    { keys: 'X', label: labels.select, run: () => selection.cursor && selection.toggle(selection.cursor) },
    { keys: 'Shift+X', label: labels.range, run: () => selection.pickRun() },
    { keys: 'Shift+J', label: labels.extendDown, run: () => selection.step(1, true) },
    { keys: 'Shift+K', label: labels.extendUp, run: () => selection.step(-1, true) },
    {
      keys: 'Escape',
      label: labels.clear,
      run: () => (selection.picked.size > 0 ? selection.clear() : onEscape?.()),
    },
  ];
}
