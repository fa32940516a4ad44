import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Headline } from '../../headline.tsx';
import type { Today } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** Pages that an ended agreement lets stand until a moment only, each a step from being withdrawn. */
export function Removals({ removals }: Pick<Today, 'removals'>): ReactNode {
  const words = useWords();
  if (removals.length === 0) return null;
  return (
    <Panel title={words.publish.removals} count={removals.length}>
      <p className="soft">{words.publish.removalsLead}</p>
      <ul className="rows">
        {removals.map(({ id, headline, language, removeBy }) => (
          <li className="row" key={id}>
            <Link to="/published" search={{ s: id, withdraw: id }} className="row-link">
              <Headline text={headline} language={language} />
            </Link>
            <Mark tone="bad">
              {words.publish.removeBy} <BothTimes at={removeBy} />
            </Mark>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
