import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readConflicts } from '#contract/agreement.ts';
import { useAsk } from '../../ask.ts';
import { Tri } from '../../sentence.tsx';
import type { Conflict } from '../../shapes.ts';
import { Note } from '../../ui/note.tsx';
import { useWords } from '../../words/use-words.tsx';

/** Where a text gets in the way of our other agreements: each sentence names both clauses and leads to the other text. */
export function ConflictNotes({ conflicts }: { readonly conflicts: readonly Conflict[] }): ReactNode {
  const { compose, act } = useWords();
  if (conflicts.length === 0) return null;
  return (
    <Note tone="warn" title={compose.conflictsTitle}>
      <ul className="reasons">
        {conflicts.map(({ code, sentence, other }, at) => (
          <li key={`${code}${at}`}>
            <Tri text={sentence} />{' '}
            <Link to="/agreements/$uid" params={{ uid: other }}>
              {act.open}
            </Link>
          </li>
        ))}
      </ul>
      <p className="small">{compose.conflictsHelp}</p>
    </Note>
  );
}

/** The same for a document on file. */
export function ConflictsOf(props: { readonly uid: string; readonly digest: string }): ReactNode {
  const { uid, digest } = props;
  const { data } = useAsk(readConflicts, { params: { uid }, query: { digest } });
  return data ? <ConflictNotes conflicts={data.conflicts} /> : null;
}
