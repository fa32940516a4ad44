import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Today } from '../../shapes.ts';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ExactAnswer } from '../destination/exact-answer.tsx';

/** Systems where stories do not arrive, or where a stop is not carried out yet: a person can do it by hand. */
export function DestinationTroubles({ destinations }: Pick<Today, 'destinations'>): ReactNode {
  const { destination: words } = useWords();
  if (destinations.length === 0) return null;
  return (
    <Panel title={words.trouble} count={destinations.length}>
      <ul className="rows">
        {destinations.map(({ id, name, isByHand, failing, leaving, killed, since, answer }) => (
          <li className="row" key={id}>
            <Link to="/destinations/$id" params={{ id }} search={{ stories: 'open' }} className="row-link">
              {name}
            </Link>
            <span className="meta">
              {killed > 0 ? <Mark tone="bad">{words.killsOpen(killed)}</Mark> : null}
              {leaving > killed ? (
                <Mark tone="warn">
                  {isByHand
                    ? words.byHand.leavingOpen(leaving - killed)
                    : words.leavingOpen(leaving - killed)}
                </Mark>
              ) : null}
              {failing > 0 ? <Mark tone="warn">{words.failingNow(failing)}</Mark> : null}
              <BothTimes at={since} />
            </span>
            {answer === '' ? null : <ExactAnswer answer={answer} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
