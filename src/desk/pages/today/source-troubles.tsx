import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Today } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** Sources that stopped by themselves, or of which nothing comes any more that used to. */
export function SourceTroubles({ sources }: Pick<Today, 'sources'>): ReactNode {
  const { intake } = useWords();
  if (sources.length === 0) return null;
  return (
    <Panel title={intake.trouble} count={sources.length}>
      <ul className="rows">
        {sources.map(({ id, name, trouble, since, detail }) => (
          <li className="row" key={id}>
            <Link to="/sources/$id" params={{ id }} className="row-link">
              {name}
            </Link>
            <span className="meta">
              <Mark tone={trouble === 'stopped' ? 'bad' : 'warn'}>{intake.troubles[trouble]}</Mark>
              <BothTimes at={since} />
              <span lang="en">{detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
