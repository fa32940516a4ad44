import { useEffect, useRef, type ReactNode } from 'react';
import { useKeys } from '../ui/keys.tsx';
import { selectionKeys, useSelection, type Selection } from '../ui/use-selection.ts';
import { useWords } from '../words/use-words.tsx';

export type Row = {
  readonly id: string;
  readonly link: ReactNode;
  readonly meta?: ReactNode;
  /** What stands below the line: lanes, buttons, forms. */
  readonly below?: ReactNode;
};

type Props = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly cursor: string | undefined;
  readonly onCursor: (id: string) => void;
  readonly onOpen?: (id: string) => void;
  readonly empty: ReactNode;
};

/** A list as everywhere on the desk: J and K move, Enter opens, X picks, the address remembers the line. */
export function RowList({ title, rows, cursor, onCursor, onOpen, empty }: Props): ReactNode {
  const words = useWords();
  const ids = rows.map((row) => row.id);
  const current = ids.find((id) => id === cursor);
  const selection = useSelection({ ids, cursor: current, onCursor });
  useKeys(title, [
    ...selectionKeys(selection, words.keys),
    ...(onOpen ? [{ keys: 'Enter', label: words.keys.open, run: () => current && onOpen(current) }] : []),
  ]);
  if (rows.length === 0) return empty;
  return (
    <ul className="rows">
      {rows.map((row) => (
        <OneRow key={row.id} row={row} selection={selection} />
      ))}
    </ul>
  );
}

function OneRow({ row, selection }: { readonly row: Row; readonly selection: Selection }): ReactNode {
  const isCursor = selection.cursor === row.id;
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCursor) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isCursor]);
  return (
    <li
      className="row"
      ref={line}
      data-cursor={isCursor}
      data-picked={selection.isPicked(row.id)}
      onClick={(event) => {
        const inside =
          event.target instanceof HTMLElement && event.target.closest('a, button, input, textarea, summary');
        if (!inside) selection.onClick(row.id, event);
      }}
    >
      {row.link}
      {row.meta ? <span className="meta">{row.meta}</span> : null}
      {row.below}
    </li>
  );
}
